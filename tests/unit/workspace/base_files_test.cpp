#include <catch2/catch.hpp>
#include <string>

#include "support/sample_plan.hpp"
#include "support/temporary_folder.hpp"
#include "support/texts.hpp"
#include "tracker/apply/executor.hpp"
#include "workspace/objective_shape.hpp"
#include "workspace/proposal.hpp"
#include "workspace/published.hpp"

using namespace secokr;
using namespace secokr::workspace;
using base::Json;
using base::json_of;
using base::read_json;
using Catch::Matchers::Contains;
using test::day;
using test::full_objective;
using test::replaced;

namespace {

Published published_with(long objective_iid, long kr_iid) {
  const auto url_of = [](long iid) { return iid == 0 ? "" : "local:" + std::to_string(iid); };
  const std::string reference = kr_iid == 0 ? tracker::iid_token("kr:9f86d081884c7d65") : std::to_string(kr_iid);
  const PublishedIssue objective{
      .kind = "objective",
      .reference = "Security Training",
      .iid = objective_iid,
      .url = url_of(objective_iid),
      .title = "FY28-Q1 Objective (Security Training) Build",
      .labels = {"FY28-Q1", "OKR", "division::Security", "sec-okr::p1"},
      .dri = "assurance-director",
      .due = day("2027-04-30"),
      .block = "- Area: SecAssurance\n\n## Key results\n\n- KR1: #" + reference + " Achieve 90%\n"};
  const PublishedIssue kr{.kind = "kr",
                          .objective = "0123456789abcdef",
                          .number = 1,
                          .iid = kr_iid,
                          .url = url_of(kr_iid),
                          .title = "FY28-Q1 KR1 (Security Training) Achieve 90%",
                          .labels = {"FY28-Q1", "division::Security"},
                          .dri = "training-manager",
                          .measure = Metric{"completion rate", 62, 90, "%"},
                          .weight = 60,
                          .due = day("2027-02-26"),
                          .milestones = {{1, false, "everyone is enrolled", "training-manager", day("2027-02-26"), {}}},
                          .confidential = true,
                          .block = "- DRI: @training-manager\n"};
  return {Quarter{2028, 1}, "local", "local", "1", {{"0123456789abcdef", objective}, {"9f86d081884c7d65", kr}}};
}

/// As the executor fills tokens in.
std::string filled(std::string text) {
  text = replaced(text, tracker::iid_token("objective:0123456789abcdef"), "3");
  text = replaced(text, tracker::iid_token("kr:9f86d081884c7d65"), "4");
  text = replaced(text, tracker::url_token("objective:0123456789abcdef"), "local:3");
  return replaced(text, tracker::url_token("kr:9f86d081884c7d65"), "local:4");
}

}  // namespace

TEST_CASE("a measure comes back from JSON as it was, and an older file's is read") {
  const std::vector<Measure> measures{
      Baseline{}, Metric{"rate", 62, 90.5, "%"},
      Metric{.name = "cost", .start = 500, .target = 300, .unit = "k", .currency = "$"},
      Metric{.name = "availability", .start = 99.95, .target = 99.95, .unit = "%", .kind = MetricKind::at_least},
      Metric{.name = "time", .start = 3, .target = 3, .unit = "days", .kind = MetricKind::at_most}};
  for (const Measure& measure : measures) {
    INFO(to_string(measure));
    CHECK(read_json<Measure>(json_of(measure)) == measure);
  }
  CHECK(json_of(measures[1]).dump() == R"({"name":"rate","start":62,"target":90.5,"unit":"%"})");
  CHECK(json_of(measures[3]).dump() == R"({"name":"availability","at_least":99.95,"unit":"%"})");
  CHECK(read_json<Measure>(Json::parse(R"({"name":"rate","start":62,"target":90,"unit":"%"})")) ==
        Measure(Metric{"rate", 62, 90, "%"}));
}

TEST_CASE("a proposal keeps every field of an objective", "[proposal]") {
  Proposal proposal{Quarter{2028, 1}, {{"0123456789abcdef", full_objective()}, {"ffffffffffffffff", Objective{}}}};
  const std::string text = render_proposal(proposal);
  const auto read = parse_proposal(text, "proposal.json");
  REQUIRE(read);
  CHECK(*read == proposal);
  CHECK(render_proposal(*read) == text);
  CHECK(text.ends_with("}\n"));
  CHECK_THAT(text, Contains("\n  \"version\": 1,"));
}

