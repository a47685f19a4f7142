#include <algorithm>

#include "base/text.hpp"
#include "support/gitlab_double/label_answers.hpp"
#include "support/gitlab_double/pages.hpp"
#include "support/gitlab_double/router.hpp"

namespace secokr::test::fake_gitlab {

namespace {

Answer list(State& state, const Call& call) {
  const auto& group = state.group_of(call);
  const bool with_ancestors = !call.given("include_ancestor_groups") || call.flag("include_ancestor_groups");
  const Json defaults{{"include_ancestor_groups", "true"},
                      {"include_descendant_groups", "false"},
                      {"only_group_labels", "true"},
                      {"with_counts", "false"}};
  return paged(state, call, chosen(call, state.labels_of(group, with_ancestors)), defaults,
               [](const Label* label) { return shown(*label, false); });
}

void needs_rights(const State& state, const Call& call, const Group& group) {
  if (state.level(call.user, group) < planner) forbidden();
}

Answer create(State& state, const Call& call) {
  check_new(call);
  const auto& group = state.group_of(call);
  needs_rights(state, call, group);
  const auto name = std::string(base::trim(call.text("name")));
  if (named(state.labels_of(group, true), name) != nullptr) refuse(409, {{"message", "Label already exists"}});
  check_name(name);
  const auto color = read_color(call.text("color"));
  auto& label = state.make_label(0, group.id, name, color);
  fill(label, call);
  return answer_of(label, false, 201);
}

/// The label of the group that a name or an id means; one of a group above it is there to be read only.
Label& label_of(State& state, const Call& call, const Group& group, bool also_inherited) {
  const auto labels = state.labels_of(group, also_inherited);
  const auto wanted = call.route.contains("name") ? call.route.at("name") : call.text("name");
  const auto* found = named(labels, wanted);
  const auto id = read_number(wanted);
  for (const auto* label : labels) {
    if (found == nullptr && id && label->id == *id) found = label;
  }
  if (found == nullptr) not_found("Label Not Found");
  return state.labels.at(found->id);
}

Answer get(State& state, const Call& call) {
  return answer_of(label_of(state, call, state.group_of(call), true), false, 200);
}

Answer update(State& state, const Call& call) {
  ParamCheck(call).any_of({"new_name", "color", "description", "archived"}).done();
  const auto& group = state.group_of(call);
  needs_rights(state, call, group);
  auto& label = label_of(state, call, group, false);
  if (call.given("new_name")) {
    const auto name = std::string(base::trim(call.text("new_name")));
    check_name(name);
    const auto* other = named(state.labels_of(group, true), name);
    if (other != nullptr && other != &label)
      refuse(400, {{"message", {{"title", Json::array({"has already been taken"})}}}});
    label.name = name;
  }
  fill(label, call);
  return answer_of(label, false, 200);
}

Answer remove(State& state, const Call& call) {
  const auto& group = state.group_of(call);
  needs_rights(state, call, group);
  const auto id = label_of(state, call, group, false).id;
  for (auto& [number, project] : state.projects) {
    for (auto& issue : project.issues) std::erase(issue.labels, id);
  }
  state.labels.erase(id);
  Answer answer;
  answer.status = 204;
  return answer;
}

}  // namespace

void add_group_label_routes(Routes& routes) {
  routes.push_back({"GET", "groups/:id/labels", list, Access::open});
  routes.push_back({"POST", "groups/:id/labels", create});
  routes.push_back({"PUT", "groups/:id/labels", update});
  routes.push_back({"GET", "groups/:id/labels/:name", get, Access::open});
  routes.push_back({"PUT", "groups/:id/labels/:name", update});
  routes.push_back({"DELETE", "groups/:id/labels/:name", remove});
}

}  // namespace secokr::test::fake_gitlab
