#include "workspace/reviews.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "workspace/kept_shapes.hpp"
#include "workspace/strict_json.hpp"

namespace secokr::workspace {
namespace {

constexpr std::string_view k_path = ".secokr/reviews.json";
constexpr std::size_t k_most_kept = 12;
constexpr auto k_reviews_name = "reviews.json";

Error damaged_reviews() {
  return {.kind = ErrorKind::local_file,
          .what = fmt::format("{} cannot be understood", k_path),
          .reason = "it is this machine's memory of draft reviews, and not as secokr writes it",
          .help = fmt::format("rm {}", k_path)};
}

}  // namespace

Expected<HeldReviews> read_reviews(const Workspace& workspace) {
  SECOKR_TRY(const auto file, workspace.state().read(k_reviews_name));
  if (!file) return HeldReviews{};
  auto kept = base::read_json<ReviewsFile>(parse_strict(file->text));
  if (!kept || kept->version != ReviewsFile{}.version) return fail(damaged_reviews());
  for (auto& [quarter, held] : kept->reviews) {
    if (std::ranges::find(held, "", &HeldReview::commit) != held.end()) return fail(damaged_reviews());
    std::ranges::stable_sort(held, {}, &HeldReview::on);
  }
  return std::move(kept->reviews);
}

std::optional<HeldReview> last_review_before(const HeldReviews& reviews, Quarter quarter, Day day) {
  const auto found = reviews.find(quarter);
  if (found == reviews.end()) return std::nullopt;
  std::optional<HeldReview> last;
  for (const HeldReview& review : found->second)
    if (review.on < day) last = review;
  return last;
}

Status remember_review(const Workspace& workspace, Quarter quarter, const HeldReview& review) {
  SECOKR_TRY(HeldReviews reviews, read_reviews(workspace));
  std::vector<HeldReview>& held = reviews[quarter];
  if (std::ranges::find(held, review) != held.end()) return {};
  std::erase_if(held, [&](const HeldReview& each) { return each.on == review.on; });
  held.push_back(review);
  std::ranges::stable_sort(held, {}, &HeldReview::on);
  if (held.size() > k_most_kept) held.erase(held.begin(), held.end() - k_most_kept);
  const Json json = base::json_of(ReviewsFile{.reviews = std::move(reviews)});
  return workspace.state().write(k_reviews_name, json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

}  // namespace secokr::workspace
