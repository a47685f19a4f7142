#include "domain/people/audience.hpp"

#include <catch2/catch.hpp>

using namespace secokr;

namespace {

constexpr Audience everybody = Audience::organisation;

Objective objective(bool confidential, std::vector<bool> key_results) {
  Objective result{.confidential = confidential};
  for (const bool secret : key_results) {
    result.key_results.push_back({.number = static_cast<int>(result.key_results.size()) + 1});
    result.key_results.back().confidential = secret;
  }
  return result;
}

}  // namespace

TEST_CASE("a key result is confidential by its issue or because its objective is") {
  for (const bool whole : {false, true})
    for (const bool own : {false, true}) {
      const Objective each = objective(whole, {own});
      CHECK(is_confidential(each, each.key_results.front()) == (whole || own));
      CHECK(shows(Audience::division, whole || own));
      CHECK(shows(everybody, whole || own) == !(whole || own));
    }
}

TEST_CASE("what is withheld is counted, and the division is shown all") {
  Withheld withheld;
  CHECK_FALSE(shown_to(everybody, objective(true, {false, true}), withheld).has_value());
  const auto part = shown_to(everybody, objective(false, {false, true, false}), withheld);
  REQUIRE(part.has_value());
  CHECK(part->key_results.size() == 2);
  CHECK(withheld.objectives == 1);
  CHECK(withheld.key_results == 1);
  CHECK(withheld.any());
  Withheld none;
  CHECK(shown_to(Audience::division, objective(true, {true}), none)->key_results.size() == 1);
  CHECK_FALSE(none.any());
}

TEST_CASE("a confidential issue that drifted is named by its address, and its fields without what they say") {
  const DriftReport whole{
      .issues = {
          {.subject = "Secret/KR1",
           .url = "local:3",
           .confidential = true,
           .fields = {{.field = "metric", .agreed = "secret", .now = "secret", .file = "secret"},
                      {.field = "issue", .agreed = "secret title"},
                      {.field = "state", .agreed = "opened", .now = "closed"}}},
          {.subject = "Open/KR1", .url = "local:4", .fields = {{.field = "metric", .agreed = "1", .now = "2"}}}}};
  DriftReport shown = whole;
  withhold(everybody, shown);
  CHECK(shown.issues[0].subject == "local:3");
  for (const DriftedField& field : shown.issues[0].fields)
    for (const std::string& text : {field.agreed, field.now, field.file.value_or("")})
      CHECK(text.find("secret") == std::string::npos);
  CHECK(shown.issues[0].fields[2].now == "closed");
  CHECK(shown.issues[1].fields[0].now == "2");
  withhold(Audience::division, shown = whole);
  CHECK(shown.issues[0].subject == "Secret/KR1");
}

TEST_CASE("a confidential key result that is owed and raised is counted once") {
  UpdateReminders reminders{.owed = {{.id = "a", .confidential = true}, {.id = "b"}},
                            .raised = {{.id = "a", .confidential = true}, {.id = "c", .confidential = true}}};
  withhold(everybody, reminders);
  CHECK(reminders.owed.size() == 1);
  CHECK(reminders.raised.empty());
  CHECK(reminders.withheld == 2);
}
