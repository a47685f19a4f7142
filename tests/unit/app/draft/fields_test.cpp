// Every row of the field table goes all the ways that a field goes. A new field needs no line here.
#include "app/draft/fields.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <optional>

#include "documents/issue/text.hpp"
#include "documents/objective/document.hpp"
#include "documents/objective/plan_merge.hpp"
#include "domain/objective/fields.hpp"
#include "workspace/objective_shape.hpp"

using namespace secokr;
using namespace secokr::documents;

namespace {

/// A value that the field reads, and writes as it stands.
template <class Owner>
std::string value_for(const FieldRow<Owner>& row) {
  for (const char* value :
       {"words that fit on a line", "@training-manager", "p1", "mitigates Phishing of team members", "yes", "proposed",
        "https://example.com/issues/1", "completion rate from 62 to 90 %", "60 %", "not started"}) {
    Owner owner;
    if (row.access.read(owner, value) && row.access.write(owner) == value) return value;
  }
  FAIL("no value here is one of " << row.name);
  return {};
}

/// The least that a file holds.
Objective plain() {
  return {.title = "Reach it",
          .reference = "Reach",
          .dri = "lead",
          .area = "Assurance",
          .key_results = {{.number = 1, .title = "Measure it", .dri = "manager"}}};
}

template <class Owner>
Owner& part_of(Objective& objective) {
  if constexpr (std::is_same_v<Owner, Objective>)
    return objective;
  else
    return objective.key_results.front();
}

template <class Owner>
Owner in_block(const Owner& owner) {
  if constexpr (std::is_same_v<Owner, Objective>)
    return *find_block(render_objective_block(owner, {}))->objective;
  else
    return *find_block(render_key_result_block(owner))->key_result;
}

/// By way of what proposal.json keeps.
template <class Owner>
Owner stored_and_read(const Owner& owner) {
  const auto read = base::read_json<Owner>(base::json_of(owner));
  REQUIRE(read);
  return *read;
}

template <class Owner>
void check_ways(const FieldRow<Owner>& row) {
  const std::string value = value_for(row);
  INFO(row.name << ": " << value);
  constexpr bool of_key_result = std::is_same_v<Owner, KeyResult>;

  Objective written = plain();
  REQUIRE(row.access.read(part_of<Owner>(written), value));
  const std::string text = render_objective_file(written);
  auto file = ObjectiveDocument::parse(text);
  CHECK(file.ok());
  Objective read = file.objective();
  CHECK(row.access.write(part_of<Owner>(read)) == value);

  const bool is_in_block = row.place == FieldPlace::line || row.place == FieldPlace::prose;
  const Owner told = is_in_block ? in_block(part_of<Owner>(read)) : part_of<Owner>(read);
  CHECK(row.access.write(told) == value);
  CHECK(stored_and_read(part_of<Owner>(read)) == part_of<Owner>(written));

  const Facts facts = facts_of(told);
  const auto fact = std::ranges::find(facts, row.name, &Fact::field);
  CHECK((fact == facts.end()) == (row.place == FieldPlace::line_of_file));
  if (fact != facts.end()) {
    CHECK(fact->value == value);
    CHECK(fact->running == row.is_running);
  }
  Objective merged = plain();
  REQUIRE(take_fact(part_of<Owner>(merged), told, row.name));
  CHECK(merged == written);

  if (row.help.empty()) return;
  auto edited = ObjectiveDocument::parse(render_objective_file(plain()));
  const auto number = of_key_result ? std::optional(1) : std::nullopt;
  REQUIRE(app::write_answers(edited, number, {{row.id, value}}, Org{}).has_value());
  CHECK(edited.text() == text);
  const bool is_taken_out = app::write_answers(edited, number, {{row.id, ""}}, Org{}).has_value();
  CHECK(is_taken_out != row.is_demanded);
  if (is_taken_out) CHECK(edited.objective() == plain());
}

/// Of a number and of a list there is no text that they are read from.
void check_ways_of_item(const FieldRow<KeyResult>& row) {
  INFO(row.name);
  KeyResult every{.number = 1,
                  .title = "Measure it",
                  .dri = "manager",
                  .dependencies = {{.team = "Data", .manager = "data-manager", .need = "dashboards"}},
                  .milestones = {{.number = 1, .description = "enrolled", .dri = "manager"}}};
  Objective written = plain();
  KeyResult& part = written.key_results.front();
  row.access.take(part, every);
  const std::string text = render_objective_file(written);
  auto file = ObjectiveDocument::parse(text);
  CHECK(file.ok());
  CHECK(file.objective() == written);
  KeyResult told = plain().key_results.front();
  row.access.take(told, row.place == FieldPlace::list ? in_block(part) : part);
  CHECK(told == part);
  CHECK(stored_and_read(part) == part);
  if (row.help.empty()) return;

  Org org;
  org.teams = {{.name = "Data", .manager = "data-manager"}};
  auto edited = ObjectiveDocument::parse(render_objective_file(plain()));
  const std::string typed = row.id == Field::dependency ? "Data; dashboards" : "enrolled";
  REQUIRE(app::write_answers(edited, 1, {{row.id, typed}}, org).has_value());
  CHECK(edited.objective() == written);
}

template <class Owner>
void check_table() {
  for (const auto& row : all_fields<Owner>())
    if (row.access.read != nullptr)
      check_ways(row);
    else if constexpr (std::is_same_v<Owner, KeyResult>)
      check_ways_of_item(row);
}

}  // namespace

TEST_CASE(
    "every field goes from its file to an issue's block, to what is stored, to facts, to another one, and by its flag "
    "into the file") {
  check_table<Objective>();
  check_table<KeyResult>();
}

TEST_CASE("a field has one name, by which it is found, and one flag") {
  for (const auto& row : all_fields<Objective>()) {
    CHECK(name_of(row.id) == row.name);
    CHECK(find_field<Objective>(row.name) == &row);
  }
  for (const auto& row : all_fields<KeyResult>()) {
    CHECK(name_of(row.id) == row.name);
    CHECK(find_field<KeyResult>(row.id) == &row);
  }
  CHECK(find_field<Objective>(Field::metric) == nullptr);
  CHECK(app::flag_of(Field::top5_risk) == "--top-5-risk");
}
