#pragma once
#include <string>

#include "domain/views/dependency_view.hpp"

#include "render/core/json.hpp"
#include "render/core/renderers.hpp"
#include "render/core/style.hpp"

namespace secokr::render {

/// `confirmed by @x for @y on 2027-01-11`, `declined by @x on …: no capacity: hiring freeze (re-scoped)`.
std::string dependency_state(const DependencyRow& row);

/// The first line names the quarter, the last one counts; two lines a dependency where a table would not fit.
std::string dependencies_text(const DependencyView& view, const Page& page);
std::string dependencies_markdown(const DependencyView& view);
Json dependencies_json(const DependencyView& view);

template <>
inline constexpr auto renderers<DependencyView> = std::to_array<Renderer<DependencyView>>(
    {{"text", dependencies_text}, {"json", dependencies_json}, {"markdown", dependencies_markdown}});

}  // namespace secokr::render
