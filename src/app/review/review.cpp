#include "app/review/review.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "app/plan/read_plan.hpp"
#include "app/review/actions.hpp"
#include "app/review/history.hpp"
#include "base/text.hpp"
#include "domain/people/dependency_sides.hpp"
#include "domain/rules/schedule.hpp"
#include "domain/rules/traits.hpp"
#include "workspace/git_history.hpp"

namespace secokr::app {
namespace {

bool on_the_table(const Objective& objective) {
  return objective.status == ObjectiveStatus::proposed || objective.status == ObjectiveStatus::included;
}

/// Fills the view from the plan, one section after the other.
class Agenda {
 public:
  Agenda(const Ports& ports, const ReadPlan& read, Audience audience, ReviewView& view)
      : m_ports(ports), m_read(read), m_view(view), m_audience(audience) {
    m_view.stage = std::max(Stage::proposal, stage_on(ports.config.calendar, read.quarter, ports.today));
    m_findings = app::check(read, m_view.stage);
  }

  void fill() {
    const PlanningCalendar& calendar = m_ports.config.calendar;
    m_view.next_step = calendar.next_step(m_ports.today, m_read.quarter);
    m_view.participants = m_ports.config.org.review_participants();
    m_view.limit = static_cast<std::size_t>(std::max(m_read.plan.limits.objectives, 0));
    for (const Area& area : m_read.plan.org.areas) add_leader(area);
    for (const PlannedObjective& planned : m_read.plan.objectives) add_objective(planned);
    constexpr std::array order{ObjectiveStatus::included, ObjectiveStatus::proposed, ObjectiveStatus::draft,
                               ObjectiveStatus::excluded};
    std::ranges::stable_sort(m_view.objectives, {}, [&](const ReviewedObjective& each) {
      return std::ranges::find(order, each.objective.status) - order.begin();
    });
    add_risks();
    add_dependencies();
    add_critical_projects();
    add_findings();
  }

 private:
  const Org& org() const { return m_read.plan.org; }
  bool withheld(const Objective& objective) const { return !shows(m_audience, is_confidential(objective)); }
  bool withheld(const Objective& objective, const KeyResult& key_result) const {
    return !shows(m_audience, is_confidential(objective, key_result));
  }

  bool is_of(const Area& area, std::string_view username) const {
    return !username.empty() &&
           (base::equals_folded(username, area.leader) || base::equals_folded(org().area_of(username), area.name));
  }

  void add_leader(const Area& area) {
    LeaderStanding standing{.area = area.name, .leader = area.leader};
    for (const PlannedObjective& planned : m_read.plan.objectives) add_part(area, planned.objective, standing);
    for (const auto& [name, reason] : m_read.plan.business_as_usual)
      if (base::equals_folded(name, area.name)) standing.business_as_usual = reason;
    standing.owes = std::ranges::any_of(m_findings, [&](const Finding& finding) {
      return has(finding.rule, RuleTrait::asks_areas) && finding.subject == area.name;
    });
    m_view.leaders.push_back(std::move(standing));
  }

  void add_part(const Area& area, const Objective& objective, LeaderStanding& standing) const {
    const bool mine = is_of(area, objective.dri);
    if (withheld(objective)) {
      if (mine) ++standing.withheld;
      return;
    }
    if (mine) {
      auto& list = on_the_table(objective)                         ? standing.proposes
                   : objective.status == ObjectiveStatus::excluded ? standing.excluded
                                                                   : standing.drafts;
      list.push_back(subject_of(objective));
    } else if (on_the_table(objective)) {
      for (const KeyResult* key_result : kept_key_results(objective))
        if (!withheld(objective, *key_result) &&
            (is_of(area, key_result->dri) || is_of(area, key_result->contributed_by)))
          standing.contributes.push_back(name_of(objective, *key_result));
    }
  }

  void add_objective(const PlannedObjective& planned) {
    const Objective& objective = planned.objective;
    if (objective.status == ObjectiveStatus::included) ++m_view.included;
    if (objective.status == ObjectiveStatus::proposed) ++m_view.proposed;
    if (!objective.published.empty()) m_view.published = true;
    Withheld withheld;
    auto shown = shown_to(m_audience, objective, withheld);
    m_view.withheld += withheld.objectives;
    m_view.withheld_key_results += withheld.key_results;
    if (!shown) return;
    ReviewedObjective reviewed{.objective = *std::move(shown), .on_the_table = on_the_table(objective)};
    for (const workspace::Decision& decision : m_read.decisions)
      if (objective.status == ObjectiveStatus::excluded && says(decision, workspace::Decided::excluded) &&
          base::equals_folded(decision.subject, objective.reference))
        reviewed.excluded_because = decision.reason;
    std::set<std::string> areas{org().area_of(objective.dri)};
    for (const KeyResult* key_result : kept_key_results(reviewed.objective)) {
      ReviewedKeyResult row{.name = place_of(planned, *key_result).subject, .key_result = *key_result};
      row.missing = said_of(planned.path, row.name);
      areas.insert({org().area_of(key_result->dri), org().area_of(key_result->contributed_by)});
      reviewed.key_results.push_back(std::move(row));
    }
    reviewed.weights = said_of(planned.path, subject_of(objective));
    areas.erase("");
    reviewed.areas.assign(areas.begin(), areas.end());
    m_view.objectives.push_back(std::move(reviewed));
  }

