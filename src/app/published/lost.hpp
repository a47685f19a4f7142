#pragma once
#include <optional>
#include <string>

#include "app/published/plan.hpp"
#include "documents/issue/text.hpp"

namespace secokr::app {

// What of a published plan was deleted, moved or lost its label by hand, so that no list of issues shows it.

/// The number in a line of an objective's list: 12 of `- KR1: #12 title`.
std::optional<long> listed_iid(const documents::KeyResultLine& line);

/// Reads the key results that an objective lists and that lack the quarter's label.
Status add_listed(tracker::Tracker& tracker, PublishedPlan& plan);

/// Names what is known of by a list or by `base` and has no issue.
void add_lost(PublishedPlan& plan, const workspace::Published* base);

/// What takes the place of the objective of a key result that is there while its objective is not; null where nothing
/// tells which one that is. `title` is the key result's.
PublishedObjective* headless_parent(PublishedPlan& plan, const workspace::Published* base, const std::string& id,
                                    const std::string& title);

}  // namespace secokr::app
