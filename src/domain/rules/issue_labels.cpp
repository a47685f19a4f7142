#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.hpp"
#include "domain/commands.hpp"
#include "domain/labels/hints.hpp"
#include "domain/rules/row.hpp"

namespace secokr {
namespace {

using LabelNames = std::vector<std::string>;

template <class Set>
LabelNames names_of(const Set& quarters) {
  LabelNames names;
  for (const Quarter quarter : quarters) names.push_back(to_string(quarter));
  return names;
}

/// One issue of ours under L1–L6. Messages name canonical labels: they are a finding's identity in a baseline.
class IssueCheck {
 public:
  IssueCheck(const LabelRules& rules, const LabelledIssue& issue, const LabelFacts& facts)
      : m_rules(rules),
        m_scheme(rules.scheme),
        m_issue(issue),
        m_facts(facts),
        m_truth(truth_of(rules, issue, facts)),
        m_fix(fix_of(rules, issue, facts)) {}

  std::vector<Finding> run() {
    missing();
    misplaced();
    doubled();
    misspelled();
    critical_project();
    quarter_elsewhere();
    return std::move(m_findings);
  }

 private:
  void report(Rule rule, std::string message, const LabelFix& part, std::string decision) {
    m_findings.push_back({.rule = rule,
                          .severity = severity_at(info(rule).schedule, Stage::published),
                          .subject = m_issue.subject,
                          .message = std::move(message),
                          .hint = part.empty() ? std::move(decision) : repair_hint(m_rules, m_issue, part),
                          .url = m_issue.url});
  }

  LabelFix part(LabelMeaning meaning) const {
    return part_of(m_fix, m_rules, m_facts.reader,
                   [&](const auto&, const ReadLabel& read) { return read.meaning == meaning; });
  }
  LabelFix priority_part() const {
    return part_of(m_fix, m_rules, m_facts.reader, [](const auto&, const ReadLabel& read) {
      return read.meaning == LabelMeaning::priority || read.meaning == LabelMeaning::other_priority;
    });
  }

  std::string priority_name(Priority priority) const {
    const auto index = static_cast<std::size_t>(priority);
    return index < m_scheme.priority.size() ? m_scheme.priority[index] : std::string{to_string(priority)};
  }
  LabelNames priority_names() const {
    LabelNames names;
    for (const Priority priority : m_facts.priorities()) names.push_back(priority_name(priority));
    return names;
  }
  static std::string by_comment(std::string_view when, const LabelFix& fix) {
    return fmt::format("{}, comment on it: {}", when, comment_with(fix));
  }

  // L1
  void missing() {
    const auto lacks = [&](LabelMeaning meaning) { return !m_facts.carries(meaning); };
    if (lacks(LabelMeaning::division))
      report(Rule::L1, fmt::format("The label `{}` is missing", m_scheme.division), part(LabelMeaning::division),
             by_comment("when it is the division's", {.add = {m_scheme.division}}) +
                 "; when it is another's, give it that division's label");
    if (lacks(LabelMeaning::quarter)) missing_quarter();
    if (m_truth.objective != true) return;
    if (lacks(LabelMeaning::okr))
      report(Rule::L1, fmt::format("The label `{}` is missing", m_scheme.okr), part(LabelMeaning::okr),
             by_comment("when it is an objective of the division's", {.add = {m_scheme.okr}}));
    if (lacks(LabelMeaning::priority)) missing_priority();
  }

  void missing_quarter() {
    if (m_truth.quarter) {
      const std::string name = to_string(*m_truth.quarter);
      return report(Rule::L1, fmt::format("The label `{}` is missing", name), part(LabelMeaning::quarter),
                    by_comment("when it is the division's", {.add = {name}}));
    }
    const std::string example = m_rules.quarter ? to_string(*m_rules.quarter) : "FYyy-Qx";
    report(Rule::L1, "The quarter's label is missing", {},
           fmt::format("give it a title such as {0} Objective (Reference) title or {0} KR1 (Reference) measurable "
                       "title, or comment on it: {1}",
                       example, comment_with({.add = {example}})));
  }

  void missing_priority() {
    if (m_truth.priority && m_truth.priority == m_issue.priority)
      return report(Rule::L1, fmt::format("The label `{}` is missing", priority_name(*m_truth.priority)),
                    priority_part(), {});
    report(Rule::L1, fmt::format("The priority's label is missing: one of {}", quoted(m_scheme.priority)),
           m_truth.priority ? priority_part() : LabelFix{}, priority_decision());
  }

  /// A p1 is what most objectives are, so it is the one that stands in the example.
  std::string priority_decision() const {
    const bool repairs = m_rules.repair && (m_facts.title || is_claimed(m_rules, m_issue, m_facts));
    return fmt::format("decide which it has; for p1: {}comment on it: {}",
                       repairs ? m_rules.repair(m_issue) + " --priority p1, or " : "",
                       comment_with({.add = {priority_name(Priority::p1)}}));
  }

  // L2
  void misplaced() {
    for (const auto& [label, read] : m_facts.labels) {
      const bool is_other = read.meaning == LabelMeaning::other_priority;
      const bool on_key_result =
          m_truth.objective == false && (read.meaning == LabelMeaning::okr || read.meaning == LabelMeaning::priority);
      if (!is_other && !on_key_result) continue;
      report(Rule::L2,
             on_key_result ? fmt::format("The label `{}` does not belong on a key result", label)
                           : fmt::format("The label `{}` is no priority of the scheme", label),
             part_of(m_fix, m_rules, m_facts.reader,
                     [&, &name = label](const auto& each, const auto&) { return each == name; }),
             by_comment("when it is the division's", {.remove = {label}}));
    }
  }

