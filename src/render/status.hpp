#pragma once
#include <string>

#include "domain/views/status_view.hpp"

#include "render/core/json.hpp"
#include "render/core/renderers.hpp"
#include "render/core/style.hpp"

namespace secokr::render {

/// What is due, owed and blocking, and the next command in the last line; the first line names the quarters. Of the
/// blockers ten are listed and the rest is counted.
std::string status_text(const StatusView& view, const Page& page);
/// What waits on this machine alone, and the next command.
std::string waiting_text(const StatusView& view, const Page& page);
/// The `status` shape of CLI.md 5, with every blocker.
Json status_json(const StatusView& view);

template <>
inline constexpr auto renderers<StatusView> =
    std::to_array<Renderer<StatusView>>({{"text", status_text}, {"json", status_json}});

}  // namespace secokr::render
