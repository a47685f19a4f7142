#include "domain/labels/hints.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace secokr {
namespace {

std::string quick_action(std::string_view name, const std::vector<std::string>& labels) {
  std::string action{name};
  for (const std::string& label : labels) action += fmt::format(" ~\"{}\"", label);
  return action;
}

}  // namespace

std::string quoted(const std::vector<std::string>& names) {
  std::vector<std::string> parts;
  for (const std::string& name : names) parts.push_back(fmt::format("`{}`", name));
  return base::join(parts, ", ");
}

std::string comment_with(const LabelFix& fix) {
  if (fix.add.empty()) return quick_action("/unlabel", fix.remove);
  if (fix.remove.empty()) return quick_action("/label", fix.add);
  return fmt::format("{} and, on the next line, {}", quick_action("/label", fix.add),
                     quick_action("/unlabel", fix.remove));
}

LabelFix part_of(const LabelFix& fix, const LabelRules& rules, const LabelReader& reader,
                 const std::function<bool(const std::string& label, const ReadLabel& read)>& concerned) {
  LabelFix part;
  for (const std::string& label : fix.add)
    if (concerned(label, reader.read(label))) part.add.push_back(label);
  const std::set<std::string> added{part.add.begin(), part.add.end()};
  for (const std::string& label : fix.remove)
    if (const ReadLabel read = reader.read(label);
        concerned(label, read) || gives_way(label, read, added, rules.scheme.division))
      part.remove.push_back(label);
  return part;
}

std::string repair_hint(const LabelRules& rules, const LabelledIssue& issue, const LabelFix& part) {
  const std::string comment = "comment on it: " + comment_with(part);
  return rules.repair ? fmt::format("{}, or {}", rules.repair(issue), comment) : comment;
}

}  // namespace secokr
