#include "app/draft/rescope.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "app/core/may_change.hpp"
#include "app/core/refusal.hpp"
#include "app/core/typed_text.hpp"
#include "app/dependency/demands.hpp"
#include "app/dependency/dependencies.hpp"
#include "app/dependency/match.hpp"
#include "app/dependency/write.hpp"
#include "base/shell.hpp"
#include "base/text.hpp"
#include "documents/issue/text.hpp"
#include "workspace/decisions.hpp"

namespace secokr::app {
namespace {

using Indexes = std::vector<std::size_t>;

bool waits(const Dependency& dependency) {
  return dependency.status() == DependencyStatus::declined && !dependency.rescoped();
}

/// One key result on its way through a re-scope.
class Rescope {
 public:
  Rescope(const Ports& ports, const DependencyPlan& plan, const DependingKeyResult& depending,
          const RescopeRequest& request)
      : m_ports(ports), m_plan(plan), m_depending(depending), m_request(request) {}

  Expected<Rescoping> plan(const std::vector<Override>& overrides) {
    SECOKR_TRY(const Indexes meant, declined());
    SECOKR_CHECK(find_file());
    m_edited = file().document;
    SECOKR_CHECK(write_answers(m_edited, m_number, m_request.answers, m_ports.config.org));
    const bool edits = m_edited.text() != file().document.text();
    if (meant.empty() && edits)
      return fail({.kind = ErrorKind::findings,
                   .what = fmt::format("Every decline of {} is re-scoped already (D3)", m_depending.name()),
                   .help = fmt::format("Change the key result with secokr draft edit {}",
                                       base::shell_quoted(m_depending.name()))});
    if (meant.empty()) return m_result;
    SECOKR_CHECK(require_change());
    SECOKR_CHECK(judge(overrides));
    SECOKR_CHECK(write(meant));
    record();
    if (m_edited.text() != file().document.text())
      m_result.drafting.set.changes.push_back(workspace::write_objective(file(), m_edited));
    finish();
    return m_result;
  }

 private:
  const workspace::ObjectiveFile& file() const { return m_plan.read.files[m_file]; }

  /// The declined dependencies that are meant and still wait; none where all are re-scoped.
  Expected<Indexes> declined() const {
    const auto& all = m_depending.key_result.dependencies;
    Indexes any;
    for (std::size_t i = 0; i < all.size(); ++i)
      if (all[i].status() == DependencyStatus::declined) any.push_back(i);
    if (any.empty())
      return fail({.kind = ErrorKind::findings,
                   .what = fmt::format("No dependency of {} was declined (D3)", m_depending.name()),
                   .reason = "A re-scope answers a decline; any other change is an edit",
                   .help = fmt::format("secokr draft edit {}", base::shell_quoted(m_depending.name()))});
    if (m_request.which) {
      SECOKR_TRY(const Indexes named, match_dependency(m_ports, m_depending, m_request.which, false));
      Indexes both;
      std::ranges::set_intersection(any, named, std::back_inserter(both));
      if (both.empty())
        return fail({.kind = ErrorKind::findings,
                     .what = fmt::format("{} of {} was not declined (D3)", *m_request.which, m_depending.name()),
                     .reason = "Declined: " + listed_dependencies(m_depending, any)});
      any = both;
    }
    std::erase_if(any, [&](std::size_t i) { return !waits(all[i]); });
    return any;
  }

  Status find_file() {
    for (std::size_t i = 0; i < m_plan.read.files.size(); ++i)
      for (const KeyResult& each : m_plan.read.files[i].document.objective().key_results) {
        const bool is_it = m_depending.file ? *m_depending.file == i && each.number == m_depending.key_result.number
                                            : each.id == m_depending.key_result.id;
        if (!is_it) continue;
        m_file = i;
        m_number = each.number;
        return {};
      }
    return fail({.kind = ErrorKind::refused,
                 .what = fmt::format("No file of this workspace holds {}", m_depending.name()),
                 .help = "Re-scope it in the workspace that it was published from"});
  }

  static const KeyResult* find(const Objective& objective, int number, const std::string& id) {
    const auto found = std::ranges::find_if(objective.key_results, [&](const KeyResult& each) {
      return id.empty() || each.id.empty() ? each.number == number : each.id == id;
    });
    return found == objective.key_results.end() ? nullptr : &*found;
  }

  /// A re-scope that changes nothing is none.
  Status require_change() const {
    const KeyResult* after = find(m_edited.objective(), m_number, "");
    const auto frozen = m_plan.read.plan.proposal.find(m_edited.objective().id);
    const KeyResult* base =
        frozen == m_plan.read.plan.proposal.end() ? nullptr : find(frozen->second, m_number, after->id);
    if (base == nullptr) base = find(file().document.objective(), m_number, "");
    const auto changes = documents::changes_between(documents::facts_of(*base), documents::facts_of(*after));
    const bool changed = std::ranges::any_of(
        changes, [](const documents::FactChange& change) { return !change.running && change.field != "Number"; });
    if (changed) return {};
    return fail(
        {.kind = ErrorKind::findings,
         .what = fmt::format("Nothing of {} changed, so it is not re-scoped (D3)", m_depending.name()),
         .reason =
             frozen == m_plan.read.plan.proposal.end()
                 ? "What a team declined cannot stay part of it: its title, outcome, metric or a milestone changes"
                 : "It still says what the proposal froze",
         .help = fmt::format("Say what changes, such as secokr draft rescope {0} --reason TEXT --metric METRIC; "
                             "or secokr draft drop {0} --reason TEXT",
                             base::shell_quoted(m_depending.name()))});
  }

