#include "app/draft/drop.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "app/core/may_change.hpp"
#include "app/core/typed_text.hpp"
#include "app/dependency/demands.hpp"
#include "base/shell.hpp"
#include "base/text.hpp"
#include "domain/objective/proposed_weights.hpp"
#include "domain/rules/schedule.hpp"
#include "workspace/decisions.hpp"
#include "workspace/proposal.hpp"

namespace secokr::app {
namespace {

constexpr std::string_view dropped_word = "dropped";

bool drop_is_recorded(const std::vector<workspace::Decision>& record, const std::string& name) {
  return std::ranges::any_of(record, [&](const workspace::Decision& decision) {
    return decision.rule == "D3" && base::equals_folded(decision.subject, name) && decision.details.size() == 1 &&
           decision.details.front() == dropped_word;
  });
}

/// One key result on its way out.
class Drop {
 public:
  Drop(const Ports& ports, const ReadPlan& read, const workspace::ObjectiveFile& file, const DropRequest& request)
      : m_ports(ports), m_read(read), m_file(file), m_request(request), m_edited(file.document) {}

  Expected<Dropping> plan(const KeyResult& key_result) {
    const Objective& before = m_file.document.objective();
    Drafting& drafting = m_result.drafting;
    drafting.name = name_of(before, key_result);
    drafting.path = m_file.path;
    m_result.is_published = !before.published.empty();
    if (effective_state(before, key_result) != KeyResultState::dropped)
      SECOKR_CHECK(m_edited.set_field(key_result.number, "State", dropped_word));
    if (!drop_is_recorded(m_read.decisions, drafting.name)) record(drafting.name, {std::string(dropped_word)});
    SECOKR_CHECK(take_objective());
    SECOKR_CHECK(weigh());
    if (m_edited.text() != m_file.document.text())
      drafting.set.changes.push_back(workspace::write_objective(m_file, m_edited));
    if (m_lets_go) {
      workspace::Proposal proposal{m_read.quarter, m_read.plan.proposal};
      proposal.objectives.erase(before.id);
      SECOKR_TRY(auto frozen, workspace::write_proposal(*m_ports.workspace, proposal));
      drafting.set.changes.push_back(std::move(frozen));
    }
    if (!m_result.takes_objective) m_result.figure = share_at_risk(m_read.plan, plan_now(m_read, m_edited.objective()));
    m_result.changes = changes_between(before, m_edited.objective());
    drafting.findings = findings();
    return m_result;
  }

 private:
  std::vector<Finding> findings() const {
    const Stage stage = stage_on(m_ports.config.calendar, m_read.quarter, m_ports.today);
    return findings_in(
        check_plan(with_objective(m_read.plan, m_file.path, plan_now(m_read, m_edited.objective())), stage),
        m_file.path);
  }

  void record(const std::string& subject, std::vector<std::string> details) {
    m_result.drafting.set.changes.push_back(workspace::append_change(*m_ports.workspace, m_read.quarter,
                                                                     {.on = m_ports.today,
                                                                      .rule = "D3",
                                                                      .subject = subject,
                                                                      .details = std::move(details),
                                                                      .reason = typed_line(m_request.reason),
                                                                      .by = m_ports.user}));
  }

  Status take_objective() {
    const Objective& objective = m_edited.objective();
    if (!kept_key_results(objective).empty()) return {};
    if (objective.status == ObjectiveStatus::excluded) {
      // A run that was cut off may have left it frozen.
      m_lets_go = !m_result.is_published && m_read.plan.proposal.contains(objective.id);
      return {};
    }
    m_result.leaves_nothing = m_result.is_published;
    if (m_result.is_published) return {};
    m_result.takes_objective = true;
    m_lets_go = m_read.plan.proposal.contains(objective.id);
    record(objective.reference, {"excluded", "its last key result was dropped"});
    return m_edited.set_field(std::nullopt, "Status", to_string(ObjectiveStatus::excluded));
  }

  /// Only where the weights that stand no longer fit.
  Status weigh() {
    if (m_result.takes_objective || m_result.leaves_nothing) return {};
    const auto said = findings();
    if (std::ranges::find(said, Rule::K4, &Finding::rule) == said.end()) return {};
    const auto kept = kept_key_results(m_edited.objective());
    const auto weights = proposed_weights(kept);
    for (std::size_t i = 0; i < kept.size(); ++i) m_result.weights.emplace_back(kept[i]->number, weights[i]);
    if (!m_request.reweigh) return {};
    for (const auto& [number, weight] : m_result.weights)
      SECOKR_CHECK(m_edited.set_field(number, "Weight", fmt::format("{} %", weight)));
    return {};
  }

  const Ports& m_ports;
  const ReadPlan& m_read;
  const workspace::ObjectiveFile& m_file;
  const DropRequest& m_request;
  documents::ObjectiveDocument m_edited;
  bool m_lets_go = false;
  Dropping m_result{};
};

}  // namespace

Expected<Dropping> plan_drop(const Ports& ports, Quarter quarter, const DropRequest& request) {
  if (typed_line(request.reason).empty()) return fail(empty_reason("A drop is recorded with its reason (D3)"));
  SECOKR_TRY(const ReadPlan read, read_plan(ports, quarter));
  SECOKR_TRY(const FoundObjective found, find_drafted(read, request.key_result));
  const Objective& objective = found.file->document.objective();
  if (!found.key_result)
    return fail({.kind = ErrorKind::usage,
                 .what = fmt::format("{} names an objective", base::shell_quoted(request.key_result)),
                 .reason = "An objective goes with its last key result, or is excluded by the CISO",
                 .help = fmt::format("Name the key result: secokr draft drop {} --reason TEXT",
                                     base::shell_quoted(objective.reference + "/KR1"))});
  SECOKR_CHECK(require_understood(*found.file));
  const auto key_result = std::ranges::find(objective.key_results, *found.key_result, &KeyResult::number);
  SECOKR_CHECK(require_may_change(ports, objective, *key_result, "drop"));
  Drop drop(ports, read, *found.file, request);
  SECOKR_TRY(Dropping result, drop.plan(*key_result));
  result.drafting.set.quarter = to_string(quarter);
  return result;
}

}  // namespace secokr::app
