#include <algorithm>
#include <cctype>
#include <map>

#include "base/text.hpp"
#include "support/gitlab_double/pages.hpp"
#include "support/gitlab_double/router.hpp"
#include "support/gitlab_double/views.hpp"

namespace secokr::test::fake_gitlab {

namespace {

std::string read_color(const std::string& text) {
  static const std::map<std::string, std::string, std::less<>> named{
      {"red", "#FF0000"},    {"green", "#008000"},  {"blue", "#0000FF"},   {"black", "#000000"}, {"white", "#FFFFFF"},
      {"yellow", "#FFFF00"}, {"orange", "#FFA500"}, {"purple", "#800080"}, {"gray", "#808080"},  {"teal", "#008080"}};
  if (const auto found = named.find(text); found != named.end()) return found->second;
  const bool hex = (text.size() == 7 || text.size() == 4) && text[0] == '#' &&
                   std::all_of(text.begin() + 1, text.end(),
                               [](char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; });
  if (!hex) refuse(400, {{"message", {{"color", Json::array({"must be a valid color code"})}}}});
  return text;
}

void check_name(const std::string& name) {
  if (name.empty()) refuse(400, {{"message", {{"title", Json::array({"can't be blank"})}}}});
  if (name.find(',') != std::string::npos) refuse(400, {{"message", {{"title", Json::array({"is invalid"})}}}});
}

/// The label as its project shows it; a group shows less.
Json shown(const Label& label, bool in_project) {
  auto view = label_view(label);
  if (!in_project) return view;
  view["priority"] = label.priority ? Json(*label.priority) : Json();
  view["is_project_label"] = label.project != 0;
  return view;
}

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

void fill(Label& label, const Call& call) {
  if (call.given("color")) label.color = read_color(call.text("color"));
  if (call.has("description")) {
    label.description = call.text("description").empty() ? std::nullopt : std::optional(call.text("description"));
  }
  if (call.has("priority")) label.priority = call.number("priority");
}

std::vector<const Label*> chosen(const Call& call, std::vector<const Label*> labels) {
  const auto search = base::fold_case(call.text("search"));
  std::erase_if(labels,
                [&](const Label* label) { return base::fold_case(label->name).find(search) == std::string::npos; });
  std::sort(labels.begin(), labels.end(), [](const Label* a, const Label* b) { return a->name < b->name; });
  return labels;
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

void check_new(const Call& call) { ParamCheck(call).needs("name").needs("color").integer("priority").done(); }

Answer created(const Label& label, bool in_project) {
  Answer answer;
  answer.status = 201;
  answer.body = shown(label, in_project);
  return answer;
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
  return created(label, true);
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

Answer get(State& state, const Call& call) {
  Answer answer;
  answer.body = shown(label_of(state, call, true), true);
  return answer;
}

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
  Answer answer;
  answer.body = shown(label, true);
  return answer;
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

Answer group_list(State& state, const Call& call) {
  const auto& group = state.group_of(call);
  std::vector<const Label*> own;
  for (const auto& [id, label] : state.labels) {
    if (label.group == group.id) own.push_back(&label);
  }
  const Json defaults{{"include_ancestor_groups", "true"},
                      {"include_descendant_groups", "false"},
                      {"only_group_labels", "true"},
                      {"with_counts", "false"}};
  return paged(state, call, chosen(call, own), defaults, [](const Label* label) { return shown(*label, false); });
}

Answer group_create(State& state, const Call& call) {
  check_new(call);
  const auto& group = state.group_of(call);
  const auto member = group.members.find(call.user->id);
  if (!call.user->admin && (member == group.members.end() || member->second.level < planner)) forbidden();
  const auto name = std::string(base::trim(call.text("name")));
  for (const auto& [id, label] : state.labels) {
    if (label.group == group.id && label.name == name) refuse(409, {{"message", "Label already exists"}});
  }
  check_name(name);
  const auto color = read_color(call.text("color"));
  auto& label = state.make_label(0, group.id, name, color);
  fill(label, call);
  return created(label, false);
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
  routes.push_back({"GET", "groups/:id/labels", group_list, Access::open});
  routes.push_back({"POST", "groups/:id/labels", group_create});
}

}  // namespace secokr::test::fake_gitlab