  Status judge(const std::vector<Override>& overrides) {
    const Stage stage = stage_on(m_ports.config.calendar, m_plan.quarter, m_ports.today);
    const auto findings = [&](const Objective& objective) {
      return findings_in(
          check_plan(with_objective(m_plan.read.plan, file().path, plan_now(m_plan.read, objective)), stage),
          file().path);
    };
    const auto errors = errors_brought(findings(file().document.objective()), findings(m_edited.objective()));
    SECOKR_CHECK(require_none(errors, overrides, "The re-scope cannot be taken like this"));
    m_result.drafting.set.changes = override_records(m_ports, m_plan.quarter, overrides, errors);
    return {};
  }

  DependencyEvent event() const {
    return {.verb = DependencyVerb::rescoped,
            .by = m_ports.user,
            .on = m_ports.today,
            .reason = typed_line(m_request.reason)};
  }

  Status write(const Indexes& meant) {
    DependingKeyResult now = m_depending;
    for (const std::size_t index : meant) {
      Dependency dependency = now.key_result.dependencies[index];
      dependency.events.push_back(event());
      m_result.rescoped.push_back(fmt::format("{}/D{}", m_depending.name(), index + 1));
      if (!now.issue) {
        SECOKR_CHECK(m_edited.replace_dependency(m_number, index + 1, dependency));
        continue;
      }
      tracker::ChangeSet one;
      SECOKR_CHECK(write_dependency(m_plan, now, {.index = index, .dependency = documents::on_issue(dependency)}, one));
      merge(std::move(one), *now.issue);
      now.issue->description = *std::get<tracker::EditIssue>(m_on_issue->payload).edit.description;
    }
    if (m_on_issue) m_result.drafting.set.changes.insert(m_result.drafting.set.changes.begin(), *m_on_issue);
    return {};
  }

  /// Several lines of one issue are one edit.
  void merge(tracker::ChangeSet one, const tracker::Issue& issue) {
    tracker::Change& change = one.changes.front();
    if (!m_on_issue) {
      m_result.drafting.set.known.emplace_back(change.subject, issue);
      m_on_issue = std::move(change);
      return;
    }
    std::ranges::move(change.before, std::back_inserter(m_on_issue->before));
    std::ranges::move(change.after, std::back_inserter(m_on_issue->after));
    std::get<tracker::EditIssue>(m_on_issue->payload).edit = std::get<tracker::EditIssue>(change.payload).edit;
  }

  void record() {
    m_result.drafting.set.changes.push_back(workspace::append_change(*m_ports.workspace, m_plan.quarter,
                                                                     {.on = m_ports.today,
                                                                      .rule = "D3",
                                                                      .subject = m_depending.name(),
                                                                      .details = {"re-scoped"},
                                                                      .reason = typed_line(m_request.reason),
                                                                      .by = m_ports.user}));
  }

  void finish() {
    Drafting& drafting = m_result.drafting;
    drafting.path = file().path;
    m_result.changes = changes_between(file().document.objective(), m_edited.objective());
    const Objective after = plan_now(m_plan.read, m_edited.objective());
    m_result.figure = share_at_risk(m_plan.read.plan, after);
    m_result.takes_effect_later = !after.published.empty() && m_edited.text() != file().document.text();
    const Stage stage = stage_on(m_ports.config.calendar, m_plan.quarter, m_ports.today);
    if (!m_depending.issue)
      drafting.findings =
          findings_in(check_plan(with_objective(m_plan.read.plan, file().path, after), stage), file().path);
  }

  const Ports& m_ports;
  const DependencyPlan& m_plan;
  const DependingKeyResult& m_depending;
  const RescopeRequest& m_request;
  std::size_t m_file = 0;
  int m_number = 0;
  documents::ObjectiveDocument m_edited{};
  std::optional<tracker::Change> m_on_issue{};
  Rescoping m_result{};
};

}  // namespace

Expected<Rescoping> plan_rescope(const Ports& ports, Quarter quarter, const RescopeRequest& request,
                                 const std::vector<Override>& overrides) {
  if (typed_line(request.reason).empty()) return fail(empty_reason("A re-scope is recorded with its reason (D3)"));
  SECOKR_TRY(const DependencyPlan plan, read_dependencies(ports, quarter));
  RescopeRequest wanted = request;
  const auto [key_result, in_name] = split_dependency_name(request.key_result);
  if (!wanted.which) wanted.which = in_name;
  SECOKR_TRY(const DependingKeyResult* depending, find_depending(plan, key_result));
  SECOKR_CHECK(require_found(*depending));
  SECOKR_CHECK(require_may_change(ports, depending->objective, depending->key_result, "re-scope"));
  Rescope rescope(ports, plan, *depending, wanted);
  SECOKR_TRY(Rescoping result, rescope.plan(overrides));
  result.drafting.name = depending->name();
  result.drafting.set.quarter = to_string(quarter);
  apply_overrides(result.drafting.findings, overrides);
  return result;
}

}  // namespace secokr::app
