#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <secokr/day.hpp>
#include <secokr/error.hpp>
#include <secokr/quarter.hpp>

#include "workspace/workspace.hpp"

namespace secokr::workspace {

/// A draft review that was held on this machine: when, and at which commit.
struct HeldReview {
  Day on{};
  std::string commit{};  ///< the whole hash
  friend bool operator==(const HeldReview&, const HeldReview&) = default;
};

/// `.secokr/reviews.json`, this machine's memory: by quarter, in order of their days, one a day.
using HeldReviews = std::map<Quarter, std::vector<HeldReview>>;

/// None where there is no file. Error: local_file, also for a file that is not as secokr writes it.
Expected<HeldReviews> read_reviews(const Workspace& workspace);
/// The last one on an earlier day.
std::optional<HeldReview> last_review_before(const HeldReviews& reviews, Quarter quarter, Day day);
/// Keeps the review in place of another one of its day, and the last few of the quarter. Error: local_file.
Status remember_review(const Workspace& workspace, Quarter quarter, const HeldReview& review);

}  // namespace secokr::workspace
