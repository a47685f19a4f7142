#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "support/gitlab_double/pages.hpp"
#include "support/gitlab_double/router.hpp"
#include "support/gitlab_double/views.hpp"

namespace secokr::test::fake_gitlab {

namespace {

void fill(State& state, Milestone& milestone, const Call& call) {
  const auto text = [&call](const char* key) {
    return call.text(key).empty() ? std::nullopt : std::optional(call.text(key));
  };
  if (call.has("description")) milestone.description = text("description");
  if (call.has("due_date")) milestone.due_date = read_day(call.text("due_date"));
  if (call.has("start_date")) milestone.start_date = read_day(call.text("start_date"));
  if (call.text("state_event") == "close") milestone.closed = true;
  if (call.text("state_event") == "activate") milestone.closed = false;
  milestone.updated = state.stamp();
}

void check_unused(const State& state, const Project& project, const std::string& title, long own) {
  for (const auto& [id, milestone] : state.milestones) {
    if (id != own && milestone.project == project.id && milestone.title == title) {
      refuse(400,
             {{"message", fmt::format("Failed to {} milestone {{:title=>[\"already being used for another group or "
                                      "project milestone.\"]}}",
                                      own == 0 ? "create" : "update")}});
    }
  }
}

Answer create(State& state, const Call& call) {
  ParamCheck(call).needs("title").done();
  auto& project = state.project_of(call);
  state.needs_level(call, project, planner);
  check_unused(state, project, call.text("title"), 0);
  Milestone milestone;
  milestone.id = state.next("milestone");
  milestone.iid = ++project.last_milestone;
  milestone.project = project.id;
  milestone.title = call.text("title");
  fill(state, milestone, call);
  milestone.created = milestone.updated;
  state.milestones[milestone.id] = milestone;
  Answer answer;
  answer.status = 201;
  answer.body = milestone_view(state, milestone);
  return answer;
}

Answer list(State& state, const Call& call) {
  ParamCheck(call).one_of("state", {"all", "active", "closed"}).done();
  const auto& project = state.project_of(call);
  const auto wanted = call.text("state");
  const auto iids = call.words("iids");
  const auto search = base::fold_case(call.text("search"));
  std::vector<const Milestone*> rows;
  for (const auto& [id, milestone] : state.milestones) {
    const bool fits =
        milestone.project == project.id && (wanted != "active" || !milestone.closed) &&
        (wanted != "closed" || milestone.closed) && (!call.given("title") || call.text("title") == milestone.title) &&
        base::fold_case(milestone.title).find(search) != std::string::npos &&
        (iids.empty() || std::find(iids.begin(), iids.end(), std::to_string(milestone.iid)) != iids.end());
    if (fits) rows.push_back(&milestone);
  }
  const Json defaults{{"include_ancestors", "false"}, {"state", "all"}};
  return paged(state, call, rows, defaults,
               [&](const Milestone* milestone) { return milestone_view(state, *milestone); });
}

Milestone& milestone_of(State& state, const Call& call) {
  ParamCheck(call).route_number("milestone_id").done();
  const auto& project = state.project_of(call);
  const auto found = state.milestones.find(*read_number(call.route.at("milestone_id")));
  if (found == state.milestones.end() || found->second.project != project.id) not_found();
  return found->second;
}

Answer get(State& state, const Call& call) {
  Answer answer;
  answer.body = milestone_view(state, milestone_of(state, call));
  return answer;
}

Answer update(State& state, const Call& call) {
  ParamCheck(call).one_of("state_event", {"close", "activate"}).done();
  auto& milestone = milestone_of(state, call);
  const auto& project = state.projects.at(milestone.project);
  state.needs_level(call, project, planner);
  if (call.given("title")) {
    check_unused(state, project, call.text("title"), milestone.id);
    milestone.title = call.text("title");
  }
  fill(state, milestone, call);
  Answer answer;
  answer.body = milestone_view(state, milestone);
  return answer;
}

}  // namespace

void add_milestone_routes(Routes& routes) {
  routes.push_back({"POST", "projects/:id/milestones", create});
  routes.push_back({"GET", "projects/:id/milestones", list, Access::open});
  routes.push_back({"GET", "projects/:id/milestones/:milestone_id", get, Access::open});
  routes.push_back({"PUT", "projects/:id/milestones/:milestone_id", update});
}

}  // namespace secokr::test::fake_gitlab
