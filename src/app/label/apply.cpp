#include "app/label/apply.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include <secokr/progress.hpp>

#include "app/label/definitions.hpp"
#include "app/plan/read_plan.hpp"
#include "base/text.hpp"

namespace secokr::app {
namespace {

using tracker::Change;

constexpr std::size_t brake_percent = 30;

/// Builds the edits, and before them the definitions that they need.
class LabelEdits {
 public:
  explicit LabelEdits(const Ports& ports) : m_ports(ports) {}

  Status add(const TrackedIssue& tracked, const LabelFix& fix) {
    if (!fix.add.empty()) SECOKR_CHECK(define(tracked.ref.project, fix.add));
    const tracker::IssueEdit edit{.add_labels = fix.add, .remove_labels = fix.remove};
    tracker::Issue now{.ref = tracked.ref, .labels = tracked.issue.labels};
    std::ranges::sort(now.labels);
    m_edits.push_back({.subject = subject_of(tracked),
                       .name = tracked.issue.subject,
                       .payload = tracker::EditIssue{.ref = tracked.ref, .edit = edit}});
    show_value(m_edits.back(), "labels", now, edit);
    return {};
  }

  std::vector<Change> changes() && {
    std::ranges::move(m_edits, std::back_inserter(m_labels));
    return std::move(m_labels);
  }

 private:
  /// Of issues that share an id the first has it to itself.
  std::string subject_of(const TrackedIssue& tracked) {
    if (!tracked.issue.id.empty()) {
      std::string subject = (tracked.issue.marked_objective ? "objective:" : "kr:") + tracked.issue.id;
      if (m_subjects.insert(subject).second) return subject;
    }
    return fmt::format("issue:{}#{}", tracked.ref.project, tracked.ref.iid);
  }

  struct Place {
    tracker::LabelHome home{};
    std::set<std::string> defined{};
  };

  Expected<Place*> place_of(const std::string& project) {
    const auto [found, is_new] = m_places.try_emplace(project);
    Place& place = found->second;
    if (!is_new) return &place;
    place.home.project = tracker::other_project(*m_ports.tracker, project);
    SECOKR_TRY(const auto labels, m_ports.tracker->labels(place.home));
    for (const tracker::Label& label : labels) place.defined.insert(label.name);
    return &place;
  }

  Status define(const std::string& project, const std::vector<std::string>& labels) {
    SECOKR_TRY(Place* const place, place_of(project));
    for (const std::string& label : labels) {
      if (!place->defined.insert(label).second) continue;
      if (const auto definition = definition_of(m_ports.config.labels, label))
        m_labels.push_back(define_label(*definition, place->home));
    }
    return {};
  }

  const Ports& m_ports;
  std::map<std::string, Place> m_places{};
  std::set<std::string> m_subjects{};
  std::vector<Change> m_labels{};
  std::vector<Change> m_edits{};
};

std::string share_of(const LabelApplyPlan& plan) {
  return fmt::format("{} of {} issues would change ({} %)", plan.changing, plan.ours,
                     format_percent(100.0 * static_cast<double>(plan.changing) / static_cast<double>(plan.ours)));
}

void brake(const LabelApplyRequest& request, LabelApplyPlan& plan) {
  Gate gate{.gate = "brake", .checked = plan.ours, .detail = share_of(plan)};
  if (plan.changing * 100 > plan.ours * brake_percent) {
    plan.passed = request.brake_override.has_value();
    gate.result = plan.passed ? Gate::Result::overridden : Gate::Result::failed;
  }
  plan.report.gates.push_back(std::move(gate));
}

std::string name_of(const LabelRange& range) {
  const std::string quarter = range.quarter ? to_string(*range.quarter) : "every quarter";
  return range.group.empty() ? quarter : fmt::format("{} of {}", quarter, range.group);
}

Change record_of(const Ports& ports, const LabelApplyRequest& request, const LabelApplyPlan& plan) {
  const Quarter planning = ports.config.calendar.fiscal.quarter_of(ports.today) + 1;
  return override_record(ports, request.range.quarter.value_or(planning), "brake", name_of(request.range),
                         *request.brake_override, {fmt::format("{} of {} issues", plan.changing, plan.ours)});
}

std::vector<Finding> remaining_of(const LabelRules& rules, const LabelledIssue& issue, const LabelFix& fix) {
  LabelledIssue mended = issue;
  mended.labels = tracker::labels_after({.add_labels = fix.add, .remove_labels = fix.remove}, {.labels = issue.labels});
  return check_labels(rules, mended);
}

}  // namespace

Expected<LabelApplyPlan> plan_label_apply(const Ports& ports, const LabelApplyRequest& request) {
  LabelRules rules = label_rules(ports, request.range);
  rules.fallback = request.fallback;
  SECOKR_TRY(const LabelledIssues issues, read_labelled_issues(ports, request.range, rules));
  LabelApplyPlan plan{.read = issues.read, .checked = issues.checked(), .ours = issues.ours.size()};
  if (request.range.quarter) plan.set.quarter = to_string(*request.range.quarter);

  LabelEdits builder(ports);
  for (const TrackedIssue& tracked : issues.ours) {
    const LabelFix fix = fix_of(rules, tracked.issue);
    if (!fix.empty()) {
      ++plan.changing;
      SECOKR_CHECK(builder.add(tracked, fix));
    }
    std::ranges::move(remaining_of(rules, tracked.issue, fix), std::back_inserter(plan.remaining));
  }
  // Labels mend nothing of what a stranger wrote (T1).
  for (const TrackedIssue& tracked : issues.unclear)
    if (tracked.issue.doubted.empty())
      std::ranges::move(check_labels(rules, tracked.issue), std::back_inserter(plan.remaining));
  plan.set.changes = std::move(builder).changes();

  if (plan.ours == 0 || !request.range.issues.empty()) return plan;
  brake(request, plan);
  // Before the edits: a run that goes on after an interruption may find so little left that it needs no override.
  if (plan.report.gates.back().result == Gate::Result::overridden && ports.workspace != nullptr)
    plan.set.changes.insert(plan.set.changes.begin(), record_of(ports, request, plan));
  return plan;
}

}  // namespace secokr::app
