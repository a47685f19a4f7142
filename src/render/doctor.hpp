#pragma once
#include <string>

#include "render/core/json.hpp"
#include "render/core/renderers.hpp"
#include "render/core/style.hpp"
#include "tracker/views/diagnosis.hpp"

namespace secokr::render {

/// A line a check: its state in a word, its name, what was found; what to do about it below. Then what the server can
/// do, where there is one, and in the last line how it stands.
std::string doctor_text(const tracker::Diagnosis& diagnosis, const Page& page);
/// The `doctor` shape of docs/schemas.
Json doctor_json(const tracker::Diagnosis& diagnosis);

template <>
inline constexpr auto renderers<tracker::Diagnosis> =
    std::to_array<Renderer<tracker::Diagnosis>>({{"text", doctor_text}, {"json", doctor_json}});

}  // namespace secokr::render
