#include "app/published/hand_changes.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "domain/commands.hpp"
#include "domain/people/audience.hpp"

namespace secokr::app {
namespace {

using HandKind = HandChange::Kind;

bool is_running(KeyResultState state) { return state != KeyResultState::done && state != KeyResultState::dropped; }

/// Finds what was changed in one plan.
class Finder {
 public:
  Finder(const Ports& ports, const PublishedPlan& plan)
      : m_plan(plan), m_is_over(ports.today > ports.config.calendar.fiscal.last_day(plan.quarter)) {}

  std::vector<HandChange> find() && {
    for (const auto* objectives : {&m_plan.objectives, &m_plan.headless})
      for (const PublishedObjective& objective : *objectives) look_at(objective);
    return std::move(m_changes);
  }

 private:
  void look_at(const PublishedObjective& objective) {
    if (objective.gone) add(objective, nullptr, HandKind::gone);
    const bool any_runs = std::ranges::any_of(objective.key_results, [&](const PublishedKeyResult& each) {
      return is_running(effective_state(objective.plan, each.plan));
    });
    if (!objective.gone && any_runs) look_at_issue(objective, nullptr, objective.plan.id);
    for (const PublishedKeyResult& each : objective.key_results)
      if (is_running(effective_state(objective.plan, each.plan))) look_at_issue(objective, &each, each.plan.id);
    for (const PublishedKeyResult& each : objective.lost)
      if (is_running(effective_state(objective.plan, each.plan))) add(objective, &each, HandKind::gone);
  }

  void look_at_issue(const PublishedObjective& objective, const PublishedKeyResult* key_result, const std::string& id) {
    const auto issue = m_plan.issues.find(id);
    if (m_is_over || issue == m_plan.issues.end()) return;
    if (issue->second.state != tracker::IssueState::opened)
      return add(objective, key_result, issue->second.moved ? HandKind::moved : HandKind::closed);
    if (issue->second.finalised) return add(objective, key_result, HandKind::block_removed);
    const auto& block = issue->second.block;
    if (!block || !block->broken) return;
    add(objective, key_result, HandKind::block_broken);
    m_changes.back().detail = fmt::format("line {} of it, \"{}\": {}", block->broken->line,
                                          base::trim(block->broken->text), block->broken->message);
  }

  void add(const PublishedObjective& objective, const PublishedKeyResult* key_result, HandKind kind) {
    HandChange change{.kind = kind, .objective_dri = objective.plan.dri};
    change.id = key_result == nullptr ? objective.plan.id : key_result->plan.id;
    change.subject = key_result == nullptr ? objective.plan.reference : name_of(objective.plan, key_result->plan);
    change.dri = key_result == nullptr ? objective.plan.dri : key_result->plan.dri;
    change.url = key_result == nullptr ? objective.url : key_result->url;
    change.confidential =
        key_result == nullptr ? is_confidential(objective.plan) : is_confidential(objective.plan, key_result->plan);
    m_changes.push_back(std::move(change));
  }

  const PublishedPlan& m_plan;
  bool m_is_over;
  std::vector<HandChange> m_changes{};
};

}  // namespace

bool HandChange::concerns(std::string_view username) const {
  return base::equals_folded(username, dri) || base::equals_folded(username, objective_dri);
}

std::string HandChange::words() const {
  const bool is_key_result = subject.find("/KR") != std::string::npos;
  const std::string end = is_key_result ? fmt::format("or say what became of it: {} --state done, or {}",
                                                      command::update(subject), command::drop(subject))
                                        : "or drop its key results";
  switch (kind) {
    case HandKind::closed:
      return fmt::format("Its issue was closed by hand, and it is still running: open it again, {}", end);
    case HandKind::moved:
      return "Its issue was moved to another project, where secokr does not follow it: move it back";
    case HandKind::gone:
      return "Its issue is not there: it was deleted or moved, or you may not see it; ask somebody with a higher role";
    case HandKind::block_removed:
      return "Its text lost secokr's block, which was removed or changed by hand, and it counts as it was finalised: "
             "put the text between secokr's markers back, as the issue's history has it";
    case HandKind::block_broken:
      return fmt::format(
          "In its text secokr's block was changed by hand so that it cannot be read for certain ({}): "
          "correct it there",
          detail);
  }
  return {};
}

std::string HandChange::sentence(Audience audience) const {
  if (!shows(audience, confidential))
    return fmt::format("{}: this confidential issue was closed, moved, deleted or changed by hand",
                       url.empty() ? "An issue" : url);
  std::string text = words();
  if (!text.empty() && text.front() == 'I') text.front() = 'i';
  return fmt::format("{}{}: {}", subject, url.empty() ? "" : fmt::format(" ({})", url), text);
}

std::vector<HandChange> hand_changes(const Ports& ports, const PublishedPlan& plan) {
  return Finder(ports, plan).find();
}

const HandChange* find_change(const std::vector<HandChange>& changes, const std::string& id) {
  const auto found = std::ranges::find(changes, id, &HandChange::id);
  return id.empty() || found == changes.end() ? nullptr : &*found;
}

void mark_closed(PublishedPlan& plan, const std::vector<HandChange>& changes) {
  const auto is_closed = [&](const std::string& id) {
    const HandChange* change = find_change(changes, id);
    return change != nullptr && change->hides();
  };
  for (PublishedObjective& objective : plan.objectives) {
    objective.closed = is_closed(objective.plan.id);
    for (PublishedKeyResult& key_result : objective.key_results) key_result.closed = is_closed(key_result.plan.id);
  }
}

}  // namespace secokr::app
