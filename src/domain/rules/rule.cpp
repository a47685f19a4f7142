#include <secokr/rule.hpp>

#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

#include "base/text.hpp"
#include "domain/rules/row.hpp"

namespace secokr {
namespace {

constexpr std::array<std::string_view, 5> k_stages{"always", "objectives", "proposal", "final", "published"};

std::vector<Rule> rules_whose(unsigned RuleRow::* bits, unsigned bit) {
  std::vector<Rule> rules;
  for (const RuleRow& row : rule_rows())
    if ((row.*bits & bit) != 0) rules.push_back(row.rule);
  return rules;
}

}  // namespace

std::span<const RuleRow> rule_rows() {
  static const std::vector<RuleRow> rows = [] {
    std::vector<RuleRow> all;
    for (const auto family :
         {rules_of_files(), rules_of_people(), rules_of_objectives(), rules_of_key_results(), rules_of_dependencies(),
          rules_of_issue_labels(), rules_of_ownership(), rules_of_records()})
      all.insert(all.end(), family.begin(), family.end());
    return all;
  }();
  return rows;
}

std::span<const RuleInfo> all_rules() {
  static const std::vector<RuleInfo> rules(rule_rows().begin(), rule_rows().end());
  return rules;
}

const RuleInfo& info(Rule rule) { return all_rules()[static_cast<std::size_t>(rule)]; }

bool has(Rule rule, RuleTrait trait) {
  return (rule_rows()[static_cast<std::size_t>(rule)].traits & bit_of(trait)) != 0;
}

std::vector<Rule> rules_with(RuleTrait trait) { return rules_whose(&RuleRow::traits, bit_of(trait)); }
std::vector<Rule> rules_missing(Field field) { return rules_whose(&RuleRow::missed, bit_of(field)); }

std::string_view to_string(Rule rule) { return info(rule).id; }

std::optional<Rule> parse_rule(std::string_view id) {
  const auto rules = all_rules();
  const auto found =
      std::ranges::find_if(rules, [&](const RuleInfo& rule) { return base::equals_folded(rule.id, id); });
  if (found == rules.end()) return std::nullopt;
  return found->rule;
}

std::string_view to_string(Stage stage) { return k_stages.at(static_cast<std::size_t>(stage)); }

std::optional<Stage> parse_stage(std::string_view text) {
  for (std::size_t i = 0; i < k_stages.size(); ++i)
    if (base::equals_folded(k_stages.at(i), text)) return static_cast<Stage>(i);
  return std::nullopt;
}

}  // namespace secokr
