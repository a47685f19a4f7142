#pragma once
#include <string>
#include <vector>

#include <secokr/objective.hpp>

#include "app/core/ports.hpp"
#include "app/plan/leave_out.hpp"
#include "app/plan/read_plan.hpp"
#include "app/published/block_issue.hpp"
#include "documents/issue/text.hpp"
#include "workspace/objective_files.hpp"
#include "workspace/published.hpp"

namespace secokr::app {

/// An included objective on its way to the tracker.
struct Publication {
  const workspace::ObjectiveFile* file = nullptr;
  Objective objective{};  ///< with every id, and of its key results those that are published
  bool minted = false;    ///< ids were minted here, so the file must learn them before an issue carries them
};

/// What stands in an objective's list in place of the title of a key result that is confidential on its own.
inline constexpr const char* withheld_title = "(confidential)";

/// The objective with the key results that have, or are to get, an issue: all but those that were dropped before they
/// were published.
Objective published_part(Objective objective, const workspace::Published* base);

/// The included objectives in the order of their files, without what is left out.
std::vector<Publication> publications_of(const Ports& ports, const ReadPlan& read, const workspace::Published* base,
                                         const LeftOutPart& left_out);

/// The list of an objective's issue: each key result with `#12`, or `#` and a token where it has no issue yet.
std::vector<documents::KeyResultLine> key_result_lines(const Objective& objective, const PresentIssues& present);

}  // namespace secokr::app
