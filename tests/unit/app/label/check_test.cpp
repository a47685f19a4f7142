#include "app/label/check.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "support/fake_tracker.hpp"

using namespace secokr;

namespace {

constexpr Quarter quarter{2028, 1};

struct Checked {
  Checked() { config.tracker = {.kind = config::TrackerKind::gitlab, .project = "fake"}; }

  void define(const std::string& home, Quarter of) {
    auto& labels = home.empty() ? tracker.defined : tracker.defined_elsewhere[home];
    for (const auto& wanted : definitions(config.labels, of)) labels.push_back({.name = wanted.name});
  }
  void add(tracker::IssueRef ref, std::string title, std::vector<std::string> labels) {
    auto& issue = tracker.add(std::move(title));
    issue.url = fmt::format("https://tracker.test/{}/{}", ref.project, ref.iid);
    issue.ref = std::move(ref);
    issue.labels = std::move(labels);
  }
  app::LabelCheck check(app::LabelRange range) {
    const app::Ports ports{.config = config, .tracker = &tracker};
    auto result = app::check_labels(
        ports, {.range = std::move(range),
                .repair = [](const LabelledIssue& issue) { return "repair " + issue.subject; },
                .setup = [](Quarter of,
                            const auto& home) { return fmt::format("set up {} {}", to_string(of), home.project); }});
    if (!result) FAIL(result.error().what);
    return *std::move(result);
  }

  config::Config config{};
  test::FakeTracker tracker{};
};

std::vector<std::string> lines(const app::LabelCheck& check) {
  std::vector<std::string> result;
  for (const Finding& finding : check.findings)
    result.push_back(fmt::format("{} {}: {}", to_string(finding.rule), finding.subject, finding.message));
  return result;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("Definitions come first, then issues by number, ours and unclear ones together") {
  Checked project;
  project.define("", quarter);
  std::erase_if(project.tracker.defined, [](const auto& label) { return label.name == "OKR"; });
  project.add({"fake", 12}, "FY28-Q1 KR1 (A) a", {"division::Security"});
  project.add({"fake", 2}, "FY28-Q1 KR1 (B) b", {});
  project.add({"fake", 3}, "FY28-Q1 KR2 (A) a", {"FY28-Q1", "division::Security", "OKR"});
  const auto check = project.check({.quarter = quarter});
  CHECK(lines(check) ==
        Lines{"L7 fake: The label `OKR` is not defined", "L8 #2: Nothing but its title's shape says whose it is",
              "L2 #3: The label `OKR` does not belong on a key result", "L1 #12: The label `FY28-Q1` is missing"});
  CHECK(check.place == "fake");
  CHECK(check.checked() == 3);
  CHECK_THAT(check.findings[0].hint, Catch::Contains("set up FY28-Q1"));
  CHECK_THAT(check.findings[3].hint, Catch::Contains("repair #12"));
  CHECK(check.findings[3].url == "https://tracker.test/fake/12");
  CHECK(check.findings[3].path.empty());
}

TEST_CASE("In a group L7 is told for each project that has issues of ours") {
  Checked group;
  group.define("security/okrs", quarter);
  group.add({"security/okrs", 1}, "FY28-Q1 KR1 (A) a", {"division::Security", "FY28-Q1"});
  group.add({"security/web", 1}, "FY28-Q1 KR1 (A) a", {"division::Security", "FY28-Q1"});
  group.add({"security/none", 1}, "Printer", {});
  const auto check = group.check({.quarter = quarter, .group = "security"});
  CHECK(check.place == "security");
  CHECK(check.findings.size() == definitions(group.config.labels, quarter).size());
  for (const Finding& finding : check.findings) {
    CHECK(finding.subject == "security/web");
    CHECK_THAT(finding.hint, Catch::Contains("security/web"));
  }
}

TEST_CASE("Over all quarters the labels of each quarter of ours must be defined, shared ones are told once") {
  Checked project;
  project.add({"fake", 1}, "FY28-Q1 KR1 (A) a", {"division::Security", "FY28-Q1"});
  project.add({"fake", 2}, "FY28-Q2 KR1 (A) a", {"division::Security", "FY28-Q2"});
  const auto found = lines(project.check({}));
  CHECK(found.size() == definitions(project.config.labels, quarter).size() + 1);
  CHECK(std::count(found.begin(), found.end(), "L7 fake: The label `FY28-Q2` is not defined") == 1);
  CHECK(std::count(found.begin(), found.end(), "L7 fake: The label `OKR` is not defined") == 1);
}

TEST_CASE("Of a file and of issues that are not ours, definitions are not looked at") {
  Checked project;
  project.add({"fake", 1}, "Printer", {});
  const auto named = project.check({.issues = {{"", 1}}});
  CHECK(named.findings.empty());
  CHECK(named.others == 1);
  const auto file =
      project.check({.quarter = quarter, .exported = [](const auto& sink) -> Status {
                       sink({.ref = {"fake", 1}, .title = "x", .labels = {"division::Security", "FY28-Q1"}});
                       return {};
                     }});
  CHECK(file.findings.empty());
  CHECK(file.ours == 1);
  CHECK(file.place.empty());
}
