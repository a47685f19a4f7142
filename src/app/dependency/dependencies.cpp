#include "app/dependency/dependencies.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include <secokr/titles.hpp>

#include "app/core/teams.hpp"
#include "app/published/name.hpp"
#include "base/text.hpp"
#include "documents/issue/text.hpp"
#include "domain/people/audience.hpp"
#include "domain/people/dependency_sides.hpp"
#include "workspace/published.hpp"

namespace secokr::app {
namespace {

/// What the tracker tells of the quarter, by the key results' ids.
class Issues {
 public:
  Issues(const PublishedPlan& plan, const PresentIssues& found) : m_found(found) {
    for (const PublishedObjective* objective : plan.all()) {
      Objective whole = objective->plan;
      whole.key_results.clear();
      for (const PublishedKeyResult& key_result : objective->key_results) whole.key_results.push_back(key_result.plan);
      for (const KeyResult& key_result : whole.key_results)
        m_order.push_back({.objective = whole, .key_result = key_result, .issue = plan.issues.at(key_result.id)});
    }
  }

  /// The key result as its issue tells it; `file` for what an issue that lost its labels leaves open.
  std::optional<DependingKeyResult> find(const std::string& id, const Objective& file) const {
    const auto known = std::ranges::find(m_order, id, [](const auto& each) { return each.key_result.id; });
    if (known != m_order.end()) return *known;
    const auto issue = m_found.find(id);
    const auto block = issue == m_found.end() ? std::nullopt : issue->second.block;
    if (!block || !block->key_result) return std::nullopt;
    DependingKeyResult result{.objective = file, .key_result = *block->key_result, .issue = issue->second};
    if (const auto title = parse_title(issue->second.title)) {
      result.key_result.number = title->key_result.value_or(0);
      result.key_result.title = title->title;
    }
    return result;
  }

  const std::vector<DependingKeyResult>& all() const { return m_order; }

