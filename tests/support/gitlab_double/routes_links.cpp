#include <algorithm>

#include <fmt/format.h>

#include "support/gitlab_double/changes.hpp"
#include "support/gitlab_double/router.hpp"
#include "support/gitlab_double/views.hpp"

namespace secokr::test::fake_gitlab {

namespace {

Json link_view(const State& state, const Call& call, const Link& link) {
  IssueView view;
  view.user = call.user;
  view.shape = IssueShape::searched;
  return {{"id", link.id},
          {"source_issue", issue_view(state, *link.source, view)},
          {"target_issue", issue_view(state, *link.target, view)},
          {"link_type", link.type}};
}

Issue& target_of(State& state, const Call& call) {
  auto* project = state.find_project(call.text("target_project_id"));
  if (project == nullptr || !state.can_read(call.user, *project)) not_found("Project Not Found");
  auto* target = state.find_issue(call.user, *project, call.number("target_issue_iid").value_or(0));
  if (target == nullptr) not_found();
  return *target;
}

Answer create(State& state, const Call& call) {
  std::vector<std::string> types{"relates_to"};
  if (state.at_least(Tier::premium)) types.insert(types.end(), {"blocks", "is_blocked_by"});
  ParamCheck(call)
      .needs("target_project_id")
      .needs("target_issue_iid")
      .integer("target_issue_iid")
      .one_of("link_type", types)
      .done();
  auto& issue = state.issue_of(call, "issue_iid");
  auto& target = target_of(state, call);
  if (state.level(call.user, *target.project) < guest) forbidden();
  state.needs_level(call, *issue.project, guest);
  const auto linked = std::any_of(state.links.begin(), state.links.end(), [&](const Link& link) {
    return (link.source == &issue && link.target == &target) || (link.source == &target && link.target == &issue);
  });
  if (linked) refuse(409, {{"message", "Issue(s) already assigned"}});
  if (&issue == &target) {
    refuse(422, {{"message", fmt::format("#{} cannot be added: cannot be related to itself", issue.iid)}});
  }
  auto type = call.given("link_type") ? call.text("link_type") : "relates_to";
  const bool turned = type == "is_blocked_by";
  if (turned) type = "blocks";
  const Link link{state.next("link"), turned ? &target : &issue, turned ? &issue : &target, type, state.stamp()};
  state.links.push_back(link);
  const auto tell = [&](Issue& at, const Issue& other, std::string_view words) {
    const auto where = at.project == other.project ? "" : state.full_path(*other.project);
    Editor(state, at, call.user->id).note(fmt::format("marked this issue as {} {}#{}", words, where, other.iid));
  };
  tell(*link.source, *link.target, type == "blocks" ? "blocking" : "related to");
  tell(*link.target, *link.source, type == "blocks" ? "blocked by" : "related to");
  Answer answer;
  answer.status = 201;
  answer.body = link_view(state, call, link);
  return answer;
}

Answer list(State& state, const Call& call) {
  const auto& issue = state.issue_of(call, "issue_iid");
  Answer answer;
  answer.body = Json::array();
  for (const auto& link : state.links) {
    if (link.source != &issue && link.target != &issue) continue;
    const bool out = link.source == &issue;
    const auto& other = out ? *link.target : *link.source;
    if (!state.can_read(call.user, other)) continue;
    IssueView view;
    view.user = call.user;
    view.shape = IssueShape::linked;
    view.seen_from = issue.project;
    auto row = issue_view(state, other, view);
    row["issue_link_id"] = link.id;
    row["link_type"] = link.type == "blocks" && !out ? "is_blocked_by" : link.type;
    row["link_created_at"] = iso_time(link.created);
    row["link_updated_at"] = iso_time(link.created);
    answer.body.push_back(std::move(row));
  }
  return answer;
}

std::vector<Link>::iterator link_of(State& state, const Call& call, const Issue& issue) {
  ParamCheck(call).route_number("issue_link_id").done();
  const auto id = *read_number(call.route.at("issue_link_id"));
  const auto found = std::find_if(state.links.begin(), state.links.end(), [&](const Link& link) {
    return link.id == id && (link.source == &issue || link.target == &issue);
  });
  if (found == state.links.end()) not_found();
  return found;
}

Answer get(State& state, const Call& call) {
  const auto& issue = state.issue_of(call, "issue_iid");
  Answer answer;
  answer.body = link_view(state, call, *link_of(state, call, issue));
  return answer;
}

Answer remove(State& state, const Call& call) {
  const auto& issue = state.issue_of(call, "issue_iid");
  const auto found = link_of(state, call, issue);
  state.needs_level(call, *issue.project, guest);
  Answer answer;
  answer.body = link_view(state, call, *found);
  const auto link = *found;
  state.links.erase(found);
  Editor(state, *link.source, call.user->id).note(fmt::format("removed the relation with #{}", link.target->iid));
  Editor(state, *link.target, call.user->id).note(fmt::format("removed the relation with #{}", link.source->iid));
  return answer;
}

}  // namespace

void add_link_routes(Routes& routes) {
  const std::string issue = "projects/:id/issues/:issue_iid/";
  routes.push_back({"GET", issue + "links", list, Access::open});
  routes.push_back({"POST", issue + "links", create});
  routes.push_back({"GET", issue + "links/:issue_link_id", get, Access::open});
  routes.push_back({"DELETE", issue + "links/:issue_link_id", remove});
}

}  // namespace secokr::test::fake_gitlab
