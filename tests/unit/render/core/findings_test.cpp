#include <catch2/catch.hpp>

#include <set>

#include "render/core/findings.hpp"
#include "render/review/review.hpp"

using namespace secokr;
using namespace secokr::render;

namespace {

CheckReport sample() {
  CheckReport report{.quarter = "FY28-Q1", .checked = 5};
  report.findings = {
      {.rule = Rule::O4,
       .severity = Severity::warning,
       .subject = "Red Team",
       .message = "no strategy",
       .hint = "add `- Strategy: URL`",
       .path = "okrs/a.md",
       .line = 3},
      {.rule = Rule::K3,
       .severity = Severity::note,
       .subject = "Red Team/KR1",
       .message = "no milestone",
       .due = parse_day("2027-01-18"),
       .path = "okrs/a.md",
       .line = 9},
      {.rule = Rule::F1, .severity = Severity::error, .message = "odd\x1b", .path = "okrs/b.md"},
      {.rule = Rule::F1, .severity = Severity::error, .message = "odd\x1b", .path = "okrs/b.md"},
      {.rule = Rule::O1, .severity = Severity::error, .subject = "FY28-Q1", .message = "7 proposed, 5 fit"},
  };
  return report;
}

}  // namespace

TEST_CASE("Findings for people are grouped by file and counted", "[render]") {
  CHECK(findings_text(sample(), {}) ==
        "okrs/a.md:3: warning O4 Red Team: no strategy\n"
        "  hint: Add `- Strategy: URL`\n"
        "okrs/a.md:9: note K3 Red Team/KR1: no milestone\n"
        "  due by 2027-01-18\n"
        "\n"
        "okrs/b.md: error F1 odd\n"
        "okrs/b.md: error F1 odd\n"
        "\n"
        "error O1 FY28-Q1: 7 proposed, 5 fit\n"
        "\n"
        "5 objectives checked: 3 errors, 1 warning, 1 note\n");
  CheckReport none{.quarter = "FY28-Q1", .checked = 1};
  CHECK(findings_text(none, {}) == "1 objective checked: 0 errors, 0 warnings, 0 notes\n");
}

TEST_CASE("Findings as JSON have the shape of the contract", "[render]") {
  const auto json = findings_json(sample());
  CHECK(json["errors"] == 3);
  CHECK(json["notes"] == 1);
  CHECK(json["findings"][1]["due"] == "2027-01-18");
  CHECK(json["findings"][0]["line"] == 3);
  CHECK_FALSE(json["findings"][4].contains("path"));
  CHECK_FALSE(json.contains("ours"));
}

TEST_CASE("a finding of the review is the finding of the check, and who acts on it", "[render]") {
  const Finding finding{.rule = Rule::O4,
                        .severity = Severity::warning,
                        .subject = "Incident Response",
                        .message = "The objective names no strategy that it serves",
                        .hint = "write - Strategy: followed by its link",
                        .due = *parse_day("2027-02-01"),
                        .path = "okrs/FY28-Q1/incident-response.md",
                        .line = 3,
                        .url = "https://gitlab.example.com/g/p/-/issues/12"};
  ReviewView view;
  view.findings = {{finding, "secops-director"}};
  Json row = review_json(view)["findings"][0];
  CHECK(row.begin().key() == "who");
  CHECK(row["who"] == "secops-director");
  row.erase("who");
  CHECK(row.dump() == findings_json({.findings = {finding}})["findings"][0].dump());
}

TEST_CASE("Code Quality fingerprints are unique and do not depend on lines", "[render]") {
  auto report = sample();
  const auto first = findings_code_quality(report);
  std::set<std::string> fingerprints;
  for (const auto& row : first) fingerprints.insert(row["fingerprint"].get<std::string>());
  CHECK(fingerprints.size() == report.findings.size());
  CHECK(first[0]["severity"] == "minor");
  CHECK(first[0]["location"]["lines"]["begin"] == 3);
  report.findings[0].line = 30;
  CHECK(findings_code_quality(report)[0]["fingerprint"] == first[0]["fingerprint"]);
}

namespace {

CheckReport labels() {
  CheckReport report{.checked = 84, .checked_what = "issue", .ours = 20, .others = 60, .unclear = 4, .read = 3012};
  for (const char* number : {"12", "13"})
    report.findings.push_back({.rule = Rule::L1,
                               .severity = Severity::error,
                               .subject = std::string{"#"} + number,
                               .message = "The label `OKR` is missing",
                               .hint = "secokr label apply " + std::string{number},
                               .url = std::string{"https://gitlab.test/a/b/-/issues/"} + number});
  return report;
}

}  // namespace

TEST_CASE("A label check tells whose the issues were, of how many, and what was known", "[render]") {
  CheckReport report = labels();
  report.findings.pop_back();
  report.baseline = KnownFindings{.name = "known.json", .known = 12, .gone = 3};
  const std::string finding =
      "https://gitlab.test/a/b/-/issues/12: error L1 #12: The label `OKR` is missing\n"
      "  hint: secokr label apply 12\n"
      "\n";
  CHECK(findings_text(report, {}) == finding +
                                         "84 issues checked of 3012 read: 1 error, 0 warnings, 0 notes (20 ours, 60 of "
                                         "others, 4 unclear)\n"
                                         "12 known from known.json, 3 of them are gone\n");
  report.read = 84;
  report.baseline->gone = 0;
  CHECK_THAT(findings_text(report, {}), Catch::Contains("84 issues checked: 1 error"));
  CHECK_THAT(findings_text(report, {}), Catch::EndsWith("12 known from known.json\n"));
  report.baseline->gone = 1;
  CHECK_THAT(findings_text(report, {}), Catch::EndsWith("12 known from known.json, 1 of them is gone\n"));
}

TEST_CASE("A label check as JSON says what was read and known; no single quarter is null", "[render]") {
  CheckReport report = labels();
  report.baseline = KnownFindings{.name = "known.json", .known = 12, .gone = 3};
  const auto json = findings_json(report);
  CHECK(json["quarter"].is_null());
  CHECK(json["read"] == 3012);
  CHECK(json["baseline"] == Json{{"known", 12}, {"gone", 3}});
  CHECK_FALSE(findings_json(sample()).contains("read"));
  CHECK_FALSE(findings_json(sample()).contains("baseline"));
}

TEST_CASE("In Code Quality an issue is placed by its URL's path, and equal findings of two issues differ", "[render]") {
  CheckReport report = labels();
  report.findings[1].subject = report.findings[0].subject;
  auto json = findings_code_quality(report);
  CHECK(json[0]["location"]["path"] == "a/b/-/issues/12");
  CHECK(json[0]["fingerprint"] != json[1]["fingerprint"]);

  const std::pair<const char*, const char*> places[] = {{"local:12", "local/12"},
                                                        {"https://gitlab.test", "secokr.toml"},
                                                        {"https://gitlab.test/", "secokr.toml"},
                                                        {"", "secokr.toml"}};
  for (const auto& [url, path] : places) {
    report.findings[0].url = url;
    CHECK(findings_code_quality(report)[0]["location"]["path"] == path);
  }
}
