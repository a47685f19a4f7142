#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "unit/domain/label_case.hpp"

using namespace secokr;
using namespace secokr::test;
using Catch::Matchers::Contains;

namespace {

/// The default scheme with some of its labels replaced.
LabelScheme scheme_with(std::string division, Labels aliases, std::string okr, Labels priority) {
  LabelScheme scheme;
  if (!division.empty()) scheme.division = std::move(division);
  scheme.division_aliases = std::move(aliases);
  if (!okr.empty()) scheme.okr = std::move(okr);
  if (!priority.empty()) scheme.priority = std::move(priority);
  return scheme;
}

}  // namespace

TEST_CASE("A sound scheme has no contradiction") {
  for (const LabelScheme& scheme : sound_schemes()) {
    CAPTURE(scheme.division);
    CHECK(contradictions(scheme).empty());
  }
  // An alias may be a near miss of the division's label or of another alias, and a label of its scope: the old name.
  CHECK(contradictions(scheme_with("", {"division::security", "Division:Security", "division::Sec"}, "", {})).empty());
  CHECK(contradictions(scheme_with("", {"Sec", "sec", "Sec"}, "", {})).empty());
  CHECK(contradictions(scheme_with("", {}, "sec-okr", {})).empty());
  CHECK(contradictions(scheme_with("", {}, fmt::format("{:é>255}", ""), {})).empty());
}

TEST_CASE("A contradiction names its key, what should stand there, and the other key") {
  struct Row {
    LabelScheme scheme;
    const char* key;
    const char* expected;
    const char* other;
  };
  const std::string long_name(256, 'x');
  const std::vector<Row> rows{
      {scheme_with("", {}, "division::Security", {}), "labels.okr",
       "a label of its own for `labels.okr`: \"division::Security\" is `labels.division` already", "labels.division"},
      {scheme_with("", {}, "Division: security", {}), "labels.okr",
       "\"Division: security\" is `labels.division` already, where it is written \"division::Security\"",
       "labels.division"},
      {scheme_with("", {"okr"}, "", {}), "labels.division_aliases", "is `labels.okr` already", "labels.okr"},
      {scheme_with("", {"sec-okr:p1"}, "", {}), "labels.division_aliases", "is `labels.priority` already",
       "labels.priority"},
      {scheme_with("", {}, "p1", {"p0", "P 1", "p2"}), "labels.priority", "\"P 1\" is `labels.okr` already",
       "labels.okr"},
      {scheme_with("", {}, "", {"p::0", "p::1", "P: 1"}), "labels.priority", "\"P: 1\" is in the list already", ""},
      {scheme_with("", {}, "FY28 Q1", {}), "labels.okr", "`labels.okr` is no quarter's label", ""},
      {scheme_with("", {"fy 28 q1"}, "", {}), "labels.division_aliases", "no quarter's label", ""},
      {scheme_with("a,b", {}, "", {}), "labels.division", "`labels.division` has no comma, which GitLab refuses", ""},
      {scheme_with("", {}, "", {"p::0", "p::1", "p::\"2\""}), "labels.priority", "has no quotation mark", ""},
      {scheme_with("", {}, "~OKR", {}), "labels.okr", "`labels.okr` without the `~`", ""},
      {scheme_with("", {}, "None", {}), "labels.okr", "not \"None\", which filters take for issues with no label", ""},
      {scheme_with("any", {}, "", {}), "labels.division", "not \"any\", which filters take for issues with whichever",
       ""},
      {scheme_with("", {}, "type::*", {}), "labels.okr", "does not end in `::*`", ""},
      {scheme_with("", {}, long_name, {}), "labels.okr", "at most 255 characters", ""},
      {scheme_with("", {}, "O\tKR", {}), "labels.okr", "letters, signs and spaces only", ""},
      {scheme_with("", {}, "O\nKR", {}), "labels.okr", "letters, signs and spaces only", ""},
      {scheme_with("", {}, "OKR\x1b[31m", {}), "labels.okr", "letters, signs and spaces only", ""},
      {scheme_with("", {}, "OK\xff", {}), "labels.okr", "letters, signs and spaces only", ""},
      {scheme_with("", {}, "\u00A0", {}), "labels.okr", "more than blanks", ""},
      {scheme_with("", {}, "division::OKR", {}), "labels.okr",
       "`labels.okr` outside the scope \"division\", where \"division::OKR\" would be another division's label",
       "labels.division"},
      {scheme_with("", {"Department: Security"}, "Department: OKR", {}), "labels.okr",
       "outside the scope \"department\"", "labels.division_aliases"},
      {scheme_with("", {}, "", {"division::p0", "division::p1", "division::p2"}), "labels.priority",
       "outside the scope \"division\"", "labels.division"},
      {scheme_with("", {"sec-okr::Security"}, "", {}), "labels.priority", "outside the scope \"sec-okr\"",
       "labels.division_aliases"},
      {scheme_with("a::Security", {}, "", {"a::b::p0", "a::b::p1", "a::b::p2"}), "labels.priority",
       "outside the scope \"a\"", "labels.division"},
      {scheme_with("", {}, "sec-okr::objective", {}), "labels.okr",
       "`labels.okr` outside the scope of `labels.priority`, whose labels exclude each other", "labels.priority"},
      {scheme_with("", {}, "", {"p::0", "p1", "p::2"}), "labels.priority",
       "`labels.priority` in one scope, or all without any: \"p::0\" and \"p1\" are not", ""},
      {scheme_with("", {}, "", {"p0", "p::1", "p::2"}), "labels.priority", "\"p0\" and \"p::1\" are not", ""},
      {scheme_with("", {}, "", {"p::0", "P::1", "p::2"}), "labels.priority", "\"p::0\" and \"P::1\" are not", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.key, row.expected);
    const auto problems = contradictions(row.scheme);
    REQUIRE_FALSE(problems.empty());
    CHECK(problems.front().key == row.key);
    CHECK_THAT(problems.front().expected, Contains(row.expected));
    CHECK(problems.front().other == row.other);
  }
}

TEST_CASE("Every contradiction of a scheme is told at once, and each one once") {
  CHECK(contradictions(scheme_with("", {}, "sec-okr::p1", {})).size() == 1);
  CHECK(contradictions(scheme_with("", {}, "division::security", {})).size() == 1);
  // Each of the three stands in the division's scope.
  CHECK(contradictions(scheme_with("", {}, "", {"division::p0", "division::p1", "division::p2"})).size() == 3);
  CHECK(contradictions(scheme_with("None", {"FY28-Q1"}, "a,b", {"p::0", "p1", "P 1"})).size() == 5);
}