TEST_CASE("every word of the plan survives", "[proposal]") {
  const auto kept = [](const Objective& objective) {
    const auto read = parse_proposal(render_proposal({Quarter{2028, 1}, {{"id", objective}}}), "p");
    return read && read->objectives.at("id") == objective;
  };
  for (const auto status :
       {ObjectiveStatus::draft, ObjectiveStatus::proposed, ObjectiveStatus::included, ObjectiveStatus::excluded})
    for (const auto priority : {Priority::p0, Priority::p1, Priority::p2})
      for (const auto treatment : {RiskTreatment::eliminates, RiskTreatment::mitigates, RiskTreatment::transfers}) {
        Objective objective = full_objective();
        objective.status = status;
        objective.priority = priority;
        objective.top5_risk->treatment = treatment;
        CHECK(kept(objective));
      }
  for (const auto state : {KeyResultState::active, KeyResultState::not_started, KeyResultState::paused,
                           KeyResultState::done, KeyResultState::dropped})
    for (const auto verb :
         {DependencyVerb::confirmed, DependencyVerb::declined, DependencyVerb::withdrawn, DependencyVerb::rescoped})
      for (const auto reason :
           {DeclineClass::no_capacity, DeclineClass::priority, DeclineClass::scope, DeclineClass::other}) {
        Objective objective = full_objective();
        objective.key_results[1].state = state;
        objective.key_results[1].dependencies[0].events[0].verb = verb;
        objective.key_results[1].dependencies[0].events[0].decline_class = reason;
        CHECK(kept(objective));
      }
}

TEST_CASE("published.json reads back and writes the same bytes", "[published]") {
  const Published published = published_with(3, 4);
  const std::string text = render_published(published);
  const auto read = parse_published(text, "published.json");
  REQUIRE(read);
  CHECK(*read == published);
  CHECK(render_published(*read) == text);
}

TEST_CASE("issues that are not made yet stand as tokens, and the filled text is as if they had been there",
          "[published]") {
  const std::string text = render_published(published_with(0, 0));
  CHECK_THAT(text, Contains("\"iid\": {{iid kr:9f86d081884c7d65}},"));
  CHECK_THAT(text, Contains("\"url\": \"{{url objective:0123456789abcdef}}\""));
  CHECK(filled(text) == render_published(published_with(3, 4)));
  REQUIRE(parse_published(filled(text), "published.json"));

  const std::string amended = filled(render_published(published_with(3, 0)));
  CHECK(amended == render_published(published_with(3, 4)));
  CHECK_FALSE(parse_published(text, "published.json"));
}

TEST_CASE("ticks are the issue's and are not published's", "[published]") {
  Published published = published_with(3, 4);
  published.issues.at("9f86d081884c7d65").milestones[0].done = true;
  CHECK(render_published(published) == render_published(published_with(3, 4)));
}

TEST_CASE("a base that cannot be trusted is refused", "[published][proposal]") {
  const std::string good = render_published(published_with(3, 4));
  const auto [bad, part] = GENERATE_COPY(table<std::string, std::string>({
      {"", "cannot be understood"},
      {"[]", "cannot be understood"},
      {good.substr(0, good.size() / 2), "cannot be understood"},
      {replaced(good, "\"version\": 1", "\"version\": 2"), "version 2"},
      {replaced(good, "\"checksum\"", "\"checksumme\""), "cannot be understood"},
      {replaced(good, "Achieve 90%", "Achieve 80%"), "changed by hand"},
      {replaced(good, "\"weight\": 60.0", "\"weight\": 61.0"), "changed by hand"},
      {replaced(good, "SecAssurance", "SecOps"), "changed by hand"},
      {replaced(good, "\"iid\": 4", "\"iid\": 3"), "cannot be understood"},
      {replaced(good, "\"iid\": 4", "\"iid\": 0"), "cannot be understood"},
      {replaced(good, "\"iid\": 4", "\"iid\": \"four\""), "cannot be understood"},
      {"{\n<<<<<<< HEAD\n" + good, "cannot be understood"},
  }));
  CAPTURE(part);
  REQUIRE(bad != good);
  const auto read = parse_published(bad, "okrs/FY28-Q1/published.json");
  REQUIRE_FALSE(read);
  CHECK(read.error().kind == ErrorKind::local_file);
  CHECK_THAT(read.error().what, Contains("okrs/FY28-Q1/published.json") && Contains(part));
  CHECK_FALSE(read.error().reason.empty());
  CHECK_FALSE(read.error().help.empty());
}

TEST_CASE("both files are written through change sets and read again", "[published][proposal]") {
  test::TemporaryFolder folder;
  test::write(folder / "secokr.toml", "");
  const auto workspace = *Workspace::open(folder.path());
  const Quarter quarter{2028, 1};
  REQUIRE(read_published(workspace, quarter));
  CHECK_FALSE(read_published(workspace, quarter)->has_value());
  CHECK_FALSE(read_proposal(workspace, quarter)->has_value());

  Proposal proposal{quarter, {{"0123456789abcdef", full_objective()}}};
  tracker::ApplyOptions options;
  options.root = folder.path();
  for (int round = 0; round < 2; ++round) {
    tracker::ChangeSet set;
    set.changes = {*write_published(workspace, published_with(3, 4 + round)), *write_proposal(workspace, proposal)};
    const auto applied = tracker::apply(set, nullptr, options);
    REQUIRE_FALSE(applied.failure);
    CHECK(**read_published(workspace, quarter) == published_with(3, 4 + round));
    CHECK(**read_proposal(workspace, quarter) == proposal);
    proposal.objectives["fedcba9876543210"] = full_objective();
  }
}
