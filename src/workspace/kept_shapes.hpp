#pragma once
#include <algorithm>
#include <chrono>
#include <cstdint>

#include "workspace/last_seen.hpp"
#include "workspace/objective_shape.hpp"
#include "workspace/proposal.hpp"
#include "workspace/published.hpp"
#include "workspace/reviews.hpp"
#include "workspace/unfinished.hpp"

namespace secokr::workspace {

struct ReviewsFile {
  int version = 1;
  HeldReviews reviews{};
};

struct UnfinishedFile {
  std::vector<UnfinishedRun> runs{};
};

}  // namespace secokr::workspace

/// The JSON files that secokr keeps. docs/schemas/files describes them; a test compares.
namespace secokr::base {

/// `objective` or `kr`.
struct IssueKind : Form<std::string> {
  static Understood read(const Json& json, std::string& kind) {
    if (auto read = Form<std::string>::read(json, kind); !read) return read;
    if (kind != "objective" && kind != "kr") return unknown_value(kind);
    return {};
  }
};

struct WithPoint : Form<std::optional<double>> {
  static Json write(const std::optional<double>& value) { return *value; }
};

/// Ticks are the issue's.
struct Unticked : Form<std::vector<Milestone>> {
  static Json write(std::vector<Milestone> milestones) {
    for (Milestone& milestone : milestones) milestone.mark_like({});
    return json_of(milestones);
  }
};

template <>
inline constexpr auto shape<workspace::PublishedIssue> =
    std::tuple{required("kind", &workspace::PublishedIssue::kind, IssueKind{}),
               optional("objective", &workspace::PublishedIssue::objective),
               optional("reference", &workspace::PublishedIssue::reference),
               optional("number", &workspace::PublishedIssue::number),
               required("iid", &workspace::PublishedIssue::iid),
               required("url", &workspace::PublishedIssue::url),
               required("title", &workspace::PublishedIssue::title),
               required("labels", &workspace::PublishedIssue::labels),
               required("dri", &workspace::PublishedIssue::dri),
               optional("metric", &workspace::PublishedIssue::measure),
               optional("weight", &workspace::PublishedIssue::weight, WithPoint{}),
               optional("due", &workspace::PublishedIssue::due),
               optional("milestones", &workspace::PublishedIssue::milestones, Unticked{}),
               optional("confidential", &workspace::PublishedIssue::confidential),
               required("block", &workspace::PublishedIssue::block)};

template <>
inline constexpr auto shape<workspace::Published> = std::tuple{
    required("quarter", &workspace::Published::quarter), required("tracker", &workspace::Published::tracker),
    required("origin", &workspace::Published::origin), required("project_id", &workspace::Published::project_id),
    required("issues", &workspace::Published::issues)};

template <>
inline constexpr auto shape<workspace::Proposal> = std::tuple{required("quarter", &workspace::Proposal::quarter),
                                                              required("objectives", &workspace::Proposal::objectives)};

template <>
inline constexpr auto shape<workspace::HeldReview> =
    std::tuple{required("on", &workspace::HeldReview::on), required("commit", &workspace::HeldReview::commit)};
template <>
inline constexpr auto shape<workspace::ReviewsFile> = std::tuple{required("version", &workspace::ReviewsFile::version),
                                                                 required("reviews", &workspace::ReviewsFile::reviews)};

/// Seconds since 1970, up to the year 9999.
struct SinceEpoch {
  static Json write(Instant at) {
    return std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
  }
  static Understood read(const Json& json, Instant& at) {
    constexpr std::int64_t last_second = 253402300799;
    std::int64_t seconds = 0;
    if (auto read = Form<std::int64_t>::read(json, seconds); !read) return read;
    at = Instant{std::chrono::seconds{std::clamp<std::int64_t>(seconds, 0, last_second)}};
    return {};
  }
};

template <>
inline constexpr auto shape<workspace::SeenKeyResult> = std::tuple{
    required("kr", &workspace::SeenKeyResult::name), required("reported", &workspace::SeenKeyResult::reported)};

template <>
inline constexpr auto shape<workspace::SeenDemand> =
    std::tuple{required("rule", &workspace::SeenDemand::rule), required("subject", &workspace::SeenDemand::subject),
               required("what", &workspace::SeenDemand::what)};

template <>
inline constexpr auto shape<workspace::LastSeen> = std::tuple{
    required("user", &workspace::LastSeen::user),           required("place", &workspace::LastSeen::place),
    required("quarter", &workspace::LastSeen::quarter),     required("at", &workspace::LastSeen::at, SinceEpoch{}),
    required("published", &workspace::LastSeen::published), required("mine", &workspace::LastSeen::mine),
    added("demands", &workspace::LastSeen::demands)};

template <>
inline constexpr auto shape<workspace::UnfinishedRun> = std::tuple{
    required("line", &workspace::UnfinishedRun::line), required("records", &workspace::UnfinishedRun::records),
    required("files", &workspace::UnfinishedRun::files), optional("ended", &workspace::UnfinishedRun::ended)};

template <>
inline constexpr auto shape<workspace::UnfinishedFile> = std::tuple{required("runs", &workspace::UnfinishedFile::runs)};

}  // namespace secokr::base