  /// Without a full stop, as a rule says it.
  std::vector<std::string> said_of(const std::string& path, const std::string& subject) const {
    std::vector<std::string> said;
    for (const Finding& finding : m_findings)
      if (finding.path == path && finding.subject == subject && has(finding.rule, RuleTrait::reviewed))
        said.push_back(finding.message);
    return said;
  }

  void add_risks() {
    const std::vector<std::string>& configured = m_read.plan.top5_risks;
    for (const std::string& risk : configured) m_view.risks.push_back({.risk = risk});
    for (const ReviewedObjective& reviewed : m_view.objectives) {
      if (!reviewed.on_the_table) continue;
      const Objective& objective = reviewed.objective;
      if (base::trim(objective.strategy).empty()) m_view.without_strategy.push_back(subject_of(objective));
      if (!objective.top5_risk) {
        m_view.without_risk.push_back(subject_of(objective));
        continue;
      }
      const std::string& risk = objective.top5_risk->risk;
      auto cover = std::ranges::find_if(m_view.risks,
                                        [&](const RiskCover& each) { return base::equals_folded(each.risk, risk); });
      if (cover == m_view.risks.end())
        cover = m_view.risks.insert(cover, {.risk = risk, .configured = configured.empty()});
      cover->met_by.push_back(fmt::format("{} ({})", subject_of(objective), to_string(objective.top5_risk->treatment)));
    }
  }

  void add_dependencies() {
    for (const ReviewedObjective& reviewed : m_view.objectives) {
      if (!reviewed.on_the_table) continue;
      for (const ReviewedKeyResult& row : reviewed.key_results)
        for (std::size_t i = 0; i < row.key_result.dependencies.size(); ++i) add_dependency(reviewed.objective, row, i);
    }
    std::ranges::stable_sort(m_view.teams, [](const ProvidingTeam& a, const ProvidingTeam& b) {
      return a.open != b.open ? a.open > b.open : base::fold_case(a.team) < base::fold_case(b.team);
    });
  }

  void add_dependency(const Objective& objective, const ReviewedKeyResult& reviewed, std::size_t index) {
    const KeyResult& key_result = reviewed.key_result;
    const Dependency& dependency = key_result.dependencies[index];
    const DependencySides sides(org(), objective, key_result, Agreed::of(m_read.plan, objective));
    DependencyRow row{.key_result = reviewed.name,
                      .number = index + 1,
                      .title = key_result.title,
                      .dri = key_result.dri,
                      .confidential = is_confidential(objective, key_result),
                      .dependency = dependency,
                      .manager = sides.manager_of(dependency)};
    if (const DependencyEvent* event = standing_event(dependency))
      row.objection = sides.objection(dependency, *event).value_or("");
    auto team = std::ranges::find_if(
        m_view.teams, [&](const ProvidingTeam& each) { return base::equals_folded(each.team, dependency.team); });
    if (team == m_view.teams.end()) {
      const Team* known = org().find_team(dependency.team);
      team = m_view.teams.insert(team, {.team = known != nullptr ? known->name : dependency.team,
                                        .manager = row.manager,
                                        .external = known != nullptr && known->external});
    }
    if (row.open()) ++team->open;
    team->dependencies.push_back(std::move(row));
  }

  void add_critical_projects() {
    std::vector<const Objective*> objectives;
    for (const ReviewedObjective& reviewed : m_view.objectives)
      if (reviewed.on_the_table) objectives.push_back(&reviewed.objective);
    m_view.critical_projects = critical_projects(objectives, org());
  }

  /// What a withheld objective's file says is not told, and no other message that names the file is; nor what is said
  /// of a withheld key result.
  bool tells_withheld(const Finding& finding) const {
    return std::ranges::any_of(m_read.plan.objectives, [&](const PlannedObjective& planned) {
      if (withheld(planned.objective))
        return finding.path == planned.path || finding.message.find(planned.path) != std::string::npos;
      return finding.path == planned.path &&
             std::ranges::any_of(planned.objective.key_results, [&](const KeyResult& key_result) {
               const std::string name = place_of(planned, key_result).subject;
               return withheld(planned.objective, key_result) &&
                      (finding.subject == name || finding.subject.starts_with(name + "/"));
             });
    });
  }

  void add_findings() {
    for (const Severity severity : {Severity::error, Severity::warning})
      for (const Finding& finding : m_findings)
        if (finding.severity == severity && !tells_withheld(finding))
          m_view.findings.push_back({finding, who_acts(m_read.plan, finding)});
    m_view.notes = static_cast<std::size_t>(std::ranges::count_if(m_findings, [&](const Finding& finding) {
      return finding.severity == Severity::note && !tells_withheld(finding);
    }));
  }

  const Ports& m_ports;
  const ReadPlan& m_read;
  ReviewView& m_view;
  Audience m_audience;
  std::vector<Finding> m_findings{};
};

}  // namespace

Expected<DraftReview> review_draft(const Ports& ports, const DraftReviewRequest& request) {
  SECOKR_TRY(const ReadPlan read, read_plan(ports, request.quarter));
  SECOKR_CHECK(workspace::require_understood(read.files));
  DraftReview review;
  review.view.quarter = request.quarter;
  review.view.today = ports.today;
  Agenda(ports, read, request.audience, review.view).fill();
  const auto git = workspace::GitHistory::open(*ports.workspace, ports.environment, ports.config.timezone);
  SECOKR_TRY(review.view.history, review_history(ports, read, git, request.since, request.audience, review.notices));
  review.view.seen = read.published.quarter == read.quarter && !read.published.empty();
  if (git.head()) review.held = workspace::HeldReview{ports.today, git.head()->id};
  return review;
}

}  // namespace secokr::app
