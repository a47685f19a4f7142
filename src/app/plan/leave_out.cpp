#include "app/plan/leave_out.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace secokr::app {
namespace {

/// Of the key result itself, or of one of its dependencies.
bool is_about(const Finding& finding, const std::string& path, const std::string& key_result) {
  return finding.path == path && (finding.subject == key_result || finding.subject.starts_with(key_result + "/"));
}

/// What stands against the key result.
std::vector<LeftOut> open_in(const std::vector<Finding>& findings, const OverridesInForce& overrides,
                             const std::string& path, const std::string& key_result) {
  std::vector<LeftOut> open;
  for (const Finding& finding : findings) {
    if (finding.severity != Severity::error || info(finding.rule).scope != RuleScope::dependencies) continue;
    if (!is_about(finding, path, key_result) || overrides.reason_for(finding)) continue;
    open.push_back({key_result, std::string(to_string(finding.rule)), finding.message});
  }
  return open;
}

bool is_published(const workspace::Published* base, const std::string& id) {
  return base != nullptr && !id.empty() && base->issues.contains(id);
}

}  // namespace

bool LeftOutPart::holds(const std::string& path, const std::string& key_result) const {
  const auto file = key_results.find(path);
  return file != key_results.end() && file->second.contains(key_result);
}

bool LeftOutPart::concerns(const Finding& finding) const {
  if (info(finding.rule).scope == RuleScope::division) return false;
  if (objectives.contains(finding.path)) return true;
  const auto file = key_results.find(finding.path);
  return file != key_results.end() && std::ranges::any_of(file->second, [&](const std::string& key_result) {
           return is_about(finding, finding.path, key_result);
         });
}

LeftOutPart leave_out_open(const ReadPlan& read, const std::vector<Finding>& findings,
                           const OverridesInForce& overrides, const workspace::Published* base) {
  LeftOutPart part;
  for (const PlannedObjective& planned : read.plan.objectives) {
    const Objective& objective = planned.objective;
    if (objective.status != ObjectiveStatus::included) continue;
    bool has_any = false;
    std::string last_rule;
    for (const KeyResult& key_result : objective.key_results) {
      if (is_published(base, key_result.id)) {
        has_any = true;
        continue;
      }
      if (effective_state(objective, key_result) == KeyResultState::dropped) continue;
      const std::string name = name_of(objective, key_result);
      const auto open = open_in(findings, overrides, planned.path, name);
      has_any = has_any || open.empty();
      if (open.empty()) continue;
      last_rule = open.back().rule;
      part.key_results[planned.path].insert(name);
      part.told.insert(part.told.end(), open.begin(), open.end());
    }
    if (has_any || last_rule.empty() || is_published(base, objective.id)) continue;
    part.objectives.insert(planned.path);
    part.told.push_back({objective.reference, last_rule, "None of its key results is left"});
  }
  return part;
}

void leave_out(Announcement& announcement, const std::vector<LeftOut>& left_out) {
  const auto is_left_out = [&](const std::string& subject) {
    return std::ranges::find(left_out, subject, &LeftOut::subject) != left_out.end();
  };
  for (AnnouncedObjective& objective : announcement.objectives)
    std::erase_if(objective.key_results, [&](const AnnouncedKeyResult& key_result) {
      return is_left_out(fmt::format("{}/KR{}", objective.reference, key_result.number));
    });
  std::erase_if(announcement.objectives,
                [&](const AnnouncedObjective& objective) { return is_left_out(objective.reference); });
}

}  // namespace secokr::app
