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
#include "app/draft/files.hpp"
#include "base/text.hpp"
#include "documents/issue/text.hpp"
#include "domain/commands.hpp"
#include "domain/objective/fields.hpp"

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

  Expected<RescopePlan> plan(const std::vector<Override>& overrides) {
    SECOKR_TRY(const Indexes meant, declined());
    SECOKR_CHECK(find_file());
    PlanEdit edit(m_ports, m_plan.read, file(), overrides);
    SECOKR_CHECK(write_answers(edit.document(), m_number, m_request.answers, m_ports.config.org));
    if (meant.empty() && edit.is_changed())
      return fail({.kind = ErrorKind::findings,
                   .what = fmt::format("Every decline of {} is re-scoped already (D3)", m_depending.name()),
                   .help = "Change the key result with " + command::edit(m_depending.name())});
    if (meant.empty()) return RescopePlan{edit.change(m_depending.name())};
    SECOKR_CHECK(require_change(edit.document().objective()));
    SECOKR_CHECK(edit.judge("The re-scope cannot be taken like this"));
    SECOKR_TRY(auto rescoped, write(meant, edit));
    edit.record(workspace::Decided::rescoped, m_depending.name(), typed_line(m_request.reason));
    RescopePlan plan{edit.change(m_depending.name()), std::move(rescoped)};
    plan.changes = edit.changes();
    plan.is_published = plan.is_published && edit.is_changed();
    plan.figure = share_at_risk(m_plan.read.plan, edit.objective());
    if (m_depending.issue) plan.findings.clear();
    return plan;
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
                   .help = command::edit(m_depending.name())});
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
  Status require_change(const Objective& edited) const {
    const KeyResult* after = find(edited, m_number, "");
    const auto frozen = m_plan.read.plan.proposal.find(edited.id);
    const KeyResult* base =
        frozen == m_plan.read.plan.proposal.end() ? nullptr : find(frozen->second, m_number, after->id);
    if (base == nullptr) base = find(file().document.objective(), m_number, "");
    const auto changes = documents::changes_between(documents::facts_of(*base), documents::facts_of(*after));
    const bool changed = std::ranges::any_of(
        changes, [](const documents::FactChange& change) { return !change.running && change.field != Field::number; });
    if (changed) return {};
    return fail(
        {.kind = ErrorKind::findings,
         .what = fmt::format("Nothing of {} changed, so it is not re-scoped (D3)", m_depending.name()),
         .reason =
             frozen == m_plan.read.plan.proposal.end()
                 ? "What a team declined cannot stay part of it: its title, outcome, metric or a milestone changes"
                 : "It still says what the proposal froze",
         .help = fmt::format("Say what changes, such as {} --metric METRIC; or {}",
                             command::rescope(m_depending.name()), command::drop(m_depending.name()))});
  }

  DependencyEvent event() const {
    return {.verb = DependencyVerb::rescoped,
            .by = m_ports.user,
            .on = m_ports.today,
            .reason = typed_line(m_request.reason)};
  }

  /// Into the file or onto the issue. Gives the names of what was declined.
  Expected<std::vector<std::string>> write(const Indexes& meant, PlanEdit& edit) const {
    std::vector<std::string> rescoped;
    DependingKeyResult now = m_depending;
    std::optional<tracker::Change> on_issue;
    for (const std::size_t index : meant) {
      Dependency dependency = now.key_result.dependencies[index];
      dependency.events.push_back(event());
      rescoped.push_back(fmt::format("{}/D{}", m_depending.name(), index + 1));
      if (!now.issue) {
        SECOKR_CHECK(edit.document().replace_dependency(m_number, index + 1, dependency));
        continue;
      }
      tracker::ChangeSet one;
      SECOKR_CHECK(write_dependency(m_plan, now, {.index = index, .dependency = documents::on_issue(dependency)}, one));
      if (!on_issue) edit.set().known.emplace_back(one.changes.front().subject, *now.issue);
      merge(std::move(one.changes.front()), on_issue);
      tracker::Issue edited = *now.issue;
      edited.description = *std::get<tracker::EditIssue>(on_issue->payload).edit.description;
      now.issue = std::move(edited);
    }
    if (on_issue) edit.set().changes.insert(edit.set().changes.begin(), *std::move(on_issue));
    return rescoped;
  }

  /// Several lines of one issue are one edit.
  static void merge(tracker::Change change, std::optional<tracker::Change>& all) {
    if (!all) {
      all = std::move(change);
      return;
    }
    std::ranges::move(change.before, std::back_inserter(all->before));
    std::ranges::move(change.after, std::back_inserter(all->after));
    std::get<tracker::EditIssue>(all->payload).edit = std::get<tracker::EditIssue>(change.payload).edit;
  }

  const Ports& m_ports;
  const DependencyPlan& m_plan;
  const DependingKeyResult& m_depending;
  const RescopeRequest& m_request;
  std::size_t m_file = 0;
  int m_number = 0;
};

}  // namespace

Expected<RescopePlan> plan_rescope(const Ports& ports, Quarter quarter, const RescopeRequest& request,
                                   const std::vector<Override>& overrides) {
  if (typed_line(request.reason).empty()) return fail(empty_reason("A re-scope is recorded with its reason (D3)"));
  SECOKR_TRY(const DependencyPlan plan, read_dependencies(ports, quarter));
  RescopeRequest wanted = request;
  const auto [key_result, in_name] = split_dependency_name(request.key_result);
  if (!wanted.which) wanted.which = in_name;
  SECOKR_TRY(const DependingKeyResult* depending, find_depending(plan, key_result));
  SECOKR_CHECK(require_found(*depending));
  SECOKR_CHECK(require_may_change(ports, depending->objective, depending->key_result, "re-scope"));
  return Rescope(ports, plan, *depending, wanted).plan(overrides);
}

}  // namespace secokr::app
