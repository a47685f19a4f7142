// The bytes of the JSON files that secokr keeps, and what it says of one that it cannot understand.
#include <catch2/catch.hpp>
#include <string>

#include "base/state_folder.hpp"
#include "support/places.hpp"
#include "support/sample_plan.hpp"
#include "support/temporary_folder.hpp"
#include "workspace/json_file.hpp"
#include "workspace/last_seen.hpp"
#include "workspace/proposal.hpp"
#include "workspace/published.hpp"
#include "workspace/reviews.hpp"
#include "workspace/unfinished.hpp"

using namespace secokr;
using namespace secokr::workspace;
using test::day;

namespace {

constexpr std::string_view k_objective = "0123456789abcdef";

Proposal every_field() {
  return {Quarter{2028, 1}, {{std::string(k_objective), test::full_objective()}, {"ffffffffffffffff", Objective{}}}};
}

Published every_issue() {
  PublishedIssue objective{.kind = "objective",
                           .reference = "Security Training",
                           .title = "FY28-Q1 Objective (Security Training) Build",
                           .labels = {"FY28-Q1", "OKR"},
                           .dri = "assurance-director",
                           .due = day("2027-04-30"),
                           .block = "- KR1: #4\n"};
  PublishedIssue kr{.kind = "kr",
                    .objective = std::string(k_objective),
                    .number = 1,
                    .iid = 4,
                    .url = "local:4",
                    .title = "FY28-Q1 KR1 (Security Training) Achieve 90%",
                    .dri = "training-manager",
                    .measure = Metric{.name = "rate", .start = 62, .target = 90, .unit = "%"},
                    .weight = 60,
                    .milestones = {{.number = 1, .done = true, .description = "enrolled"}},
                    .confidential = true,
                    .block = "- DRI: @training-manager\n"};
  return {Quarter{2028, 1}, "local", "local", "1", {{std::string(k_objective), objective}, {"9f86d081884c7d65", kr}}};
}

/// The document with one value changed, or taken out where `value` is empty, and the sum of what it says then.
std::string altered(const std::string& text, const std::string& place, const std::string& value,
                    const Covered& covered = everything) {
  Json json = Json::parse(text);
  json.erase("version");
  json.erase("checksum");
  const Json::json_pointer pointer(place);
  REQUIRE(json.contains(pointer));
  if (value.empty())
    json.at(pointer.parent_pointer()).erase(pointer.back());
  else
    json[pointer] = Json::parse(value);
  return seal_json(json, covered);
}

}  // namespace

TEST_CASE("the bytes of proposal.json") {
  const std::string text = render_proposal(every_field());
  CHECK(text == test::read(test::data_folder() / "kept/proposal.json"));
  const auto read = parse_proposal(text, "p");
  REQUIRE(read);
  CHECK(*read == every_field());
}

TEST_CASE("the bytes of published.json") {
  CHECK(render_published(every_issue()) == test::read(test::data_folder() / "kept/published.json"));
}

