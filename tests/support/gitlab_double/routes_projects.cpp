#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "support/gitlab_double/pages.hpp"
#include "support/gitlab_double/router.hpp"
#include "support/gitlab_double/views.hpp"

namespace secokr::test::fake_gitlab {

namespace {

Json access_view(const Member* member) {
  if (member == nullptr) return nullptr;
  return {{"access_level", member->level}, {"notification_level", 3}};
}

Json with_permissions(const State& state, const Call& call, const Project& project) {
  auto view = project_view(state, project);
  if (call.user == nullptr) return view;
  const auto found = project.members.find(call.user->id);
  view["permissions"] = {{"project_access", access_view(found == project.members.end() ? nullptr : &found->second)},
                         {"group_access", access_view(state.member_of(project.group, call.user->id))}};
  return view;
}

Answer get(State& state, const Call& call) {
  Answer answer;
  answer.body = with_permissions(state, call, state.project_of(call));
  return answer;
}

Json listed(const State& state, const Call& call, const Project& project) {
  auto view = with_permissions(state, call, project);
  view.erase("import_error");
  return view;
}

Answer keyset(const State& state, const Call& call, std::vector<const Project*> rows, const Json& defaults) {
  const auto wanted = page_request(call);
  const auto after = call.number("id_after");
  const auto before = call.number("id_before");
  const bool ascending = call.text("sort") == "asc";
  std::erase_if(rows,
                [&](const Project* row) { return (after && row->id <= *after) || (before && row->id >= *before); });
  std::sort(rows.begin(), rows.end(),
            [ascending](const Project* a, const Project* b) { return ascending ? a->id < b->id : a->id > b->id; });
  if (static_cast<long>(rows.size()) > wanted.per_page) rows.resize(static_cast<std::size_t>(wanted.per_page));
  Answer answer;
  answer.body = Json::array();
  for (const auto* row : rows) answer.body.push_back(listed(state, call, *row));
  if (static_cast<long>(rows.size()) == wanted.per_page) {
    auto params = link_params(call, defaults);
    params[ascending ? "id_after" : "id_before"] = rows.back()->id;
    answer.headers.emplace_back(
        "Link", fmt::format("<{}>; rel=\"next\"", page_link(state, call, params, wanted.page, wanted.per_page)));
  }
  return answer;
}

Answer list(State& state, const Call& call) {
  std::vector<const Project*> rows;
  const auto search = base::fold_case(call.text("search"));
  for (const auto& [id, project] : state.projects) {
    if (!state.can_read(call.user, project)) continue;
    if (base::fold_case(state.full_path(project)).find(search) == std::string::npos) continue;
    if (call.flag("membership") && state.level(call.user, project) == 0) continue;
    rows.push_back(&project);
  }
  std::reverse(rows.begin(), rows.end());
  Json defaults{{"order_by", "created_at"}, {"sort", "desc"}};
  for (const auto* key : {"imported", "membership", "owned", "simple", "starred", "statistics",
                          "with_custom_attributes", "with_issues_enabled", "with_merge_requests_enabled"}) {
    defaults[key] = "false";
  }
  if (call.text("pagination") == "keyset") return keyset(state, call, rows, defaults);
  return paged(state, call, rows, defaults, [&](const Project* row) { return listed(state, call, *row); });
}

Answer changed(const State& state, const Project& project, int status) {
  Answer answer;
  answer.status = status;
  answer.body = project_view(state, project);
  return answer;
}

Answer create(State& state, const Call& call) {
  ParamCheck(call).integer("namespace_id").one_of("visibility", {"private", "internal", "public"}).done();
  const auto name = call.given("name") ? call.text("name") : call.text("path");
  if (name.empty()) bad_params("name, path are missing, at least one parameter must be provided");
  const auto space = call.number("namespace_id").value_or(0);
  const auto group = state.groups.contains(space) ? space : 0L;
  const auto path = call.given("path") ? call.text("path") : name;
  for (const auto& [id, other] : state.projects) {
    if (other.path != path || other.group != group || (group == 0 && other.creator != call.user->id)) continue;
    const auto taken = Json::array({"has already been taken"});
    refuse(400, {{"message", {{"project_namespace.name", taken}, {"name", taken}, {"path", taken}}}});
  }
  auto& project = state.make_project(path, group, *call.user);
  project.name = name;
  if (call.given("visibility")) project.visibility = call.text("visibility");
  if (call.given("description")) project.description = call.text("description");
  return changed(state, project, 201);
}

Answer update(State& state, const Call& call) {
  auto& project = state.project_of(call);
  if (state.level(call.user, project) < maintainer) forbidden();
  if (call.given("name")) project.name = call.text("name");
  if (call.given("description")) project.description = call.text("description");
  if (call.given("visibility")) project.visibility = call.text("visibility");
  if (call.given("issues_enabled")) project.issues_enabled = call.flag("issues_enabled");
  if (call.given("issues_access_level")) project.issues_enabled = call.text("issues_access_level") != "disabled";
  return changed(state, project, 200);
}

Answer set_archived(State& state, const Call& call, bool archived) {
  auto& project = state.project_of(call);
  if (state.level(call.user, project) < owner) forbidden();
  project.archived = archived;
  return changed(state, project, 201);
}

Answer archive(State& state, const Call& call) { return set_archived(state, call, true); }
Answer unarchive(State& state, const Call& call) { return set_archived(state, call, false); }

Answer create_group(State& state, const Call& call) {
  ParamCheck(call)
      .needs("name")
      .needs("path")
      .integer("parent_id")
      .one_of("visibility", {"private", "internal", "public"})
      .done();
  auto path = call.text("path");
  if (const auto parent = call.number("parent_id")) {
    const auto found = state.groups.find(*parent);
    if (found == state.groups.end() || !state.can_read(call.user, found->second)) not_found("Group Not Found");
    if (state.level(call.user, found->second) < maintainer) forbidden();
    path = found->second.path + "/" + path;
  }
  if (state.find_group(path) != nullptr) {
    refuse(400, {{"message", "Failed to save group {:path=>[\"has already been taken\"]}"}});
  }
  auto& group = state.make_group(path, *call.user);
  if (call.given("visibility")) group.visibility = call.text("visibility");
  Answer answer;
  answer.status = 201;
  answer.body = group_view(state, group);
  return answer;
}

Answer get_group(State& state, const Call& call) {
  Answer answer;
  answer.body = group_view(state, state.group_of(call));
  return answer;
}

Answer upload(State& state, const Call& call) {
  state.project_of(call);
  bad_params(call.has("file") ? "file is invalid" : "file is missing");
}

}  // namespace

void add_project_routes(Routes& routes) {
  routes.push_back({"GET", "projects", list, Access::open});
  routes.push_back({"POST", "projects", create});
  routes.push_back({"GET", "projects/:id", get, Access::open});
  routes.push_back({"PUT", "projects/:id", update});
  routes.push_back({"POST", "projects/:id/archive", archive});
  routes.push_back({"POST", "projects/:id/unarchive", unarchive});
  routes.push_back({"POST", "projects/:id/uploads", upload});
  routes.push_back({"POST", "groups", create_group});
  routes.push_back({"GET", "groups/:id", get_group, Access::open});
}

}  // namespace secokr::test::fake_gitlab