  // L3
  void doubled() {
    if (const auto quarters = m_facts.quarters(); quarters.size() > 1)
      report(Rule::L3, fmt::format("More than one quarter's label: {}", quoted(names_of(quarters))),
             m_truth.quarter ? part(LabelMeaning::quarter) : LabelFix{}, keep_one(LabelMeaning::quarter));
    if (m_facts.priorities().size() > 1 && m_truth.objective != false)
      report(Rule::L3, fmt::format("More than one priority's label: {}", quoted(priority_names())),
             m_truth.priority ? priority_part() : LabelFix{}, keep_one(LabelMeaning::priority));
  }

  std::string keep_one(LabelMeaning meaning) const {
    LabelNames comments;
    for (const auto& [label, read] : m_facts.labels)
      if (read.meaning == meaning) comments.push_back(comment_with({.remove = {label}}));
    return "keep the one that is right; for each of the others comment on it: " + base::join(comments, " or ");
  }

  // L4. A label that L2 takes away needs no better spelling.
  void misspelled() {
    for (const auto& [label, read] : m_facts.labels) {
      if (read.exact || read.canonical.empty()) continue;
      if (m_truth.objective == false && read.meaning != LabelMeaning::division && !read.quarter) continue;
      const auto concerned = [&, &name = label, &canonical = read.canonical](const auto& each, const auto&) {
        return each == name || each == canonical;
      };
      report(Rule::L4, fmt::format("The label `{}` is written `{}`", label, read.canonical),
             part_of(m_fix, m_rules, m_facts.reader, concerned),
             read.priority && m_truth.objective != false && m_facts.priorities().size() > 1
                 ? "decide first which priority it has"
                 : by_comment("when it is the division's", {.add = {read.canonical}, .remove = {label}}));
    }
  }

  // L5
  void critical_project() {
    if (m_truth.objective != true || m_issue.critical_project) return;
    const auto spelled =
        std::ranges::find_if(m_facts.labels, [](const auto& each) { return each.second.priority == Priority::p0; });
    if (spelled == m_facts.labels.end()) return;
    const bool mends = m_truth.priority && m_truth.priority != Priority::p0;
    const std::string other = "choose another, for p1 comment on it: " +
                              comment_with({.add = {priority_name(Priority::p1)}, .remove = {spelled->first}});
    report(Rule::L5,
           fmt::format("The label `{}` is reserved for critical projects, and the objective names none",
                       priority_name(Priority::p0)),
           mends ? priority_part() : LabelFix{},
           m_issue.marked
               ? fmt::format("write - Critical project: and its link into the objective's file, then {}; or {}",
                             command::amend(), other)
               : other);
  }

  // L6
  void quarter_elsewhere() {
    const auto labelled = m_facts.quarters();
    if (labelled.empty()) return;
    const std::string labels = fmt::format("label{} {}", labelled.size() == 1 ? "" : "s", quoted(names_of(labelled)));
    const auto differs = [&](Quarter quarter, std::string_view where, std::string decision) {
      if (labelled.contains(quarter)) return;
      report(Rule::L6,
             fmt::format("The {} differ{} from {} in {}", labels, labelled.size() == 1 ? "s" : "", to_string(quarter),
                         where),
             m_truth.quarter == quarter ? part(LabelMeaning::quarter) : LabelFix{}, std::move(decision));
    };
    if (m_issue.published) differs(*m_issue.published, "published.json", {});
    if (m_facts.title)
      differs(m_facts.title->quarter, "the title",
              "correct the title's quarter, which is not the one that was published");
    if (m_facts.milestone.size() == 1)
      differs(*m_facts.milestone.begin(), "the milestone",
              "give it a milestone of its quarter, or correct title and label when the milestone is right");
  }

  const LabelRules& m_rules;
  const LabelScheme& m_scheme;
  const LabelledIssue& m_issue;
  const LabelFacts& m_facts;
  LabelTruth m_truth;
  LabelFix m_fix;
  std::vector<Finding> m_findings{};
};

/// L5 in a file.
void check_critical_project(const PlannedObjective& planned, const Reporter& reporter) {
  const Objective& objective = planned.objective;
  if (objective.priority != Priority::p0 || !base::trim(objective.critical_project).empty()) return;
  reporter.report(place_of(planned, Field::priority),
                  "The objective is p0, which is reserved for critical projects, and names none",
                  "write - Critical project: followed by its link, or - Priority: p1");
}

constexpr std::array k_rules_of_issue_labels{
    seed_1(Rule::L1, "L1", "No required label is missing", schedule::error_published),
    seed_1(Rule::L2, "L2", "No label that does not belong: OKR and priority stand on objectives only",
           schedule::error_published),
    ours(Rule::L3, "L3", "One quarter label and one priority label", schedule::error_published),
    ours(Rule::L4, "L4", "Labels are spelled as in the scheme", schedule::warning_published),
    seed_1(Rule::L5, "L5", "A p0 objective names its critical project", schedule::error_from_final)
        .misses(Field::priority, Field::critical_project)
        .checks(check_critical_project),
    ours(Rule::L6, "L6", "The quarter label agrees with the title and the milestone", schedule::error_published),
};

}  // namespace

std::vector<Finding> check_issue(const LabelRules& rules, const LabelledIssue& issue, const LabelFacts& facts) {
  return IssueCheck{rules, issue, facts}.run();
}

std::span<const RuleRow> rules_of_issue_labels() { return k_rules_of_issue_labels; }

}  // namespace secokr
