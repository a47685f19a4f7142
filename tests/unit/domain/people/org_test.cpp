#include <catch2/catch.hpp>

#include "support/sample_plan.hpp"

using namespace secokr;
using secokr::test::sample_org;

TEST_CASE("Levels are read and written") {
  for (const Level level : {Level::ic, Level::manager, Level::senior_manager, Level::director, Level::senior_director,
                            Level::vp, Level::ciso})
    CHECK(parse_level(to_string(level)) == level);
  CHECK(parse_level("Senior Manager") == Level::senior_manager);
  CHECK(parse_level(" senior-director ") == Level::senior_director);
  CHECK(parse_level("boss") == std::nullopt);
  CHECK(parse_level("") == std::nullopt);
}

TEST_CASE("Names are found in any case; an empty one is nobody") {
  const Org org = sample_org();
  REQUIRE(org.find_person("CISO") != nullptr);
  CHECK(org.find_person("CISO")->username == "ciso");
  REQUIRE(org.find_area("secops") != nullptr);
  REQUIRE(org.find_team("peopleops") != nullptr);
  CHECK(org.find_person("") == nullptr);
  CHECK(org.find_area("") == nullptr);
  CHECK(org.find_team("") == nullptr);
  CHECK_FALSE(org.knows(""));
}

TEST_CASE("Who is known, where they belong, what they are and whom they report to") {
  struct Case {
    std::string username;
    bool knows;
    bool in_division;
    bool leads;
    std::string area;
    std::optional<Level> level;
    std::string superior;
  };
  const std::vector<Case> cases{
      {"ciso", true, true, false, "", Level::ciso, ""},
      {"chief-of-staff", true, true, false, "", Level::senior_manager, "ciso"},
      {"prodsec-director", true, true, true, "ProdSec", Level::senior_director, "ciso"},
      {"secops-director", true, true, true, "SecOps", Level::director, "ciso"},  // an area names them
      {"appsec-senior", true, true, false, "ProdSec", Level::senior_manager, "prodsec-director"},
      {"sirt-manager", true, true, false, "SecOps", Level::manager, "secops-director"},  // a team names them
      {"appsec-engineer", true, true, false, "ProdSec", Level::ic, "appsec-senior"},
      {"sirt-engineer", true, true, false, "SecOps", Level::ic, "sirt-manager"},  // through the team
      {"infra-manager", true, false, false, "", Level::manager, "infra-director"},
      {"infra-director", true, false, false, "", Level::director, ""},  // not below their own report
      {"data-manager", true, false, false, "", Level::manager, ""},
      {"nobody", false, false, false, "", std::nullopt, ""},
  };
  const Org org = sample_org();
  for (const Case& each : cases) {
    INFO(each.username);
    CHECK(org.knows(each.username) == each.knows);
    CHECK(org.in_division(each.username) == each.in_division);
    CHECK(org.is_functional_leader(each.username) == each.leads);
    CHECK(org.area_of(each.username) == each.area);
    CHECK(org.level_of(each.username) == each.level);
    CHECK(org.superior_of(each.username) == each.superior);
  }
}

TEST_CASE("The line above a person") {
  const Org org = sample_org();
  CHECK(org.is_above("sirt-manager", "sirt-engineer"));
  CHECK(org.is_above("SECOPS-director", "sirt-engineer"));
  CHECK(org.is_above("ciso", "sirt-engineer"));
  CHECK_FALSE(org.is_above("prodsec-director", "sirt-engineer"));
  CHECK_FALSE(org.is_above("sirt-engineer", "sirt-engineer"));
  CHECK_FALSE(org.is_above("sirt-engineer", "sirt-manager"));
  CHECK_FALSE(org.is_above("", "ciso"));
  CHECK_FALSE(org.is_above("ciso", "data-manager"));
}

TEST_CASE("A circle of reports ends") {
  Org org;
  org.people = {{"a", {}, Level::manager, {}, {}, "b"}, {"b", {}, Level::manager, {}, {}, "a"}};
  CHECK(org.is_above("b", "a"));
  CHECK_FALSE(org.is_above("c", "a"));
}

TEST_CASE("P4: senior managers and above take part in the draft review") {
  std::vector<std::string> names;
  for (const Person& person : sample_org().review_participants()) names.push_back(person.username);
  CHECK(names == std::vector<std::string>{"ciso", "prodsec-director", "assurance-director", "secops-director",
                                          "threat-director", "appsec-senior", "chief-of-staff"});
}

TEST_CASE("All usernames once, people of the division first") {
  const std::vector<std::string> names = sample_org().usernames();
  CHECK(names.front() == "ciso");
  CHECK(std::count(names.begin(), names.end(), "prodsec-director") == 1);
  CHECK(std::find(names.begin(), names.end(), "sirt-manager") < std::find(names.begin(), names.end(), "infra-manager"));
  CHECK(names.back() == "data-manager");
  CHECK(names.size() == 18);
}

TEST_CASE("An org without a CISO has an empty top") {
  Org org = sample_org();
  std::erase_if(org.people, [](const Person& person) { return person.level == Level::ciso; });
  CHECK(org.ciso().empty());
  CHECK(org.superior_of("secops-director").empty());
  CHECK_FALSE(org.is_above("", "secops-director"));
}
