#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "support/gitlab_double/changes.hpp"
#include "support/gitlab_double/limits.hpp"
#include "support/gitlab_double/quick_actions.hpp"
#include "support/gitlab_double/router.hpp"
#include "support/gitlab_double/views.hpp"

namespace secokr::test::fake_gitlab {

namespace {

constexpr std::size_t longest_description = 1'048'576;

Answer shown(const State& state, const Call& call, const Issue& issue, int status) {
  IssueView view;
  view.user = call.user;
  Answer answer;
  answer.status = status;
  answer.body = issue_view(state, issue, view);
  return answer;
}

void check_title(const std::string& title) {
  if (title.empty()) refuse(400, {{"message", {{"title", {"can't be blank"}}}}});
  if (base::character_count(title) > 255) {
    refuse(400, {{"message", {{"title", Json::array({"is too long (maximum is 255 characters)"})}}}});
  }
}

void check_description(const std::string& text) {
  if (text.size() <= longest_description) return;
  const auto tenths = text.size() * 10 / longest_description;
  const auto size =
      tenths % 10 == 0 ? fmt::format("{} MiB", tenths / 10) : fmt::format("{}.{} MiB", tenths / 10, tenths % 10);
  const auto why = Json::array({fmt::format("is too long ({}). The maximum size is 1 MiB.", size)});
  refuse(400, {{"message", {{"description", why}, {"work_item_description.description", why}}}});
}

void check_types(const Call& call) {
  ParamCheck(call)
      .one_of("issue_type", {"issue", "incident", "test_case", "task"})
      .one_of("state_event", {"reopen", "close"})
      .integer("milestone_id")
      .integer("assignee_id")
      .integer("iid")
      .boolean("confidential")
      .boolean("discussion_locked")
      .time("created_at")
      .time("updated_at")
      .done();
}

/// The users that the parameters ask for, as far as they can be assigned; nothing = leave it as it is.
std::optional<std::vector<long>> wanted_assignees(const State& state, const Call& call, const Issue& issue) {
  if (!call.has("assignee_ids") && !call.has("assignee_id")) return std::nullopt;
  auto words = call.words(call.has("assignee_ids") ? "assignee_ids" : "assignee_id");
  if (words.empty() || (words.size() == 1 && words.front() == "0")) return std::vector<long>();
  if (!state.at_least(Tier::premium)) words.resize(1);
  std::vector<long> ids;
  for (const auto& word : words) {
    const auto user = state.users.find(read_number(word).value_or(0));
    if (user != state.users.end() && state.can_read(&user->second, issue)) ids.push_back(user->first);
  }
  if (ids.empty()) return std::nullopt;
  return ids;
}

long wanted_milestone(const State& state, const Call& call, const Issue& issue) {
  const auto found = state.milestones.find(call.number("milestone_id").value_or(0));
  return found != state.milestones.end() && found->second.project == issue.project->id ? found->first : 0;
}

/// What the parameters say beyond title, description and state; before the description's quick actions.
void apply_fields(State& state, const Call& call, Issue& issue, Editor& editor, bool creates) {
  if (call.has("due_date")) editor.due_date(read_day(call.text("due_date")));
  if (call.has("milestone_id")) editor.milestone(wanted_milestone(state, call, issue));
  const bool may_create = creates || state.level(call.user, *issue.project) >= planner;
  if (call.has("labels")) editor.labels(label_ids(state, *issue.project, call.words("labels"), may_create));
  if (call.has("add_labels")) editor.add_labels(label_ids(state, *issue.project, call.words("add_labels"), may_create));
  if (call.has("remove_labels")) {
    editor.remove_labels(label_ids(state, *issue.project, call.words("remove_labels"), false));
  }
  if (const auto users = wanted_assignees(state, call, issue)) editor.assignees(*users);
  if (call.given("discussion_locked")) editor.locked(call.flag("discussion_locked"));
  if (call.given("issue_type")) issue.type = call.text("issue_type");
  if (state.at_least(Tier::premium) && call.has("weight")) issue.weight = call.number("weight");
}

Answer create(State& state, const Call& call) {
  ParamCheck(call).needs("title").done();
  check_types(call);
  auto& project = state.project_of(call);
  if (!project.issues_enabled || project.archived) forbidden();
  check_limit(state, call, "issues_create_limit", std::to_string(project.id));
  const auto title = std::string(base::trim(call.text("title")));
  check_title(title);
  const bool owns = state.level(call.user, project) >= owner;
  const auto iid = owns ? call.number("iid") : std::nullopt;
  if (iid && project.by_iid.contains(*iid)) refuse(409, {{"message", "Duplicated issue"}});
  auto split = split_actions(state, call.text("description"));
  check_description(split.text);
  auto at = state.stamp();
  if (owns && call.given("created_at")) at = *read_time(call.text("created_at"));
  auto& issue = state.make_issue(project, call.user->id, at, iid);
  issue.title = title;
  if (call.given("description") && !split.text.empty()) issue.description = split.text;
  issue.confidential = call.flag("confidential");
  Editor editor(state, issue, call.user->id);
  apply_fields(state, call, issue, editor, true);
  run_actions(state, issue, *call.user, split.actions);
  editor.mentions(split.text, 0);
  issue.updated = at;
  return shown(state, call, issue, 201);
}

std::vector<std::string> changeable(const State& state) {
  std::vector<std::string> keys{"assignee_id",       "assignee_ids", "confidential", "created_at", "description",
                                "discussion_locked", "due_date",     "labels",       "add_labels", "remove_labels",
                                "milestone_id",      "state_event",  "title",        "issue_type"};
  if (state.at_least(Tier::premium)) keys.insert(keys.end(), {"weight", "epic_id", "epic_iid"});
  return keys;
}

Answer update(State& state, const Call& call) {
  ParamCheck(call).any_of(changeable(state)).done();
  check_types(call);
  auto& issue = state.issue_of(call, "issue_iid");
  const auto level = state.level(call.user, *issue.project);
  if (issue.project->archived || (level < planner && call.user->id != issue.author)) forbidden();
  const auto title = std::string(base::trim(call.text("title")));
  if (call.has("title")) check_title(title);
  auto split = split_actions(state, call.text("description"));
  check_description(split.text);
  Editor editor(state, issue, call.user->id);
  const auto backdated = level >= owner ? read_time(call.text("updated_at")) : std::nullopt;
  if (backdated) editor.at(*backdated);
  if (call.has("title")) editor.title(title);
  if (call.has("description")) {
    editor.description(split.text.empty() ? std::nullopt : std::optional(split.text));
  }
  if (level >= planner) {
    if (call.given("confidential")) editor.confidential(call.flag("confidential"));
    apply_fields(state, call, issue, editor, false);
  }
  if (call.text("state_event") == "close") editor.close();
  if (call.text("state_event") == "reopen") editor.reopen();
  run_actions(state, issue, *call.user, split.actions);
  if (level >= owner && call.given("created_at")) issue.created = *read_time(call.text("created_at"));
  if (backdated) issue.updated = *backdated;
  return shown(state, call, issue, 200);
}

Answer get(State& state, const Call& call) { return shown(state, call, state.issue_of(call, "issue_iid"), 200); }

Answer remove(State& state, const Call& call) {
  auto& issue = state.issue_of(call, "issue_iid");
  const auto level = state.level(call.user, *issue.project);
  if (issue.project->archived || (level < owner && level != planner)) forbidden();
  issue.deleted = true;
  issue.project->by_iid.erase(issue.iid);
  std::erase_if(state.links, [&issue](const Link& link) { return link.source == &issue || link.target == &issue; });
  std::erase_if(state.todos, [&issue](const Todo& todo) { return todo.issue == &issue; });
  Answer answer;
  answer.status = 204;
  return answer;
}

}  // namespace

void add_issue_routes(Routes& routes) {
  routes.push_back({"POST", "projects/:id/issues", create});
  routes.push_back({"GET", "projects/:id/issues/:issue_iid", get, Access::open});
  routes.push_back({"PUT", "projects/:id/issues/:issue_iid", update});
  routes.push_back({"DELETE", "projects/:id/issues/:issue_iid", remove});
}

}  // namespace secokr::test::fake_gitlab
