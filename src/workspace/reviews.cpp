#include "workspace/reviews.hpp"

#include <algorithm>

#include "workspace/json_file.hpp"
#include "workspace/strict_json.hpp"

namespace secokr::workspace {
namespace {

constexpr std::string_view k_path = ".secokr/reviews.json";
constexpr std::size_t k_most_kept = 12;
constexpr int k_reviews_version = 1;

constexpr auto k_reviews_name = "reviews.json";

Error damaged_reviews() {
  return {.kind = ErrorKind::local_file,
          .what = fmt::format("{} cannot be understood", k_path),
          .reason = "it is this machine's memory of draft reviews, and not as secokr writes it",
          .help = fmt::format("rm {}", k_path)};
}

std::optional<HeldReviews> parse_reviews(std::string_view text) {
  const Json json = parse_strict(text);
  if (!json.is_object() || json.value("version", Json{}) != k_reviews_version || !json.contains("reviews") ||
      !json.at("reviews").is_object())
    return std::nullopt;
  HeldReviews reviews;
  for (const auto& [name, list] : json.at("reviews").items()) {
    const auto quarter = parse_quarter(name);
    if (!quarter || !list.is_array()) return std::nullopt;
    for (const Json& entry : list) {
      const auto text_of = [&](const char* key) {
        return entry.is_object() && entry.contains(key) && entry.at(key).is_string() ? entry.at(key).get<std::string>()
                                                                                     : std::string{};
      };
      const auto on = parse_day(text_of("on"));
      const std::string commit = text_of("commit");
      if (!on || commit.empty()) return std::nullopt;
      reviews[*quarter].push_back({*on, commit});
    }
  }
  return reviews;
}

}  // namespace

Expected<HeldReviews> read_reviews(const Workspace& workspace) {
  SECOKR_TRY(const auto file, workspace.state().read(k_reviews_name));
  if (!file) return HeldReviews{};
  auto reviews = parse_reviews(file->text);
  if (!reviews) return fail(damaged_reviews());
  for (auto& [quarter, held] : *reviews) std::ranges::stable_sort(held, {}, &HeldReview::on);
  return *std::move(reviews);
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

  Json json;
  json["version"] = k_reviews_version;
  json["reviews"] = Json::object();
  for (const auto& [each, list] : reviews) {
    Json entries = Json::array();
    for (const HeldReview& one : list) {
      Json entry;
      entry["on"] = to_string(one.on);
      entry["commit"] = one.commit;
      entries.push_back(std::move(entry));
    }
    json["reviews"][to_string(each)] = std::move(entries);
  }
  return workspace.state().write(k_reviews_name, json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

}  // namespace secokr::workspace
