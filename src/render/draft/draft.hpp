#pragma once
#include <string>

#include "domain/views/draft_view.hpp"
#include "render/core/json.hpp"
#include "render/core/renderers.hpp"
#include "render/core/style.hpp"

namespace secokr::render {

/// The objectives of a quarter as a table, then how many there are of each status and what the rules say of the plan as
/// a whole.
std::string draft_list_text(const DraftView& view, const Page& page);
/// The one objective of the view with its KRs, or its one KR, and the findings on it.
std::string draft_detail_text(const DraftView& view, const Page& page);
/// The shape `draft`: the same for a list and for one objective.
Json draft_json(const DraftView& view);

template <>
inline constexpr auto renderers<DraftView> =
    std::to_array<Renderer<DraftView>>({{"text",
                                         [](const DraftView& view, const Page& page) {
                                           return view.is_one ? draft_detail_text(view, page)
                                                              : draft_list_text(view, page);
                                         }},
                                        {"json", draft_json}});

/// `FY28-Q1 · stage objectives · next: proposal on 2027-01-04`, the first line of either text.
std::string draft_heading(const DraftView& view);

}  // namespace secokr::render
