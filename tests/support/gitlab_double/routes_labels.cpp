#include <algorithm>

#include "base/text.hpp"
#include "support/gitlab_double/label_answers.hpp"
#include "support/gitlab_double/pages.hpp"
#include "support/gitlab_double/router.hpp"
#include "support/gitlab_double/views.hpp"

namespace secokr::test::fake_gitlab {

namespace {

Json with_counts(const Project& project, const Label& label) {
  long open = 0;
  long closed = 0;
  for (const auto& issue : project.issues) {
    if (issue.deleted || std::find(issue.labels.begin(), issue.labels.end(), label.id) == issue.labels.end()) continue;
    (issue.closed ? closed : open) += 1;
  }
  const auto plain = shown(label, true);
  Json view = Json::object();
  for (const auto& item : plain.items()) {
    if (item.key() == "subscribed") {
      view["open_issues_count"] = open;
      view["closed_issues_count"] = closed;
      view["open_merge_requests_count"] = 0;
    }
    view[item.key()] = item.value();
  }
  return view;
}

Answer list(State& state, const Call& call) {
  const auto& project = state.project_of(call);
  // Labels of the project's own group stay in the list even without the ancestors.
  const auto rows = chosen(call, state.labels_of(project));
  const Json defaults{{"include_ancestor_groups", "true"}, {"with_counts", "false"}};
  return paged(state, call, rows, defaults, [&](const Label* label) {
    return call.flag("with_counts") ? with_counts(project, *label) : shown(*label, true);
  });
}

Answer create(State& state, const Call& call) {
  check_new(call);
  const auto& project = state.project_of(call);
  state.needs_level(call, project, planner);
  const auto name = std::string(base::trim(call.text("name")));
  if (state.find_label(project, name) != nullptr) refuse(409, {{"message", "Label already exists"}});
  check_name(name);
  const auto color = read_color(call.text("color"));
  auto& label = state.make_label(project.id, 0, name, color);
  fill(label, call);
  return answer_of(label, true, 201);
}

/// The own label of the project that a name or an id means; an inherited one is not there.
Label& label_of(State& state, const Call& call, bool also_inherited) {
  const auto& project = state.project_of(call);
  const auto wanted = call.route.contains("name") ? call.route.at("name")
                      : call.given("label_id")    ? call.text("label_id")
                                                  : call.text("name");
  const Label* found = state.find_label(project, wanted);
  const auto id = read_number(wanted);
  for (const auto* label : state.labels_of(project)) {
    if (found == nullptr && id && label->id == *id) found = label;
  }
  if (found == nullptr || (!also_inherited && found->project == 0)) not_found("Label Not Found");
  return state.labels.at(found->id);
}

Answer get(State& state, const Call& call) { return answer_of(label_of(state, call, true), true, 200); }

Answer update(State& state, const Call& call) {
  ParamCheck(call).any_of({"new_name", "color", "description", "priority", "archived"}).done();
  const auto& project = state.project_of(call);
  state.needs_level(call, project, planner);
  auto& label = label_of(state, call, false);
  if (call.given("new_name")) {
    const auto name = std::string(base::trim(call.text("new_name")));
    check_name(name);
    const auto* other = state.find_label(project, name);
    if (other != nullptr && other != &label) {
      refuse(400, {{"message", {{"title", Json::array({"has already been taken"})}}}});
    }
    if (call.given("color")) read_color(call.text("color"));
    label.name = name;
  }
  fill(label, call);
  return answer_of(label, true, 200);
}

Answer remove(State& state, const Call& call) {
  auto& project = state.project_of(call);
  state.needs_level(call, project, planner);
  const auto id = label_of(state, call, false).id;
  for (auto& issue : project.issues) std::erase(issue.labels, id);
  state.labels.erase(id);
  Answer answer;
  answer.status = 204;
  return answer;
}

}  // namespace

void add_label_routes(Routes& routes) {
  routes.push_back({"GET", "projects/:id/labels", list, Access::open});
  routes.push_back({"POST", "projects/:id/labels", create});
  routes.push_back({"PUT", "projects/:id/labels", update});
  routes.push_back({"DELETE", "projects/:id/labels", remove});
  routes.push_back({"GET", "projects/:id/labels/:name", get, Access::open});
  routes.push_back({"PUT", "projects/:id/labels/:name", update});
  routes.push_back({"DELETE", "projects/:id/labels/:name", remove});
}

}  // namespace secokr::test::fake_gitlab
