#include <fstream>
#include <map>
#include <sstream>

#include <catch2/catch.hpp>

#include <secokr/rule.hpp>

#include "base/text.hpp"
#include "support/places.hpp"

using namespace secokr;

namespace {

struct Documented {
  std::string text{};
  std::string when{};
  std::string source{};
};

/// The rows `| ID | text | when | source |` of docs/rules.md, by ID.
std::map<std::string, Documented> documented_rules() {
  std::ifstream file(test::source_folder() / "docs/rules.md");
  REQUIRE(file.good());
  std::map<std::string, Documented> rows;
  for (std::string line; std::getline(file, line);) {
    const auto cells = base::split(line, '|');
    if (cells.size() != 6) continue;
    const std::string id(base::trim(cells[1]));
    if (!parse_rule(id).has_value()) continue;
    INFO(id);
    CHECK(rows.emplace(id, Documented{std::string(base::trim(cells[2])), std::string(base::trim(cells[3])),
                                      std::string(base::trim(cells[4]))})
              .second);
  }
  return rows;
}

}  // namespace

TEST_CASE("docs/rules.md names every rule with its text and source") {
  const auto documented = documented_rules();
  CHECK(documented.size() == all_rules().size());
  for (const RuleInfo& rule : all_rules()) {
    INFO(rule.id);
    const auto row = documented.find(std::string(rule.id));
    REQUIRE(row != documented.end());
    CHECK(row->second.text == rule.text);
    CHECK(row->second.source == rule.source);
    CHECK_FALSE(row->second.when.empty());
  }
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