 private:
  const PresentIssues& m_found;
  std::vector<DependingKeyResult> m_order{};
};

void add_key_results(DependencyPlan& plan, const Issues& issues) {
  const auto& published = plan.read.base;
  std::set<std::string> taken;
  for (std::size_t i = 0; i < plan.read.files.size(); ++i) {
    const Objective& objective = plan.read.files[i].document.objective();
    for (const KeyResult& key_result : objective.key_results) {
      const bool is_out = published ? published->issues.contains(key_result.id)
                                    : !objective.published.empty() && !key_result.id.empty();
      auto on_issue = is_out ? issues.find(key_result.id, objective) : std::nullopt;
      if (on_issue) {
        taken.insert(key_result.id);
        plan.key_results.push_back(*std::move(on_issue));
        continue;
      }
      plan.key_results.push_back({.objective = objective, .key_result = key_result, .file = i, .lost = is_out});
    }
  }
  for (const DependingKeyResult& other : issues.all())
    if (!taken.contains(other.key_result.id)) {
      // What a file has, too, is told of already.
      add_unreadable(other.name(), *other.issue, plan.notices);
      plan.key_results.push_back(other);
    }
}

bool is_named(const Dependency& dependency, std::string_view team) {
  return base::equals_folded(dependency.team, team);
}

/// A team that is asked for is one that the org knows, or one that a dependency names.
Status check_team(const Ports& ports, const std::vector<DependencyRow>& rows, const std::string& team) {
  if (std::ranges::any_of(rows, [&](const DependencyRow& row) { return is_named(row.dependency, team); })) return {};
  if (ports.config.org.teams.empty()) return {};
  SECOKR_CHECK(find_team(ports.config.org, team));
  return {};
}

}  // namespace

bool DependingKeyResult::counts() const {
  return objective.status != ObjectiveStatus::excluded &&
         effective_state(objective, key_result) != KeyResultState::dropped;
}

Expected<bool> is_published(const workspace::Workspace& workspace, Quarter quarter) {
  SECOKR_TRY(const auto published, workspace::read_published(workspace, quarter));
  if (published) return true;
  SECOKR_TRY(const auto files, workspace::read_objective_files(workspace, quarter));
  return std::ranges::any_of(files, [](const auto& file) { return !file.document.objective().published.empty(); });
}

Expected<DependencyPlan> read_dependencies(const Ports& ports, Quarter quarter) {
  DependencyPlan plan{.quarter = quarter};
  if (ports.workspace != nullptr) {
    SECOKR_TRY(plan.read, read_plan(ports, quarter));
    SECOKR_CHECK(workspace::require_understood(plan.read.files));
    plan.notices = plan.read.notices;
  }
  plan.published = plan.read.published;
  plan.published.quarter = quarter;
  if (ports.tracker != nullptr && !plan.read.is_published()) {
    SECOKR_TRY(plan.published, read_published_plan(ports, quarter));
  }
  add_key_results(plan, Issues(plan.published, plan.read.elsewhere));
  return plan;
}

std::pair<std::string, std::optional<std::string>> split_dependency_name(std::string_view typed) {
  const auto slash = typed.rfind('/');
  const std::string_view last = slash == std::string_view::npos ? "" : base::trim(typed.substr(slash + 1));
  const bool is_address = last.size() > 1 && (last.front() == 'D' || last.front() == 'd') &&
                          last.find_first_not_of("0123456789", 1) == std::string_view::npos;
  if (!is_address) return {std::string(typed), std::nullopt};
  return {std::string(typed.substr(0, slash)), std::string(last)};
}

Expected<const DependingKeyResult*> find_depending(const DependencyPlan& plan, std::string_view typed) {
  if (plan.key_results.empty() && plan.read.files.empty() && parse_key_result_name(typed))
    return fail({.kind = ErrorKind::usage,
                 .what = fmt::format("{} has no key results", to_string(plan.quarter)),
                 .reason = "Without --quarter the quarter being planned is meant",
                 .help = fmt::format("Name another quarter, such as --quarter {}", to_string(plan.quarter - 1))});
  const auto by = [&](const auto& matches) -> const DependingKeyResult* {
    const auto found = std::ranges::find_if(plan.key_results, matches);
    return found == plan.key_results.end() ? nullptr : &*found;
  };
  const auto on_issue = find_published_key_result(plan.published, typed);
  if (on_issue) {
    const std::string& id = on_issue->key_result->plan.id;
    if (const auto* found = by([&](const DependingKeyResult& each) { return each.issue && each.key_result.id == id; }))
      return found;
  }
  const auto name = parse_key_result_name(typed);
  if (!name || plan.read.files.empty() || (name->iid && !plan.published.empty())) return fail(on_issue.error());
  SECOKR_TRY(const auto in_file, workspace::find_key_result(plan.read.files, *name, nullptr, plan.quarter));
  const auto* found = by([&](const DependingKeyResult& each) {
    if (each.issue) return !in_file.key_result->id.empty() && each.key_result.id == in_file.key_result->id;
    return &plan.read.files[*each.file] == in_file.file && each.key_result.number == in_file.key_result->number;
  });
  if (found != nullptr) return found;
  return fail(on_issue.error());
}

DependencyRow row_of(const Ports& ports, const DependencyPlan& plan, const DependingKeyResult& depending,
                     std::size_t index) {
  const Dependency& dependency = depending.key_result.dependencies[index];
  const DependencySides sides(ports.config.org, depending.objective, depending.key_result,
                              Agreed::of(plan.read.plan, depending.objective));
  DependencyRow row{.key_result = depending.name(),
                    .number = index + 1,
                    .title = depending.key_result.title,
                    .dri = depending.key_result.dri,
                    .confidential = is_confidential(depending.objective, depending.key_result),
                    .dependency = dependency,
                    .manager = sides.manager_of(dependency)};
  if (const DependencyEvent* event = standing_event(dependency))
    row.objection = sides.objection(dependency, *event).value_or("");
  if (!ports.user.empty()) row.mine = sides.provides(dependency, ports.user);
  if (depending.issue) {
    row.url = depending.issue->url;
    row.confidential = row.confidential || depending.issue->confidential;
  } else {
    row.path = plan.read.files[*depending.file].path;
    row.line = dependency.source.line;
  }
  return row;
}

Expected<DependencyView> list_dependencies(const Ports& ports, const DependencyRequest& request) {
  SECOKR_TRY(DependencyPlan plan, read_dependencies(ports, request.quarter));
  DependencyView view{.quarter = request.quarter, .user = ports.user, .notices = std::move(plan.notices)};
  view.final_on = ports.config.calendar.date_of(Step::final, request.quarter);
  for (const DependingKeyResult& depending : plan.key_results)
    for (std::size_t i = 0; depending.counts() && i < depending.key_result.dependencies.size(); ++i)
      view.dependencies.push_back(row_of(ports, plan, depending, i));
  view.all = view.dependencies.size();
  if (request.team) SECOKR_CHECK(check_team(ports, view.dependencies, *request.team));
  std::erase_if(view.dependencies, [&](const DependencyRow& row) {
    return (request.mine && !row.mine.value_or(false)) || (request.team && !is_named(row.dependency, *request.team)) ||
           (request.status && row.dependency.status() != *request.status);
  });
  return view;
}

}  // namespace secokr::app