TEST_CASE("the bytes of this machine's memory") {
  const test::TemporaryFolder folder;
  const base::StateFolder state(folder.path(), ".secokr");
  const LastSeen seen{.user = "me",
                      .place = "gitlab.example.com/g/p",
                      .quarter = Quarter{2028, 1},
                      .at = base::Instant{std::chrono::seconds{1'800'000'000}},
                      .published = true,
                      .mine = {{"A/KR1", {day("2027-01-04"), day("2027-01-11")}}, {"A/KR2", {}}},
                      .demands = {{"D2", "A/KR1/D1", "answer it"}}};
  REQUIRE(write_last_seen(state, seen));
  CHECK(read_last_seen(state) == seen);
  CHECK(test::read(folder / ".secokr/seen.json") == test::read(test::data_folder() / "kept/seen.json"));

  const UnfinishedRuns runs(state);
  REQUIRE(runs.begin({.line = "draft exclude A", .records = {"- a", "- b"}, .files = {{"okrs/a.md", "11"}}}));
  REQUIRE(runs.begin({.line = "draft exclude B", .ended = true}));
  CHECK(test::read(folder / ".secokr/unfinished.json") == test::read(test::data_folder() / "kept/unfinished.json"));

  test::write(folder / "secokr.toml", "");
  const auto workspace = *Workspace::open(folder.path());
  REQUIRE(remember_review(workspace, Quarter{2028, 2}, {day("2027-05-04"), "bb"}));
  REQUIRE(remember_review(workspace, Quarter{2028, 1}, {day("2027-01-11"), "cc"}));
  REQUIRE(remember_review(workspace, Quarter{2028, 1}, {day("2027-01-04"), "aa"}));
  CHECK(test::read(folder / ".secokr/reviews.json") == test::read(test::data_folder() / "kept/reviews.json"));
}

TEST_CASE("what an older secokr remembered is read: demands and an end were added later") {
  const test::TemporaryFolder folder;
  const base::StateFolder state(folder.path(), ".secokr");
  REQUIRE(write_last_seen(state, {.user = "me", .quarter = Quarter{2028, 1}}));
  test::write(folder / ".secokr/seen.json", altered(test::read(folder / ".secokr/seen.json"), "/demands", ""));
  REQUIRE(read_last_seen(state));
  CHECK(read_last_seen(state)->user == "me");
}

TEST_CASE("a proposal that cannot be understood says what is wrong") {
  const std::string one = "/objectives/0123456789abcdef";
  const std::string kr = one + "/key_results/1";
  const auto [place, value, reason] = GENERATE_COPY(table<std::string, std::string, std::string>({
      {"/quarter", "", "key 'quarter' not found"},
      {"/quarter", "7", "type must be string, but is number"},
      {"/quarter", "\"soon\"", "\"soon\" is no value that is known there"},
      {one, "7", "cannot use at() with number"},
      {one + "/title", "", "key 'title' not found"},
      {one + "/status", "\"lost\"", "\"lost\" is no value that is known there"},
      {one + "/confidential", "\"yes\"", "type must be boolean, but is string"},
      {one + "/priority", "1", "type must be string, but is number"},
      {one + "/strategy", "null", "type must be string, but is null"},
      {one + "/top5_risk", "\"x\"", "cannot use at() with string"},
      {one + "/top5_risk/risk", "", "key 'risk' not found"},
      {kr + "/number", "1.5", "\"1.5\" is no value that is known there"},
      {kr + "/number", "99999999999", "\"99999999999\" is no value that is known there"},
      {kr + "/number", "\"2\"", "\"…\" is no value that is known there"},
      {kr + "/weight", "\"2\"", "type must be number, but is string"},
      {kr + "/state", "\"asleep\"", "\"asleep\" is no value that is known there"},
      {kr + "/metric", "3", "cannot use at() with number"},
      {kr + "/metric/start", "", "key 'start' not found"},
      {kr + "/metric/target", "true", "type must be number, but is boolean"},
      {kr + "/metric/unit", "3", "type must be string, but is number"},
      {kr + "/dependencies/0", "\"x\"", "cannot use value() with string"},
      {kr + "/dependencies/0/ticked", "1", "type must be boolean, but is number"},
      {kr + "/dependencies/0/events/0/on", "\"2027-02-30\"", "\"2027-02-30\" is no value that is known there"},
      {kr + "/dependencies/0/events/0/class", "\"whim\"", "\"whim\" is no value that is known there"},
      {kr + "/dependencies/0/events/0/by", "", "key 'by' not found"},
      {kr + "/milestones/0/due", "\"soon\"", "\"soon\" is no value that is known there"},
      {kr + "/milestones/0/description", "", "key 'description' not found"},
  }));
  CAPTURE(place, value);
  const auto read = parse_proposal(altered(render_proposal(every_field()), place, value), "p");
  REQUIRE_FALSE(read);
  CHECK(read.error().what == "p cannot be understood");
  CHECK(read.error().reason == reason);
}

TEST_CASE("what was published and cannot be understood says what is wrong") {
  const auto without_addresses = [](Json json) {
    for (auto& [id, issue] : json.at("issues").items()) {
      issue.erase("iid");
      issue.erase("url");
    }
    return json;
  };
  const std::string one = "/issues/9f86d081884c7d65";
  const auto [place, value, reason] = GENERATE_COPY(table<std::string, std::string, std::string>({
      {"/quarter", "\"soon\"", "\"soon\" is no value that is known there"},
      {"/origin", "", "key 'origin' not found"},
      {one + "/kind", "\"thing\"", "\"thing\" is no value that is known there"},
      {one + "/objective", "7", "type must be string, but is number"},
      {one + "/number", "true", "\"…\" is no value that is known there"},
      {one + "/iid", "", "key 'iid' not found"},
      {one + "/iid", "\"four\"", "\"…\" is no value that is known there"},
      {one + "/iid", "0", "9f86d081884c7d65 has no issue number"},
      {one + "/labels", "\"OKR\"", "type must be array, but is string"},
      {one + "/labels", "[1]", "type must be string, but is number"},
      {one + "/weight", "\"60\"", "type must be number, but is string"},
      {one + "/metric/name", "", "key 'name' not found"},
      {one + "/milestones/0/number", "-99999999999", "\"-99999999999\" is no value that is known there"},
      {one + "/confidential", "0", "type must be boolean, but is number"},
  }));
  CAPTURE(place, value);
  Published published = every_issue();
  published.issues.erase(std::string(k_objective));
  const auto read = parse_published(altered(render_published(published), place, value, without_addresses), "p");
  REQUIRE_FALSE(read);
  CHECK(read.error().reason == reason);
}

TEST_CASE("an unfinished run that cannot be understood is none") {
  const test::TemporaryFolder folder;
  const UnfinishedRuns runs(base::StateFolder(folder.path(), ".secokr"));
  REQUIRE(runs.begin({.line = "a", .records = {"x"}, .files = {{"f", "1"}}, .ended = true}));
  const std::string good = test::read(folder / ".secokr/unfinished.json");
  const auto [place, value] = GENERATE(table<std::string, std::string>({{"/runs", ""},
                                                                        {"/runs/0/line", "7"},
                                                                        {"/runs/0/records", "\"x\""},
                                                                        {"/runs/0/records/0", "1"},
                                                                        {"/runs/0/files", "[]"},
                                                                        {"/runs/0/files/f", "1"},
                                                                        {"/runs/0/ended", "\"no\""}}));
  CAPTURE(place, value);
  test::write(folder / ".secokr/unfinished.json", altered(good, place, value));
  CHECK_FALSE(runs.find("a")->has_value());
}
