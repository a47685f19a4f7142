#pragma once
#include <string>

#include "domain/views/capacity_report.hpp"

#include "render/core/json.hpp"
#include "render/core/style.hpp"

namespace secokr::render {

/// By team and quarter how often which no was said, then every decline with its reason.
std::string capacity_text(const CapacityReport& report, const Page& page);
std::string capacity_markdown(const CapacityReport& report);
Json capacity_json(const CapacityReport& report);

}  // namespace secokr::render
