#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "support/gitlab_double/changes.hpp"
#include "support/gitlab_double/pages.hpp"
#include "support/gitlab_double/router.hpp"
#include "support/gitlab_double/views.hpp"

namespace secokr::test::fake_gitlab {

namespace {

Answer shown(const State& state, const Call& call, const Issue& issue, int status) {
  IssueView view;
  view.user = call.user;
  Answer answer;
  answer.status = status;
  answer.body = issue_view(state, issue, view);
  return answer;
}

Answer times(const State& state, const Issue& issue, int status) {
  Answer answer;
  answer.status = status;
  answer.body = issue_view(state, issue, {})["time_stats"];
  return answer;
}

Answer set_estimate(State& state, const Call& call) {
  ParamCheck(call).needs("duration").done();
  auto& issue = state.issue_of(call, "issue_iid");
  state.needs_level(call, *issue.project, planner);
  const auto seconds = read_duration(call.text("duration"));
  if (!seconds) {
    refuse(400,
           {{"message",
             "400 Bad request - {:reason=>\"Time estimate must have a valid format and be greater than or equal to "
             "zero.\"}"}});
  }
  Editor(state, issue, call.user->id).estimate(*seconds);
  return times(state, issue, 200);
}

Answer reset_estimate(State& state, const Call& call) {
  auto& issue = state.issue_of(call, "issue_iid");
  state.needs_level(call, *issue.project, planner);
  Editor(state, issue, call.user->id).estimate(0);
  return times(state, issue, 200);
}

Answer add_spent(State& state, const Call& call) {
  ParamCheck(call).needs("duration").done();
  auto& issue = state.issue_of(call, "issue_iid");
  state.needs_level(call, *issue.project, planner);
  Editor(state, issue, call.user->id).spend(read_duration(call.text("duration")).value_or(0));
  return times(state, issue, 201);
}

Answer reset_spent(State& state, const Call& call) {
  auto& issue = state.issue_of(call, "issue_iid");
  state.needs_level(call, *issue.project, planner);
  issue.spent = 0;
  return times(state, issue, 200);
}

Answer time_stats(State& state, const Call& call) { return times(state, state.issue_of(call, "issue_iid"), 200); }

Answer subscription(State& state, const Call& call, bool wanted) {
  auto& issue = state.issue_of(call, "issue_iid");
  auto& now = issue.subscribed.try_emplace(call.user->id, true).first->second;
  Answer answer;
  if (now == wanted) {
    answer.status = 304;
    return answer;
  }
  now = wanted;
  return shown(state, call, issue, 201);
}

Answer subscribe(State& state, const Call& call) { return subscription(state, call, true); }
Answer unsubscribe(State& state, const Call& call) { return subscription(state, call, false); }

Answer reorder(State& state, const Call& call) {
  auto& issue = state.issue_of(call, "issue_iid");
  state.needs_level(call, *issue.project, planner);
  for (const auto* key : {"move_after_id", "move_before_id"}) {
    if (!call.given(key)) continue;
    const auto id = call.number(key).value_or(0);
    const auto& all = issue.project->issues;
    if (std::none_of(all.begin(), all.end(), [id](const Issue& other) { return other.id == id && !other.deleted; })) {
      refuse(422, {{"message", {{"error", "Unprocessable Entity"}}}});
    }
  }
  return shown(state, call, issue, 200);
}

/// The issue as a new one of another project, or of its own.
Issue& copy_to(State& state, const Issue& issue, Project& project, long author, Millis at) {
  auto& copy = state.make_issue(project, author, at);
  copy.title = issue.title;
  copy.description = issue.description;
  copy.due_date = issue.due_date;
  copy.confidential = issue.confidential;
  copy.estimate = issue.estimate;
  copy.type = issue.type;
  for (const auto id : issue.labels) {
    if (const auto* label = state.find_label(project, state.labels.at(id).name)) copy.labels.push_back(label->id);
  }
  return copy;
}

Project& target_of(State& state, const Call& call) {
  ParamCheck(call).needs("to_project_id").integer("to_project_id").done();
  auto* target = state.find_project(call.text("to_project_id"));
  if (target == nullptr || !state.can_read(call.user, *target)) not_found("Project Not Found");
  return *target;
}

Answer move(State& state, const Call& call) {
  auto& target = target_of(state, call);
  auto& issue = state.issue_of(call, "issue_iid");
  state.needs_level(call, *issue.project, planner);
  state.needs_level(call, target, planner);
  if (&target == issue.project) return shown(state, call, issue, 201);
  const auto* from = issue.project;
  auto& moved = copy_to(state, issue, target, issue.author, issue.created);
  moved.notes = issue.notes;
  Editor editor(state, issue, call.user->id);
  editor.close();
  editor.note(fmt::format("moved to {}#{}", state.full_path(target), moved.iid));
  issue.moved_to = moved.id;
  IssueView view;
  view.user = call.user;
  view.seen_from = from;
  Answer answer;
  answer.status = 201;
  answer.body = issue_view(state, moved, view);
  return answer;
}

Answer clone(State& state, const Call& call) {
  auto& target = target_of(state, call);
  auto& issue = state.issue_of(call, "issue_iid");
  state.needs_level(call, *issue.project, planner);
  state.needs_level(call, target, planner);
  auto& copy = copy_to(state, issue, target, call.user->id, state.stamp());
  auto answer = shown(state, call, copy, 201);
  if (call.flag("with_notes")) {
    copy.notes = issue.notes;
    for (auto& note : copy.notes) note.id = state.next("note");
  }
  return answer;
}

Answer participants(State& state, const Call& call) {
  const auto& issue = state.issue_of(call, "issue_iid");
  std::set<long> ids{issue.author};
  ids.insert(issue.assignees.begin(), issue.assignees.end());
  for (const auto& note : issue.notes) ids.insert(note.author);
  const std::vector<long> rows(ids.begin(), ids.end());
  return paged(state, call, rows, {{"issue_iid", issue.iid}}, [&state](long id) { return user_view(state, id); });
}

Answer award(State& state, const Call& call) {
  ParamCheck(call).needs("name").done();
  auto& issue = state.issue_of(call, "issue_iid");
  state.needs_level(call, *issue.project, guest);
  const auto name = call.text("name");
  for (const auto& emoji : issue.emoji) {
    if (emoji.user == call.user->id && emoji.name == name)
      not_found("Award Emoji Name has already been taken Not Found");
  }
  const Emoji emoji{state.next("emoji"), call.user->id, name, state.stamp()};
  issue.emoji.push_back(emoji);
  Answer answer;
  answer.status = 201;
  answer.body = {{"id", emoji.id},
                 {"name", emoji.name},
                 {"user", user_view(state, emoji.user)},
                 {"created_at", iso_time(emoji.at)},
                 {"updated_at", iso_time(emoji.at)},
                 {"awardable_id", issue.id},
                 {"awardable_type", "Issue"},
                 {"url", nullptr}};
  return answer;
}

}  // namespace

void add_issue_extra_routes(Routes& routes) {
  const std::string issue = "projects/:id/issues/:issue_iid/";
  routes.push_back({"POST", issue + "time_estimate", set_estimate});
  routes.push_back({"POST", issue + "reset_time_estimate", reset_estimate});
  routes.push_back({"POST", issue + "add_spent_time", add_spent});
  routes.push_back({"POST", issue + "reset_spent_time", reset_spent});
  routes.push_back({"GET", issue + "time_stats", time_stats, Access::open});
  routes.push_back({"POST", issue + "subscribe", subscribe});
  routes.push_back({"POST", issue + "unsubscribe", unsubscribe});
  routes.push_back({"PUT", issue + "reorder", reorder});
  routes.push_back({"POST", issue + "move", move});
  routes.push_back({"POST", issue + "clone", clone});
  routes.push_back({"GET", issue + "participants", participants, Access::open});
  routes.push_back({"POST", issue + "award_emoji", award});
}

}  // namespace secokr::test::fake_gitlab
