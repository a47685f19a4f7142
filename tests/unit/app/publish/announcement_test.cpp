#include "app/publish/announcement.hpp"

#include "unit/app/drift_sample.hpp"
#include "workspace/published.hpp"

using namespace secokr;
using test::DriftSample;
using test::SampleWorkspace;

namespace {

const Quarter quarter{2028, 1};

Announcement announced(const SampleWorkspace& sample) {
  test::FakeTracker tracker;
  auto ports = sample.ports(tracker);
  ports.tracker = nullptr;
  auto announcement = app::announcement_of(ports, quarter);
  if (!announcement) FAIL(announcement.error().what);
  return *std::move(announcement);
}

std::vector<std::string> references(const Announcement& announcement) {
  std::vector<std::string> names;
  for (const auto& objective : announcement.objectives) names.push_back(objective.reference);
  return names;
}

}  // namespace

TEST_CASE("an announcement has the included objectives, p0 first, with their addresses once published") {
  auto plan = test::sample_plan();
  test::objective(plan, 2).status = ObjectiveStatus::excluded;
  const Announcement before = announced(SampleWorkspace(plan));
  CHECK(references(before) == std::vector<std::string>{"Secure Pipeline", "Security Training"});
  CHECK_FALSE(before.published);
  CHECK(before.objectives.front().url.empty());
  CHECK(before.first_day == date::sys_days{date::year{2027} / 2 / 1});
  CHECK(before.last_day == date::sys_days{date::year{2027} / 4 / 30});
  CHECK(before.first_update_due == date::sys_days{date::year{2027} / 2 / 5});

  const DriftSample finalised;
  const Announcement after = announced(finalised.sample);
  CHECK(after.published);
  CHECK(references(after) == std::vector<std::string>{"Secure Pipeline", "Incident Response", "Security Training"});
  for (const auto& objective : after.objectives) {
    CHECK_FALSE(objective.url.empty());
    for (const auto& key_result : objective.key_results) CHECK_FALSE(key_result.url.empty());
  }
}

TEST_CASE("what is confidential is counted and nowhere named") {
  auto plan = test::sample_plan();
  test::objective(plan, 0).confidential = true;
  test::key_result(plan, 0, 1).dri = test::key_result(plan, 1, 1).dri;
  test::key_result(plan, 2, 1).state = KeyResultState::dropped;
  const Announcement announcement = announced(SampleWorkspace(plan));
  CHECK(announcement.withheld == 1);
  CHECK(announcement.withheld_key_results == 0);
  CHECK(references(announcement) == std::vector<std::string>{"Secure Pipeline", "Incident Response"});
  CHECK(announcement.objectives.back().key_results.size() == 1);
  for (const std::string& sentence : announcement.gives_way) CHECK(sentence.find("Training") == std::string::npos);
}

TEST_CASE("a key result that became confidential after publication is withheld alone") {
  DriftSample finalised;
  auto base = workspace::read_published(finalised.sample.workspace(), quarter).value().value();
  for (auto& [id, entry] : base.issues)
    if (entry.kind == "kr" && entry.title.find("KR2 (Incident") != std::string::npos) entry.confidential = true;
  finalised.apply({.changes = {workspace::write_published(finalised.sample.workspace(), base).value()}});
  const Announcement announcement = announced(finalised.sample);
  CHECK(announcement.withheld == 0);
  CHECK(announcement.withheld_key_results == 1);
  CHECK(announcement.objectives[1].key_results.size() == 1);
}

TEST_CASE("an announcement of a plan that cannot be read fails") {
  SampleWorkspace sample(test::sample_plan());
  test::write(sample.root() / "okrs/FY28-Q1/broken.md", "no title\n");
  test::FakeTracker tracker;
  const auto failed = app::announcement_of(sample.ports(tracker), quarter);
  REQUIRE_FALSE(failed);
  CHECK(failed.error().kind == ErrorKind::local_file);
}
