#include "app/draft/decide.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "app/core/refusal.hpp"
#include "app/draft/files.hpp"
#include "domain/commands.hpp"
#include "domain/rules/traits.hpp"
#include "workspace/proposal.hpp"

namespace secokr::app {
namespace {

using documents::ObjectiveDocument;

Error still_a_draft(const workspace::ObjectiveFile& file) {
  const Objective& objective = file.document.objective();
  return {.kind = ErrorKind::findings,
          .what = fmt::format("\"{}\" is a draft: its leader has not proposed it", objective.reference),
          .help = command::propose(objective.reference),
          .notes = {{.path = file.path, .line = objective.source.line_of(name_of(Field::status))}}};
}

/// Decides on objectives one by one and collects what stands in the way.
class Decision {
 public:
  Decision(const Ports& ports, Quarter quarter, const std::vector<Override>& overrides)
      : m_ports(ports), m_quarter(quarter), m_overrides(overrides) {}

  Status begin(const std::vector<std::string>& names, std::string_view act) {
    SECOKR_TRY(m_read, read_plan(m_ports, m_quarter));
    SECOKR_CHECK(workspace::require_understood(m_read.files));
    m_proposal = {m_quarter, m_read.plan.proposal};
    const Config& config = m_ports.config;
    if (auto finding = check_may_decide(config.org, config.delegate, m_ports.user, act)) {
      finding->subject = to_string(m_quarter);
      judge(*finding);
      // Who may not decide needs no advice on how to.
      if (!m_problems.empty()) return fail(m_problems.front());
    }
    for (const std::string& name : names) {
      auto found = find_drafted(m_read, name);
      if (!found) {
        m_problems.push_back(std::move(found).error());
      } else if (found->key_result) {
        m_problems.push_back(
            {.kind = ErrorKind::usage,
             .what = fmt::format("\"{}\" names a key result", name),
             .help = fmt::format("Name the objective: \"{}\"", found->file->document.objective().reference)});
      } else if (std::ranges::find(m_files, found->file) == m_files.end()) {
        m_files.push_back(found->file);
        m_result.named.push_back(found->file->document.objective().reference);
      }
    }
    return {};
  }

  Status include(const workspace::ObjectiveFile& file) {
    const Objective& objective = file.document.objective();
    if (objective.status == ObjectiveStatus::draft) {
      m_problems.push_back(still_a_draft(file));
      return {};
    }
    const bool frozen = m_proposal.objectives.contains(objective.id);
    if (frozen) m_result.kept.push_back(objective.reference);
    if (frozen && objective.status == ObjectiveStatus::included) return {};
    if (!frozen) judge_people(file);
    ObjectiveDocument edited = file.document;
    SECOKR_CHECK(mint_missing_ids(edited, m_ports.ids));
    SECOKR_CHECK(set_status(file, edited, ObjectiveStatus::included));
    m_proposal.objectives.try_emplace(edited.objective().id, edited.objective());
    return {};
  }

  Status exclude(const workspace::ObjectiveFile& file, const std::string& reason) {
    const Objective& objective = file.document.objective();
    if (objective.status == ObjectiveStatus::excluded) {
      // A run that was cut off may have left it frozen.
      m_proposal.objectives.erase(objective.id);
      return {};
    }
    if (objective.status == ObjectiveStatus::draft) {
      m_problems.push_back(still_a_draft(file));
      return {};
    }
    if (auto published = require_unpublished(file); !published) {
      m_problems.push_back(std::move(published).error());
      return {};
    }
    ObjectiveDocument edited = file.document;
    SECOKR_CHECK(set_status(file, edited, ObjectiveStatus::excluded));
    m_proposal.objectives.erase(objective.id);
    m_records.push_back(decision_record(m_ports, m_quarter, workspace::Decided::excluded, objective.reference, reason));
    return {};
  }

  /// O1, once every objective is decided on.
  void judge_limit() {
    const auto most = static_cast<std::size_t>(std::max(m_ports.config.limits.objectives, 0));
    if (included() <= most || m_result.changed.empty()) return;
    judge({.rule = Rule::O1,
           .subject = to_string(m_quarter),
           .message =
               fmt::format("{} objectives would be included for the division; at most {} may be", included(), most),
           .hint = fmt::format("Exclude one first: {}, or --override O1 --reason TEXT", command::exclude())});
  }

