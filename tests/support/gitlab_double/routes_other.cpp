#include <fmt/format.h>

#include "support/gitlab_double/pages.hpp"
#include "support/gitlab_double/router.hpp"
#include "support/gitlab_double/views.hpp"

namespace secokr::test::fake_gitlab {

namespace {

Answer version(State& state, const Call&) {
  Answer answer;
  answer.body = {
      {"version", state.options.version},
      {"revision", "Unknown"},
      {"kas", {{"enabled", false}, {"externalUrl", nullptr}, {"externalK8sProxyUrl", nullptr}, {"version", nullptr}}},
      {"enterprise", state.at_least(Tier::premium)}};
  return answer;
}

Answer settings(State& state, const Call& call) {
  if (!call.user->admin) forbidden();
  Answer answer;
  answer.body = state.settings;
  return answer;
}

Answer change_settings(State& state, const Call& call) {
  if (!call.user->admin) forbidden();
  for (const auto& item : call.params.items()) {
    if (state.settings.contains(item.key())) state.settings[item.key()] = item.value();
  }
  state.recent.clear();
  return settings(state, call);
}

Answer todos(State& state, const Call& call) {
  std::vector<const Todo*> rows;
  for (const auto& todo : state.todos) {
    if (todo.user == call.user->id) rows.insert(rows.begin(), &todo);
  }
  return paged(state, call, rows, Json::object(), [&](const Todo* todo) -> Json {
    auto project = Json::object();
    const auto whole = project_view(state, *todo->issue->project);
    for (const auto* key :
         {"id", "description", "name", "name_with_namespace", "path", "path_with_namespace", "created_at"}) {
      project[key] = whole.at(key);
    }
    IssueView view;
    view.shape = IssueShape::listed;
    const auto anchor = todo->note == 0 ? "" : fmt::format("#note_{}", todo->note);
    return {{"id", todo->id},
            {"project", project},
            {"author", user_view(state, todo->author)},
            {"action_name", "mentioned"},
            {"target_type", "Issue"},
            {"target", issue_view(state, *todo->issue, view)},
            {"target_url", issue_url(state, *todo->issue) + anchor},
            {"body", todo->body},
            {"state", "pending"},
            {"created_at", iso_time(todo->at)},
            {"updated_at", iso_time(todo->at)}};
  });
}

Answer markdown(State&, const Call& call) {
  ParamCheck(call).needs("text").done();
  Answer answer;
  answer.status = 201;
  answer.body = {{"html", fmt::format("<p dir=\"auto\">{}</p>", escape_html(call.text("text")))}};
  return answer;
}

}  // namespace

void add_other_routes(Routes& routes) {
  routes.push_back({"GET", "version", version, Access::user});
  routes.push_back({"GET", "metadata", version, Access::user});
  routes.push_back({"GET", "application/settings", settings});
  routes.push_back({"PUT", "application/settings", change_settings});
  routes.push_back({"GET", "todos", todos});
  routes.push_back({"POST", "markdown", markdown});
}

}  // namespace secokr::test::fake_gitlab
