#include <catch2/catch.hpp>

#include "unit/domain/rule_case.hpp"

using namespace secokr;
using namespace secokr::test;

TEST_CASE("P5: the CISO or the named delegate decides") {
  const Org org = sample_org();
  CHECK_FALSE(check_may_decide(org, "", "ciso", "include objectives").has_value());
  CHECK_FALSE(check_may_decide(org, "", "CISO", "include objectives").has_value());
  CHECK_FALSE(check_may_decide(org, "chief-of-staff", "chief-of-staff", "finalise").has_value());
  for (const std::string user : {"chief-of-staff", "assurance-director", "training-manager", "nobody", ""}) {
    INFO(user);
    const auto finding = check_may_decide(org, "", user, "include objectives");
    REQUIRE(finding.has_value());
    CHECK(finding->rule == Rule::P5);
    CHECK(finding->severity == Severity::error);
  }
  const auto finding = check_may_decide(org, "chief-of-staff", "assurance-director", "include objectives");
  REQUIRE(finding.has_value());
  CHECK(finding->message == "@assurance-director may not include objectives: that is for the CISO or a named delegate");
  CHECK(finding->hint == "ask @ciso or @chief-of-staff, or --override P5 --reason TEXT");
}

TEST_CASE("P5: an org without a CISO says how to name one, and lets nobody through") {
  const auto finding = check_may_decide(Org{}, "", "", "finalise");
  REQUIRE(finding.has_value());
  CHECK(finding->hint == "name the CISO in secokr.toml: a [[person]] with level = \"ciso\"");
}

TEST_CASE("P6: from the final step until the day before the quarter") {
  const PlanningCalendar calendar;
  const Quarter quarter(2028, 1);
  CHECK(check_finalize_day(calendar, quarter, day(2027, 1, 17)).has_value());
  CHECK_FALSE(check_finalize_day(calendar, quarter, day(2027, 1, 18)).has_value());
  CHECK_FALSE(check_finalize_day(calendar, quarter, day(2027, 1, 31)).has_value());
  CHECK(check_finalize_day(calendar, quarter, day(2027, 2, 1)).has_value());
  const auto early = check_finalize_day(calendar, quarter, day(2027, 1, 17));
  REQUIRE(early.has_value());
  CHECK(early->rule == Rule::P6);
  CHECK(early->severity == Severity::error);
  CHECK(early->message == "FY28-Q1 is finalised from 2027-01-18 on, its final step; today is 2027-01-17");
  CHECK(early->hint == "wait until 2027-01-18, or --override P6 --reason TEXT");
}
