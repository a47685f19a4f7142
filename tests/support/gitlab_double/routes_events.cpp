#include <algorithm>

#include "support/gitlab_double/pages.hpp"
#include "support/gitlab_double/router.hpp"
#include "support/gitlab_double/views.hpp"

namespace secokr::test::fake_gitlab {

namespace {

Json event(const State& state, const Issue& issue, const Change& change) {
  return {{"id", change.id},
          {"user", user_view(state, change.user)},
          {"created_at", iso_time(change.at)},
          {"resource_type", "Issue"},
          {"resource_id", issue.id}};
}

Json label_event(const State& state, const Issue& issue, const Change& change) {
  auto view = event(state, issue, change);
  const auto label = state.labels.find(change.subject);
  view["label"] = label == state.labels.end() ? Json() : plain_label_view(label->second);
  view["action"] = change.action;
  return view;
}

Json state_event(const State& state, const Issue& issue, const Change& change) {
  auto view = event(state, issue, change);
  view["source_commit"] = nullptr;
  view["source_merge_request_id"] = nullptr;
  view["state"] = change.action;
  return view;
}

Json milestone_event(const State& state, const Issue& issue, const Change& change) {
  auto view = event(state, issue, change);
  const auto found = state.milestones.find(change.subject);
  view["milestone"] = found == state.milestones.end() ? Json() : milestone_view(state, found->second);
  view["action"] = change.action;
  view["state"] = issue.closed ? "closed" : "opened";
  return view;
}

using View = Json (*)(const State&, const Issue&, const Change&);
using Changes = std::vector<Change> Issue::*;

template <Changes changes, View view>
Answer list(State& state, const Call& call) {
  const auto& issue = state.issue_of(call, "eventable_id");
  return paged(state, call, issue.*changes, {{"eventable_id", issue.iid}},
               [&](const Change& change) { return view(state, issue, change); });
}

template <Changes changes, View view>
Answer get(State& state, const Call& call) {
  const auto& issue = state.issue_of(call, "eventable_id");
  const auto id = read_number(call.route.at("event_id")).value_or(0);
  const auto& all = issue.*changes;
  const auto found = std::find_if(all.begin(), all.end(), [id](const Change& change) { return change.id == id; });
  if (found == all.end()) not_found();
  Answer answer;
  answer.body = view(state, issue, *found);
  return answer;
}

template <Changes changes, View view>
void add(Routes& routes, const std::string& name) {
  const auto path = "projects/:id/issues/:eventable_id/" + name;
  routes.push_back({"GET", path, list<changes, view>, Access::open});
  routes.push_back({"GET", path + "/:event_id", get<changes, view>, Access::open});
}

}  // namespace

void add_event_routes(Routes& routes) {
  add<&Issue::label_changes, label_event>(routes, "resource_label_events");
  add<&Issue::state_changes, state_event>(routes, "resource_state_events");
  add<&Issue::milestone_changes, milestone_event>(routes, "resource_milestone_events");
}

}  // namespace secokr::test::fake_gitlab
