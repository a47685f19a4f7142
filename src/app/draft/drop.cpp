#include "app/draft/drop.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "app/core/may_change.hpp"
#include "app/core/typed_text.hpp"
#include "app/dependency/demands.hpp"
#include "app/draft/files.hpp"
#include "base/shell.hpp"
#include "base/text.hpp"
#include "domain/commands.hpp"
#include "domain/objective/fields.hpp"
#include "domain/objective/proposed_weights.hpp"
#include "domain/rules/schedule.hpp"
#include "workspace/decisions.hpp"

namespace secokr::app {
namespace {

bool drop_is_recorded(const std::vector<workspace::Decision>& record, const std::string& name) {
  return std::ranges::any_of(record, [&](const workspace::Decision& decision) {
    return says(decision, workspace::Decided::dropped) && base::equals_folded(decision.subject, name);
  });
}

/// One key result on its way out.
class Drop {
 public:
  Drop(const Ports& ports, const ReadPlan& read, const workspace::ObjectiveFile& file, const DropRequest& request)
      : m_read(read), m_before(file.document.objective()), m_request(request), m_edit(ports, read, file) {}

  Expected<DropPlan> plan(const KeyResult& key_result) {
    const std::string name = name_of(m_before, key_result);
    if (effective_state(m_before, key_result) != KeyResultState::dropped)
      SECOKR_CHECK(
          m_edit.document().set_field(key_result.number, name_of(Field::state), to_string(KeyResultState::dropped)));
    if (!drop_is_recorded(m_read.decisions, name))
      m_edit.record(workspace::Decided::dropped, name, typed_line(m_request.reason));
    SECOKR_CHECK(take_objective());
    SECOKR_CHECK(weigh());
    static_cast<DraftChange&>(m_result) = m_edit.change(name);
    m_result.changes = m_edit.changes();
    if (!m_result.takes_objective) m_result.figure = share_at_risk(m_read.plan, m_edit.objective());
    return m_result;
  }

 private:
  Status take_objective() {
    const Objective& objective = m_edit.document().objective();
    if (!kept_key_results(objective).empty()) return {};
    const bool is_published = !m_before.published.empty();
    if (objective.status == ObjectiveStatus::excluded)
      // A run that was cut off may have left it frozen.
      return is_published ? Status{} : m_edit.let_go();
    m_result.leaves_nothing = is_published;
    m_result.takes_objective = !is_published;
    if (is_published) return {};
    m_edit.record(workspace::Decided::gone_with_last, objective.reference, typed_line(m_request.reason),
                  {"its last key result was dropped"});
    SECOKR_CHECK(m_edit.let_go());
    return m_edit.document().set_field(std::nullopt, name_of(Field::status), to_string(ObjectiveStatus::excluded));
  }

  /// Only where the weights that stand no longer fit.
  Status weigh() {
    if (m_result.takes_objective || m_result.leaves_nothing) return {};
    const auto said = m_edit.findings();
    if (std::ranges::find(said, Rule::K4, &Finding::rule) == said.end()) return {};
    const auto kept = kept_key_results(m_edit.document().objective());
    const auto weights = proposed_weights(kept);
    for (std::size_t i = 0; i < kept.size(); ++i) m_result.weights.emplace_back(kept[i]->number, weights[i]);
    if (!m_request.reweigh) return {};
    for (const auto& [number, weight] : m_result.weights)
      SECOKR_CHECK(m_edit.document().set_field(number, name_of(Field::weight), fmt::format("{} %", weight)));
    return {};
  }

  const ReadPlan& m_read;
  const Objective& m_before;
  const DropRequest& m_request;
  PlanEdit m_edit;
  DropPlan m_result{};
};

}  // namespace

Expected<DropPlan> plan_drop(const Ports& ports, Quarter quarter, const DropRequest& request) {
  if (typed_line(request.reason).empty()) return fail(empty_reason("A drop is recorded with its reason (D3)"));
  SECOKR_TRY(const ReadPlan read, read_plan(ports, quarter));
  SECOKR_TRY(const FoundObjective found, find_drafted(read, request.key_result));
  const Objective& objective = found.file->document.objective();
  if (!found.key_result)
    return fail({.kind = ErrorKind::usage,
                 .what = fmt::format("{} names an objective", base::shell_quoted(request.key_result)),
                 .reason = "An objective goes with its last key result, or is excluded by the CISO",
                 .help = "Name the key result: " + command::drop(objective.reference + "/KR1")});
  SECOKR_CHECK(require_understood(*found.file));
  const auto key_result = std::ranges::find(objective.key_results, *found.key_result, &KeyResult::number);
  SECOKR_CHECK(require_may_change(ports, objective, *key_result, "drop"));
  return Drop(ports, read, *found.file, request).plan(*key_result);
}

}  // namespace secokr::app