  Expected<DecisionPlan> finish(std::string what) {
    if (!m_problems.empty()) return fail(join_problems(m_problems, std::move(what)));
    m_result.included = included();
    m_result.set.quarter = to_string(m_quarter);
    if (m_edits.empty() && m_proposal.objectives == m_read.plan.proposal) return m_result;
    auto& changes = m_result.set.changes;
    changes = override_records(m_ports, m_quarter, m_overrides, m_set_aside);
    std::ranges::move(m_records, std::back_inserter(changes));
    std::ranges::move(m_edits, std::back_inserter(changes));
    if (m_proposal.objectives != m_read.plan.proposal) {
      SECOKR_TRY(auto frozen, workspace::write_proposal(*m_ports.workspace, m_proposal));
      changes.push_back(std::move(frozen));
    }
    return m_result;
  }

  const std::vector<const workspace::ObjectiveFile*>& files() const { return m_files; }

 private:
  using Config = config::Config;

  /// What is frozen is not judged again when people change, so it is judged now.
  void judge_people(const workspace::ObjectiveFile& file) {
    const Stage stage = stage_on(m_ports.config.calendar, m_quarter, m_ports.today);
    for (const Finding& finding : findings_in(app::check(m_read, stage), file.path))
      if (has(finding.rule, RuleTrait::of_people) && finding.severity == Severity::error) judge(finding);
  }

  void judge(const Finding& finding) {
    if (is_overridden(finding.rule, m_overrides))
      m_set_aside.push_back(finding);
    else
      m_problems.push_back(refusal(finding));
  }

  Status set_status(const workspace::ObjectiveFile& file, ObjectiveDocument& edited, ObjectiveStatus status) {
    const bool changes = edited.objective().status != status;
    if (changes) {
      SECOKR_CHECK(edited.set_field(std::nullopt, name_of(Field::status), to_string(status)));
      m_result.changed.push_back(edited.objective().reference);
    }
    if (edited.text() != file.document.text()) m_edits.push_back(workspace::write_objective(file, edited));
    for (PlannedObjective& planned : m_read.plan.objectives)
      if (planned.path == file.path) planned.objective = edited.objective();
    return {};
  }

  std::size_t included() const {
    return static_cast<std::size_t>(std::ranges::count_if(m_read.plan.objectives, [](const PlannedObjective& planned) {
      return planned.objective.status == ObjectiveStatus::included;
    }));
  }

  const Ports& m_ports;
  Quarter m_quarter;
  const std::vector<Override>& m_overrides;
  ReadPlan m_read{};
  workspace::Proposal m_proposal{};
  std::vector<const workspace::ObjectiveFile*> m_files{};
  std::vector<Error> m_problems{};
  std::vector<Finding> m_set_aside{};
  std::vector<tracker::Change> m_records{};
  std::vector<tracker::Change> m_edits{};
  DecisionPlan m_result{};
};

}  // namespace

Expected<DecisionPlan> plan_include(const Ports& ports, Quarter quarter, const std::vector<std::string>& names,
                                    const std::vector<Override>& overrides) {
  Decision decision(ports, quarter, overrides);
  SECOKR_CHECK(decision.begin(names, "include objectives"));
  for (const auto* file : decision.files()) SECOKR_CHECK(decision.include(*file));
  decision.judge_limit();
  return decision.finish("The objectives cannot be included like this");
}

Expected<DecisionPlan> plan_exclude(const Ports& ports, Quarter quarter, const std::vector<std::string>& names,
                                    const std::string& reason, const std::vector<Override>& overrides) {
  Decision decision(ports, quarter, overrides);
  SECOKR_CHECK(decision.begin(names, "exclude objectives"));
  for (const auto* file : decision.files()) SECOKR_CHECK(decision.exclude(*file, reason));
  return decision.finish("The objectives cannot be excluded like this");
}

}  // namespace secokr::app
