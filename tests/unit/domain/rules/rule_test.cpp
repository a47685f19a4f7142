#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <secokr/rule.hpp>

#include "base/text.hpp"
#include "domain/rules/traits.hpp"
#include "support/places.hpp"

using namespace secokr;

namespace {

std::string words_of(const Schedule& schedule) {
  const auto from = [](std::string_view severity, Stage stage) {
    if (stage == Stage::always) return fmt::format("{}, always", severity);
    if (stage == Stage::published) return fmt::format("{}, after publication", severity);
    return fmt::format("{} from {}", severity, to_string(stage));
  };
  std::vector<std::string> words;
  if (schedule.warning && *schedule.warning != schedule.error) words.push_back(from("warning", *schedule.warning));
  if (schedule.error) words.push_back(from("error", *schedule.error));
  return words.empty() ? "note, always" : base::join(words, schedule.warning == Stage::always ? "; " : ", ");
}

/// `| ID | text | when it bites | source |`.
std::string row_of(const RuleInfo& rule) {
  std::string when = rule.instead.empty() ? words_of(rule.schedule) : std::string(rule.instead);
  if (!rule.exception.empty()) when += fmt::format("; {}: {}", rule.exception, words_of(rule.exception_schedule));
  return fmt::format("| {} | {} | {} | {} |", rule.id, rule.text, when, rule.source);
}

}  // namespace

TEST_CASE("The tables of docs/rules.md are the rules") {
  const auto path = test::source_folder() / "docs/rules.md";
  std::stringstream page;
  page << std::ifstream(path).rdbuf();
  std::string made;
  std::set<Rule> rows;
  for (const std::string_view line : base::split(page.view(), '\n')) {
    const auto cells = base::split(line, '|');
    const auto rule = cells.size() == 6 ? parse_rule(base::trim(cells[1])) : std::nullopt;
    made += (rule ? row_of(info(*rule)) : std::string(line)) + '\n';
    if (rule) CHECK(rows.insert(*rule).second);
  }
  made.pop_back();
  CHECK(rows.size() == all_rules().size());
  if (std::getenv("SECOKR_UPDATE_GOLDENS") != nullptr) std::ofstream(path) << made;
  CHECK(page.str() == made);
}

TEST_CASE("Rules are in the order of the enumeration and found by their ID") {
  CHECK(all_rules().size() == static_cast<std::size_t>(Rule::R1) + 1);
  for (std::size_t i = 0; i < all_rules().size(); ++i) {
    const RuleInfo& rule = all_rules()[i];
    INFO(rule.id);
    CHECK(static_cast<std::size_t>(rule.rule) == i);
    CHECK(&info(rule.rule) == &rule);
    CHECK(to_string(rule.rule) == rule.id);
    CHECK(parse_rule(rule.id) == rule.rule);
    CHECK(parse_rule(base::fold_case(rule.id)) == rule.rule);
    CHECK((rule.source == "seed 1" || rule.source == "seed 2" || rule.source == "ours"));
  }
  for (const std::string wrong : {"", "O", "O6", "D0", "O1 ", "brake"}) CHECK(parse_rule(wrong) == std::nullopt);
}

TEST_CASE("A rule's row says what misses a field that cannot be read, and how the process treats it") {
  using Rules = std::vector<Rule>;
  CHECK(rules_missing(Field::dri) == Rules{Rule::P1, Rule::P2, Rule::P3});
  CHECK(rules_missing(Field::reference) == Rules{Rule::O5});
  CHECK(rules_missing(Field::priority) == Rules{Rule::L5});
  CHECK(rules_missing(Field::strategy) == Rules{Rule::O4});
  CHECK(rules_missing(Field::metric) == Rules{Rule::K1});
  CHECK(rules_missing(Field::weight) == Rules{Rule::K4});
  CHECK(rules_missing(Field::milestone) == Rules{Rule::K3});
  CHECK(rules_missing(Field::number) == Rules{Rule::K2, Rule::K4, Rule::D3});
  CHECK(rules_missing(Field::budget).empty());
  CHECK(rules_with(RuleTrait::compares_key_results) == Rules{Rule::O2, Rule::K2, Rule::K4, Rule::D3});
  CHECK(rules_with(RuleTrait::of_people) == Rules{Rule::F3, Rule::P1, Rule::P2, Rule::P3});
  CHECK(rules_with(RuleTrait::stops_objective) == Rules{Rule::F3, Rule::P1, Rule::P3, Rule::O5});
  CHECK(rules_with(RuleTrait::stops_key_result) == Rules{Rule::F3, Rule::P2, Rule::P3});
  CHECK(rules_with(RuleTrait::personal) == Rules{Rule::P5});
  CHECK_FALSE(has(Rule::P6, RuleTrait::personal));
}

TEST_CASE("What the process page marks as ours") {
  for (const Rule rule :
       {Rule::F1, Rule::F2, Rule::F3, Rule::F4, Rule::F5, Rule::P3, Rule::P5, Rule::P6, Rule::O5, Rule::K4})
    CHECK(info(rule).source == "ours");
}

TEST_CASE("Stages have names") {
  for (const Stage stage : {Stage::always, Stage::objectives, Stage::proposal, Stage::final, Stage::published})
    CHECK(parse_stage(to_string(stage)) == stage);
  CHECK(parse_stage("FINAL") == Stage::final);
  CHECK(parse_stage("ideas") == std::nullopt);
  CHECK(parse_stage("") == std::nullopt);
}
