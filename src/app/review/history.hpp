#pragma once
#include <optional>
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "app/core/ports.hpp"
#include "app/plan/read_plan.hpp"
#include "domain/people/audience.hpp"
#include "domain/views/review_view.hpp"
#include "workspace/git_history.hpp"

namespace secokr::app {

/// What changed in the quarter's folder since an earlier state, edits that are not committed included. `since` as in
/// `DraftReviewRequest`. A machine's memory that cannot be read, or names a commit that is gone, is told in `notices`
/// and passed over. Error usage, where `since` names no commit.
Expected<ReviewHistory> review_history(const Ports& ports, const ReadPlan& read, const workspace::GitHistory& git,
                                       const std::optional<std::string>& since, Audience audience,
                                       std::vector<std::string>& notices);

}  // namespace secokr::app
