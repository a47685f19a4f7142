#include "domain/label_hints.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace secokr {
namespace {

std::string quick_action(std::string_view name, const std::vector<std::string>& labels) {
  std::string action{name};
  for (const std::string& label : labels) action += fmt::format(" ~\"{}\"", label);
  return action;
}

}  // namespace

std::string comment_with(const LabelFix& fix) {
  if (fix.add.empty()) return quick_action("/unlabel", fix.remove);
  if (fix.remove.empty()) return quick_action("/label", fix.add);
  return fmt::format("{} and, on the next line, {}", quick_action("/label", fix.add),
                     quick_action("/unlabel", fix.remove));
}

LabelFix part_of(const LabelFix& fix, const LabelRules& rules, const LabelReader& reader,
                 const std::function<bool(const std::string& label, const ReadLabel& read)>& concerned) {
  const auto accepts = [&](const std::string& label) { return concerned(label, reader.read(label)); };
  LabelFix part;
  std::ranges::copy_if(fix.add, std::back_inserter(part.add), accepts);
  const bool names_division = std::ranges::find(part.add, rules.scheme.division) != part.add.end();
  const auto gives_way = [&](const std::string& label) {
    if (names_division && reader.read(label).meaning == LabelMeaning::other_division) return true;
    return !scope_of(label).empty() &&
           std::ranges::any_of(part.add, [&](const std::string& added) { return scope_of(added) == scope_of(label); });
  };
  std::ranges::copy_if(fix.remove, std::back_inserter(part.remove),
                       [&](const std::string& label) { return accepts(label) || gives_way(label); });
  return part;
}

std::string repair_hint(const LabelRules& rules, const LabelledIssue& issue, const LabelFix& part) {
  const std::string comment = "comment on it: " + comment_with(part);
  return rules.repair ? fmt::format("{}, or {}", rules.repair(issue), comment) : comment;
}

}  // namespace secokr
