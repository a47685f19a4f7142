#pragma once
#include <string>

#include "domain/views/capacity_report.hpp"

#include "render/core/json.hpp"
#include "render/core/renderers.hpp"
#include "render/core/style.hpp"

namespace secokr::render {

/// By team and quarter how often which no was said, then every decline with its reason.
std::string capacity_text(const CapacityReport& report, const Page& page);
std::string capacity_markdown(const CapacityReport& report);
Json capacity_json(const CapacityReport& report);

template <>
inline constexpr auto renderers<CapacityReport> = std::to_array<Renderer<CapacityReport>>(
    {{"text", capacity_text}, {"markdown", capacity_markdown}, {"json", capacity_json}});

}  // namespace secokr::render
