#include "base/text.hpp"
#include "support/gitlab_double/pages.hpp"
#include "support/gitlab_double/router.hpp"
#include "support/gitlab_double/views.hpp"

namespace secokr::test::fake_gitlab {

namespace {

using Members = std::map<long, Member>;

/// Those of the project and of the groups above it; of two memberships the higher.
Members all_members(const State& state, const Project& project) {
  auto all = project.members;
  for (const auto* group : state.lineage(project.group)) {
    for (const auto& [user, member] : group->members) {
      auto& place = all[user];
      if (place.level < member.level) place = member;
    }
  }
  return all;
}

Answer listed(const State& state, const Call& call, const Members& members) {
  std::vector<std::pair<long, Member>> rows;
  const auto query = base::fold_case(call.text("query"));
  for (const auto& [user, member] : members) {
    if (base::fold_case(state.users.at(user).username).find(query) != std::string::npos)
      rows.emplace_back(user, member);
  }
  return paged(state, call, rows, Json::object(),
               [&](const auto& row) { return member_view(state, row.first, row.second); });
}

Answer shown(const State& state, const Call& call, const Members& members) {
  ParamCheck(call).route_number("user_id").done();
  const auto found = members.find(*read_number(call.route.at("user_id")));
  if (found == members.end()) not_found();
  Answer answer;
  answer.body = member_view(state, found->first, found->second);
  return answer;
}

Answer list(State& state, const Call& call) { return listed(state, call, state.project_of(call).members); }
Answer list_all(State& state, const Call& call) {
  return listed(state, call, all_members(state, state.project_of(call)));
}
Answer get(State& state, const Call& call) { return shown(state, call, state.project_of(call).members); }
Answer get_of_all(State& state, const Call& call) {
  return shown(state, call, all_members(state, state.project_of(call)));
}

Answer add(State& state, const Call& call) {
  ParamCheck(call).needs("access_level").integer("access_level").integer("user_id").done();
  auto& project = state.project_of(call);
  state.needs_level(call, project, maintainer);
  const auto user = call.number("user_id").value_or(0);
  if (!state.users.contains(user)) not_found("User Not Found");
  if (project.members.contains(user)) refuse(409, {{"message", "Member already exists"}});
  const Member member{static_cast<int>(*call.number("access_level")), state.stamp(), call.user->id};
  project.members[user] = member;
  Answer answer;
  answer.status = 201;
  answer.body = member_view(state, user, member);
  return answer;
}

Answer change(State& state, const Call& call) {
  ParamCheck(call).needs("access_level").integer("access_level").route_number("user_id").done();
  auto& project = state.project_of(call);
  state.needs_level(call, project, maintainer);
  const auto found = project.members.find(*read_number(call.route.at("user_id")));
  if (found == project.members.end()) not_found();
  found->second.level = static_cast<int>(*call.number("access_level"));
  return shown(state, call, project.members);
}

Answer remove(State& state, const Call& call) {
  ParamCheck(call).route_number("user_id").done();
  auto& project = state.project_of(call);
  state.needs_level(call, project, maintainer);
  if (project.members.erase(*read_number(call.route.at("user_id"))) == 0) not_found();
  Answer answer;
  answer.status = 204;
  return answer;
}

}  // namespace

void add_member_routes(Routes& routes) {
  const std::string members = "projects/:id/members";
  routes.push_back({"GET", members, list, Access::open});
  routes.push_back({"POST", members, add});
  routes.push_back({"GET", members + "/all", list_all, Access::open});
  routes.push_back({"GET", members + "/all/:user_id", get_of_all, Access::open});
  routes.push_back({"GET", members + "/:user_id", get, Access::open});
  routes.push_back({"PUT", members + "/:user_id", change});
  routes.push_back({"DELETE", members + "/:user_id", remove});
}

}  // namespace secokr::test::fake_gitlab
