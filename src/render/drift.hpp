#pragma once
#include <string>

#include "domain/views/drift_report.hpp"

#include "render/core/json.hpp"
#include "render/core/renderers.hpp"
#include "render/core/style.hpp"

namespace secokr::render {

/// Each issue that has drifted with its fields, agreed → now, then who changed it and when; the last line counts.
std::string drift_text(const DriftReport& report, const Page& page);
std::string drift_markdown(const DriftReport& report);
/// `quarter`, `checked`, `drifted` (issues), and a row a field in `drift`.
Json drift_json(const DriftReport& report);

template <>
inline constexpr auto renderers<DriftReport> =
    std::to_array<Renderer<DriftReport>>({{"text", drift_text}, {"json", drift_json}, {"markdown", drift_markdown}});

}  // namespace secokr::render
