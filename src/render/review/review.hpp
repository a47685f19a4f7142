#pragma once
#include <string>

#include "domain/views/review_view.hpp"
#include "render/core/json.hpp"
#include "render/core/renderers.hpp"

namespace secokr::render {

/// The agenda as a page for a meeting: a section for each question, each of which says plainly when there is nothing.
/// Nobody is mentioned. `quarter_flag` stands behind each command that is shown: ` --quarter FY28-Q2`, or nothing.
std::string review_markdown(const ReviewView& view, const std::string& quarter_flag);
Json review_json(const ReviewView& view);

/// A review, and the quarter as its commands name it.
struct ReviewPage {
  const ReviewView& view;
  std::string quarter_flag{};
};

template <>
inline constexpr auto renderers<ReviewPage> = std::to_array<Renderer<ReviewPage>>(
    {{"markdown", [](const ReviewPage& page) { return review_markdown(page.view, page.quarter_flag); }},
     {"json", [](const ReviewPage& page) { return review_json(page.view); }}});

}  // namespace secokr::render
