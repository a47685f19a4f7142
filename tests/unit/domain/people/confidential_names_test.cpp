#include "domain/people/confidential_names.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace secokr;

Objective an_objective() {
  Objective objective{.title = "Notice misuse early", .id = "00000000000000b0", .reference = "Insider Threat"};
  objective.outcome = "Privileged sessions are reviewed.\n\nshort";
  objective.key_results.push_back({.number = 1, .title = "Review 100% of sessions", .id = "00000000000000b1"});
  objective.key_results.push_back({.number = 2, .title = "Establish a baseline", .id = "00000000000000b2"});
  return objective;
}

struct Told {
  const char* text;
  bool objective;   ///< named where the objective is confidential
  bool key_result;  ///< where only its second key result is
};

}  // namespace

TEST_CASE("what is confidential is known by every word that can name it, and by no other") {
  Objective whole = an_objective();
  whole.confidential = true;
  ConfidentialNames all;
  all.add(whole, "okrs/FY28-Q1/insider-threat.md");
  Objective part = an_objective();
  part.key_results[1].confidential = true;
  ConfidentialNames one;
  one.add(part, "okrs/FY28-Q1/insider-threat.md");
  const Told rows[] = {
      {"Insider Threat/KR1 gives way", true, false},
      {"INSIDER  THREAT", true, false},
      {"insider\nthreat", true, false},
      {"Insider Threat/KR2", true, true},
      {"Insider Threat/KR21", true, false},
      {"kr:00000000000000b2", true, true},
      {"FY28-Q1 KR2 (x) establish a Baseline", true, true},
      {"they say: privileged sessions are reviewed.", true, false},
      {"file:okrs/FY28-Q1/insider-threat.md", true, false},
      {"Insider Threats", false, false},
      {"a short word", false, false},
      {"", false, false},
  };
  for (const Told& row : rows) {
    INFO(row.text);
    CHECK(all.named_in(row.text) == row.objective);
    CHECK(one.named_in(row.text) == row.key_result);
    CHECK(all.shown(Audience::division, row.text) == row.text);
    CHECK((all.shown(Audience::organisation, row.text) == ConfidentialNames::withheld) == row.objective);
  }
  CHECK_FALSE(ConfidentialNames().named_in("Insider Threat"));
}

TEST_CASE("the shortest references are looked for as they are written") {
  ConfidentialNames names;
  names.add({.title = "Keep machines patched", .reference = "IT", .confidential = true});
  CHECK(names.named_in("IT/KR1 waits"));
  CHECK_FALSE(names.named_in("it waits"));
}

TEST_CASE("findings on what is confidential are counted and say nothing") {
  Objective objective = an_objective();
  objective.confidential = true;
  ConfidentialNames names;
  names.add(objective, "okrs/FY28-Q1/insider-threat.md");
  std::vector<Finding> findings{
      {.rule = Rule::K1, .subject = "KR1", .message = "No metric", .path = "okrs/FY28-Q1/insider-threat.md", .line = 3},
      {.rule = Rule::O5,
       .subject = "Other",
       .message = "As Insider Threat",
       .path = "okrs/FY28-Q1/other.md",
       .line = 4},
      {.rule = Rule::O1, .subject = "Other", .message = "Six fit in five", .path = "okrs/FY28-Q1/other.md", .line = 5}};
  std::vector<Finding> told = findings;
  withhold(Audience::division, names, told, "secokr draft check");
  CHECK(told == findings);
  withhold(Audience::organisation, names, told, "secokr draft check");
  REQUIRE(told.size() == 3);
  for (const std::size_t i : {0U, 1U}) {
    CHECK(told[i].subject == ConfidentialNames::withheld);
    CHECK_FALSE(told[i].line);
    CHECK(told[i].rule == findings[i].rule);
  }
  CHECK(told[0].path == "okrs/FY28-Q1");
  CHECK(told[1].path == "okrs/FY28-Q1/other.md");
  CHECK(told[2] == findings[2]);
}
