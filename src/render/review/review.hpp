#pragma once
#include <string>

#include "domain/views/review_view.hpp"
#include "render/core/json.hpp"

namespace secokr::render {

/// The agenda as a page for a meeting: a section for each question, each of which says plainly when there is nothing.
/// Nobody is mentioned. `quarter_flag` stands behind each command that is shown: ` --quarter FY28-Q2`, or nothing.
std::string review_markdown(const ReviewView& view, const std::string& quarter_flag);
Json review_json(const ReviewView& view);

}  // namespace secokr::render
