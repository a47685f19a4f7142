#include <set>

#include <catch2/catch.hpp>

#include "base/text.hpp"
#include "support/texts.hpp"
#include "unit/domain/label_case.hpp"

using namespace secokr;
using namespace secokr::test;
using Meaning = LabelMeaning;

namespace {

std::string ascii_case(std::string text, bool upper) {
  for (char& c : text) {
    if (upper && c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (!upper && c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

/// Every way of mistyping a label that is read, alone and one upon the other.
std::set<std::string> near_misses(const std::string& label) {
  std::set<std::string> made{label};
  const auto each = [&](const auto& change) {
    for (const std::string& one : std::set<std::string>(made)) made.insert(change(one));
  };
  each([](const std::string& one) { return ascii_case(one, true); });
  each([](const std::string& one) { return ascii_case(one, false); });
  each([](const std::string& one) { return replaced(replaced(one, "::", ":"), ":", "::"); });
  each([](const std::string& one) { return replaced(one, "::", ":"); });
  each([](const std::string& one) { return replaced(one, ":", " : "); });
  each([](const std::string& one) { return replaced(one, ":", ": "); });
  each([](const std::string& one) { return replaced(one, " ", ""); });
  each([](const std::string& one) { return " " + one + "\t"; });
  each([](const std::string& one) { return replaced(one, " ", "\u00A0\u00A0"); });
  return made;
}

struct Named {
  Meaning meaning;
  std::string canonical;
  std::string label;
};

std::vector<Named> names_of(const LabelScheme& scheme) {
  std::vector<Named> names{{Meaning::division, scheme.division, scheme.division},
                           {Meaning::okr, scheme.okr, scheme.okr},
                           {Meaning::quarter, "FY28-Q1", "FY28-Q1"},
                           {Meaning::quarter, "FY99-Q4", "FY99-Q4"}};
  for (const std::string& label : scheme.priority) names.push_back({Meaning::priority, label, label});
  for (const std::string& label : scheme.division_aliases) names.push_back({Meaning::division, scheme.division, label});
  return names;
}

}  // namespace

TEST_CASE("L4: a label of the default scheme and its near misses") {
  struct Row {
    const char* label;
    Meaning meaning;
    const char* canonical;
    bool exact;
  };
  const auto row = GENERATE(values<Row>({
      {"division::Security", Meaning::division, "division::Security", true},
      {"Division::security", Meaning::division, "division::Security", false},
      {"division:Security", Meaning::division, "division::Security", false},
      {"division : Security", Meaning::division, "division::Security", false},
      {"division:::Security", Meaning::division, "division::Security", false},
      {" division::Security ", Meaning::division, "division::Security", false},
      {"division::Secu rity", Meaning::division, "division::Security", false},
      {"division::\u00A0Security", Meaning::division, "division::Security", false},
      {"Division: Security", Meaning::division, "division::Security", false},
      {"DIVISION:SECURITY", Meaning::division, "division::Security", false},
      {"OKR", Meaning::okr, "OKR", true},
      {"Okr", Meaning::okr, "OKR", false},
      {"O K R", Meaning::okr, "OKR", false},
      {"FY28-Q1", Meaning::quarter, "FY28-Q1", true},
      {"FY28 Q1", Meaning::quarter, "FY28-Q1", false},
      {"FY28_Q1", Meaning::quarter, "FY28-Q1", false},
      {"FY28Q1", Meaning::quarter, "FY28-Q1", false},
      {"fy28-q1", Meaning::quarter, "FY28-Q1", false},
      {" FY28-Q1", Meaning::quarter, "FY28-Q1", false},
      {"FY28 - Q1", Meaning::quarter, "FY28-Q1", false},
      {"sec-okr::p0", Meaning::priority, "sec-okr::p0", true},
      {"sec-okr::P2", Meaning::priority, "sec-okr::p2", false},
      {"sec-okr: p1", Meaning::priority, "sec-okr::p1", false},
      {"division::Engineering", Meaning::other_division, "", true},
      {"Division: Engineering", Meaning::other_division, "", true},
      {"division:product", Meaning::other_division, "", true},
      {"division::Engineering::Infrastructure", Meaning::other_division, "", true},
      {"sec-okr::p3", Meaning::other_priority, "", true},
      {"sec-okr:p7", Meaning::other_priority, "", true},
      {"SEC-OKR::", Meaning::foreign, "", true},
      {"division::", Meaning::foreign, "", true},
      {"division", Meaning::foreign, "", true},
      {"division::Security::AppSec", Meaning::foreign, "", true},
      {"Security", Meaning::foreign, "", true},
      {"sub division::Engineering", Meaning::foreign, "", true},
      {"sec_okr::p1", Meaning::foreign, "", true},
      {"sec-okr p1", Meaning::foreign, "", true},
      {"sec-okr::p1::x", Meaning::foreign, "", true},
      {"OKRs", Meaning::foreign, "", true},
      {"FY28", Meaning::foreign, "", true},
      {"FY28-Q5", Meaning::foreign, "", true},
      {"FY28::Q1", Meaning::foreign, "", true},
      {"quarter::FY28-Q1", Meaning::foreign, "", true},
      {"now", Meaning::foreign, "", true},
      {"urgent", Meaning::foreign, "", true},
      {"team::red", Meaning::foreign, "", true},
      {":", Meaning::foreign, "", true},
      {" ", Meaning::foreign, "", true},
      {"", Meaning::foreign, "", true},
      {"\xff\xfe", Meaning::foreign, "", true},
  }));
  CAPTURE(row.label);
  const ReadLabel read = read_label(default_scheme(), row.label);
  CHECK(read.meaning == row.meaning);
  CHECK(read.canonical == row.canonical);
  CHECK(read.exact == row.exact);
  CHECK(read.quarter.has_value() == (row.meaning == Meaning::quarter));
  CHECK(read.priority.has_value() == (row.meaning == Meaning::priority));
}

TEST_CASE("L4: every near miss of every label of a sound scheme has one meaning and names the canonical label") {
  for (const LabelScheme& scheme : sound_schemes()) {
    REQUIRE(contradictions(scheme).empty());
    for (const Named& name : names_of(scheme)) {
      CAPTURE(name.label);
      const auto variants = near_misses(name.label);
      CHECK(variants.size() > 3);
      for (const std::string& variant : variants) {
        CAPTURE(variant);
        const ReadLabel read = read_label(scheme, variant);
        CHECK(read.meaning == name.meaning);
        CHECK(read.canonical == name.canonical);
        CHECK(read.exact == (variant == name.canonical));
        const ReadLabel again = read_label(scheme, read.canonical);
        CHECK(again.exact);
        CHECK(again.canonical == read.canonical);
        CHECK(again.meaning == read.meaning);
        CHECK(again.quarter == read.quarter);
        CHECK(again.priority == read.priority);
      }
    }
  }
}

TEST_CASE("A label that lacks a letter or has one more is no near miss") {
  for (const LabelScheme& scheme : sound_schemes()) {
    for (const Named& name : names_of(scheme)) {
      if (name.meaning == Meaning::quarter) continue;
      const bool other_number = name.canonical.ends_with("0") || name.canonical.ends_with("1");
      CAPTURE(name.label);
      CHECK(read_label(scheme, name.label + "x").canonical.empty());
      CHECK(read_label(scheme, "x" + name.label).canonical.empty());
      if (!other_number) CHECK(read_label(scheme, name.label.substr(1)).canonical.empty());
    }
  }
}

TEST_CASE("The priority and the quarter that a label states") {
  for (const LabelScheme& scheme : sound_schemes())
    for (const Priority priority : {Priority::p0, Priority::p1, Priority::p2})
      CHECK(read_label(scheme, scheme.priority[static_cast<std::size_t>(priority)]).priority == priority);
  for (int year = 2000; year <= 2099; ++year)
    for (int number = 1; number <= 4; ++number) {
      const Quarter quarter(year, number);
      CHECK(read_label(default_scheme(), to_string(quarter)).quarter == quarter);
    }
}

TEST_CASE("Scopes: what another division's and what another priority's label is, is a matter of the scheme") {
  const auto schemes = sound_schemes();
  const auto meaning = [&](std::size_t scheme, const char* label) {
    return read_label(schemes[scheme], label).meaning;
  };
  // Without scopes nothing is another's, and `P-none` is a label as any other.
  CHECK(meaning(1, "Engineering") == Meaning::foreign);
  CHECK(meaning(1, "division::Engineering") == Meaning::foreign);
  CHECK(meaning(1, "P-none") == Meaning::foreign);
  CHECK(meaning(1, "p - HIGH") == Meaning::priority);
  CHECK(meaning(1, "security division") == Meaning::division);
  CHECK(meaning(2, "division::Engineering") == Meaning::other_division);
  CHECK(meaning(2, "Division: Engineering") == Meaning::other_division);
  CHECK(meaning(2, "prio::never") == Meaning::other_priority);
  CHECK(meaning(3, "BEREICH::PRÜFUNG&SICHERHEIT") == Meaning::division);
  CHECK(meaning(3, "bereich:Vertrieb") == Meaning::other_division);
  CHECK(meaning(3, "отдел: безопасность") == Meaning::division);
  CHECK(meaning(3, "ОТДЕЛ:Продажи") == Meaning::other_division);
  CHECK(meaning(3, "GRÖSSTES ZIEL 🎯") == Meaning::okr);
  CHECK(meaning(3, "rang::übernächster") == Meaning::priority);
  CHECK(meaning(3, "Rang::u\u0308bernächster") == Meaning::priority);
  CHECK(meaning(3, "Rang::Letzter") == Meaning::other_priority);
  CHECK(meaning(4, "org::division::Sales") == Meaning::other_division);
  CHECK(meaning(4, "org::team::red") == Meaning::foreign);
  CHECK(meaning(4, "okr::prio::9") == Meaning::other_priority);
  CHECK(meaning(4, "okr::red") == Meaning::foreign);
  CHECK(meaning(4, "type::feature") == Meaning::foreign);
  LabelScheme mixed;
  mixed.priority = {"sec-okr::p0", "p1", "p2"};
  CHECK(read_label(mixed, "sec-okr::p3").meaning == Meaning::foreign);
}
