#include <regex>

#include <catch2/catch.hpp>

#include <secokr/label_scheme.hpp>

using namespace secokr;
using Labels = std::vector<std::string>;

namespace {

const Quarter quarter(2028, 1);

LabelScheme own_scheme() {
  LabelScheme scheme;
  scheme.division = "Division: Security";
  scheme.okr = "okr";
  scheme.priority = {"prio::now", "prio::soon", "prio::later"};
  return scheme;
}

}  // namespace

TEST_CASE("The labels that an objective and a key result carry") {
  const LabelScheme scheme;
  CHECK(objective_labels(scheme, quarter, Priority::p0) ==
        Labels{"division::Security", "FY28-Q1", "OKR", "sec-okr::p0"});
  CHECK(objective_labels(scheme, quarter, Priority::p2) ==
        Labels{"division::Security", "FY28-Q1", "OKR", "sec-okr::p2"});
  CHECK(objective_labels(scheme, quarter, std::nullopt) == Labels{"division::Security", "FY28-Q1", "OKR"});
  CHECK(key_result_labels(scheme, quarter) == Labels{"division::Security", "FY28-Q1"});
  CHECK(objective_labels(own_scheme(), quarter, Priority::p1) ==
        Labels{"Division: Security", "FY28-Q1", "okr", "prio::soon"});
  CHECK(key_result_labels(own_scheme(), quarter) == Labels{"Division: Security", "FY28-Q1"});
}

TEST_CASE("Every label that can be carried is defined with a colour and its purpose") {
  for (const LabelScheme& scheme : {LabelScheme{}, own_scheme()}) {
    const auto defined = definitions(scheme, quarter);
    CHECK(defined.size() == 6);
    for (const Priority priority : {Priority::p0, Priority::p1, Priority::p2})
      for (const std::string& label : objective_labels(scheme, quarter, priority))
        CHECK(std::count_if(defined.begin(), defined.end(), [&](const auto& each) { return each.name == label; }) == 1);
    for (const LabelDefinition& definition : defined) {
      INFO(definition.name);
      CHECK(std::regex_match(definition.color, std::regex("#[0-9A-F]{6}")));
      CHECK_FALSE(definition.description.empty());
    }
  }
}

TEST_CASE("The scope of a label is all before its last ::") {
  CHECK(scope_of("sec-okr::p1") == "sec-okr");
  CHECK(scope_of("a::b::c") == "a::b");
  CHECK(scope_of("division::") == "division");
  CHECK(scope_of("OKR").empty());
  CHECK(scope_of("Division: Security").empty());
  CHECK(scope_of("").empty());
}

TEST_CASE("The priority that labels state") {
  const LabelScheme scheme;
  CHECK(priority_of(scheme, {"OKR", "sec-okr::p1"}) == Priority::p1);
  CHECK(priority_of(scheme, {"sec-okr::p0"}) == Priority::p0);
  CHECK(priority_of(scheme, {"sec-okr::p3", "SEC-OKR::P1", "p0"}) == std::nullopt);
  CHECK(priority_of(scheme, {}) == std::nullopt);
  CHECK(priority_of(own_scheme(), {"prio::later"}) == Priority::p2);
}
