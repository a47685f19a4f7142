#pragma once
#include <optional>
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "app/core/ports.hpp"
#include "app/run/dashboard.hpp"
#include "domain/views/review_view.hpp"
#include "workspace/reviews.hpp"

namespace secokr::app {

struct DraftReviewRequest {
  Quarter quarter{};
  Audience audience = Audience::division;
  /// What to compare with: a day, which means its end, or whatever git takes for a commit. Nothing: the last review on
  /// an earlier day that this machine remembers, else the end of the calendar's last step before today.
  std::optional<std::string> since{};
};

struct DraftReview {
  ReviewView view{};
  /// What this machine has to remember for the next review; nothing where git has no commit.
  std::optional<workspace::HeldReview> held{};
  std::vector<std::string> notices{};  ///< to be said aloud, a sentence each
};

/// The agenda of the quarter's draft review (PROCESS.md 1 to 4), from the quarter's files and from git where there is
/// one. Findings are those of the proposal, or of today's stage where that is later. Confidential objectives are
/// withheld from the organisation (PROCESS.md 8). Needs a workspace. Errors: local_file, also for files that cannot be
/// understood; usage, where `since` names no commit.
Expected<DraftReview> review_draft(const Ports& ports, const DraftReviewRequest& request);

}  // namespace secokr::app
