#include "app/label/baseline.hpp"

#include <catch2/catch.hpp>

#include "render/core/findings.hpp"

using namespace secokr;
using app::parse_label_baseline;
using app::remove_known;

namespace {

Finding finding(Rule rule, std::string url, std::string message) {
  return {.rule = rule, .subject = "#" + url.substr(url.rfind('/') + 1), .message = std::move(message), .url = url};
}

app::LabelBaseline saved(const std::vector<Finding>& findings) {
  const auto json = render::findings_json({.quarter = "FY28-Q1", .checked = 3, .ours = 3, .findings = findings});
  const auto baseline = parse_label_baseline(render::dump(json), "known.json");
  REQUIRE(baseline.has_value());
  return *baseline;
}

}  // namespace

TEST_CASE("What a saved check knows is taken away once for each time that it stands there") {
  const Finding first = finding(Rule::L1, "https://g/1", "The label `OKR` is missing");
  const Finding second = finding(Rule::L1, "https://g/2", "The label `OKR` is missing");
  const Finding other_rule = finding(Rule::L2, "https://g/1", "The label `OKR` is missing");
  Finding project{.rule = Rule::L7, .subject = "a/b", .message = "The label `OKR` is not defined"};
  const auto baseline = saved({first, first, project});
  CHECK(baseline.quarter == "FY28-Q1");
  CHECK(baseline.findings.size() == 3);

  std::vector<Finding> found{first, second, other_rule, project};
  CHECK(remove_known(found, baseline) == 1);
  CHECK(found == std::vector<Finding>{second, other_rule});

  found = {first, first, first};
  CHECK(remove_known(found, baseline) == 1);
  CHECK(found == std::vector<Finding>{first});

  // Hint, severity and subject may change: the issue is named by its URL.
  Finding reworded = first;
  reworded.hint = "another";
  reworded.severity = Severity::note;
  reworded.subject = "a/b#1";
  found = {reworded};
  CHECK(remove_known(found, baseline) == 2);
  CHECK(found.empty());

  project.subject = "a/c";
  found = {project};
  remove_known(found, baseline);
  CHECK(found.size() == 1);
}

TEST_CASE("What is no saved check is no baseline, and the error says how to make one") {
  const std::pair<const char*, const char*> rows[] = {
      {"", "empty"},
      {" \n", "empty"},
      {"{", "not what"},
      {"[]", "not what"},
      {"null", "not what"},
      {R"({"findings": []})", "not what"},
      {R"({"ours": 1, "findings": {}})", "not what"},
      {R"({"ours": 1, "baseline": {}, "findings": []})", "--baseline itself"},
      {R"({"ours": 1, "findings": [12]})", "no rule or no message"},
      {R"({"ours": 1, "findings": [{"rule": "L1"}]})", "no rule or no message"},
      {R"({"ours": 1, "findings": [{"rule": 1, "message": "x"}]})", "no rule or no message"},
      {R"({"ours": 1, "findings": [{"message": "x"}]})", "no rule or no message"},
      {"{\"ours\": 1, \"findings\": [\"\xff\"]}", "not what"},
  };
  for (const auto& [text, part] : rows) {
    CAPTURE(text);
    const auto baseline = parse_label_baseline(text, "known.json");
    REQUIRE_FALSE(baseline.has_value());
    CHECK(baseline.error().kind == ErrorKind::local_file);
    CHECK(baseline.error().what == "known.json is no baseline");
    CHECK_THAT(baseline.error().reason, Catch::Contains(part));
    CHECK_THAT(baseline.error().help, Catch::Contains("secokr label check --json > "));
  }
  const auto bare = parse_label_baseline(R"({"quarter": null, "ours": 1, "findings": []})", "known.json");
  REQUIRE(bare.has_value());
  CHECK(bare->quarter.empty());
}
