#include "support/gitlab_double/quick_actions.hpp"

#include <algorithm>
#include <functional>
#include <map>

#include <fmt/format.h>

#include "base/text.hpp"
#include "support/gitlab_double/changes.hpp"
#include "support/gitlab_double/views.hpp"

namespace secokr::test::fake_gitlab {

namespace {

struct Run {
  State& state;
  Issue& issue;
  const User& user;
  Editor editor;
  ActionResult result{};
  std::optional<std::optional<std::string>> new_due_date{};  ///< set after all else, as GitLab notes it

  void say(const std::string& message) { result.messages.push_back(message); }
};

/// The names in `~a ~"b c" d`.
std::vector<std::string> label_names(std::string_view text) {
  std::vector<std::string> names;
  while (!(text = base::trim(text)).empty()) {
    if (text.front() == '~' || text.front() == ',') text.remove_prefix(1);
    if (text.empty()) break;
    const bool quoted = text.front() == '"';
    if (quoted) text.remove_prefix(1);
    const auto end = std::min(quoted ? text.find('"') : text.find_first_of(" ,\t"), text.size());
    if (end > 0) names.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + (quoted ? 1 : 0), text.size()));
  }
  return names;
}

std::string label_words(const State& state, const std::vector<long>& ids) {
  std::string text;
  for (const auto id : ids) text += fmt::format("~\"{}\" ", state.labels.at(id).name);
  return text + (ids.size() == 1 ? "label" : "labels");
}

std::vector<long> named_users(Run& run, std::string_view text) {
  std::vector<long> ids;
  for (const auto part : base::split(text, ' ')) {
    auto name = base::trim(part);
    if (name.ends_with(',')) name.remove_suffix(1);
    const auto* user = name == "me" ? &run.user : run.state.find_user(name.starts_with('@') ? name.substr(1) : name);
    if (user != nullptr && run.state.can_read(user, run.issue)) ids.push_back(user->id);
  }
  return ids;
}

void label(Run& run, const std::string& argument) {
  const auto ids = label_ids(run.state, *run.issue.project, label_names(argument), false);
  if (ids.empty()) return;
  run.editor.add_labels(ids);
  run.result.changes["add_label_ids"] = ids;
  run.say(fmt::format("Added {}.", label_words(run.state, ids)));
}

void unlabel(Run& run, const std::string& argument) {
  const auto ids =
      argument.empty() ? run.issue.labels : label_ids(run.state, *run.issue.project, label_names(argument), false);
  if (ids.empty()) return;
  run.result.changes[argument.empty() ? "label_ids" : "remove_label_ids"] =
      argument.empty() ? Json::array() : Json(ids);
  run.say(argument.empty() ? "Removed all labels." : fmt::format("Removed {}.", label_words(run.state, ids)));
  run.editor.remove_labels(ids);
}

void relabel(Run& run, const std::string& argument) {
  const auto ids = label_ids(run.state, *run.issue.project, label_names(argument), false);
  if (ids.empty()) return;
  run.editor.labels(ids);
  run.result.changes["label_ids"] = ids;
  run.say(fmt::format("Replaced all labels with {}.", label_words(run.state, ids)));
}

void due(Run& run, const std::string& argument) {
  const auto day = read_day(argument);
  if (!day) return;
  run.new_due_date = day;
  run.result.changes["due_date"] = *day;
  run.say(fmt::format("Set the due date to {}.", short_day(*day)));
}

void assign(Run& run, const std::string& argument) {
  auto ids = named_users(run, argument);
  if (ids.empty()) return;
  if (!run.state.at_least(Tier::premium)) {
    ids.resize(1);
  } else {
    ids.insert(ids.begin(), run.issue.assignees.begin(), run.issue.assignees.end());
  }
  run.editor.assignees(ids);
  run.result.changes["assignee_ids"] = run.issue.assignees;
  run.say(fmt::format("Assigned @{}.", run.state.users.at(ids.back()).username));
}

void unassign(Run& run, const std::string& argument) {
  auto kept = run.issue.assignees;
  const auto named = named_users(run, argument);
  std::erase_if(kept,
                [&](long id) { return argument.empty() || std::find(named.begin(), named.end(), id) != named.end(); });
  if (kept == run.issue.assignees) return;
  run.say(fmt::format("Removed assignee @{}.", run.state.users.at(run.issue.assignees.front()).username));
  run.editor.assignees(kept);
  run.result.changes["assignee_ids"] = kept;
}

void health(Run& run, const std::string& argument) {
  if (argument != "on_track" && argument != "needs_attention" && argument != "at_risk") return;
  if (run.state.dropped != "health") {
    run.issue.health = argument;
    run.editor.touch();
  }
  run.result.changes["health_status"] = argument;
  run.say(fmt::format("Set health status to {}.", argument));
}

void estimate(Run& run, const std::string& argument) {
  const auto seconds = read_duration(argument);
  if (!seconds) return;
  run.editor.estimate(*seconds);
  run.result.changes["time_estimate"] = *seconds;
  run.say(fmt::format("Set time estimate to {}.", human_time(*seconds).get<std::string>()));
}

void milestone(Run& run, const std::string& argument) {
  auto wanted = base::trim(argument);
  if (wanted.starts_with('%')) wanted.remove_prefix(1);
  if (wanted.size() > 1 && wanted.front() == '"' && wanted.back() == '"') wanted = wanted.substr(1, wanted.size() - 2);
  for (const auto& [id, milestone] : run.state.milestones) {
    if (milestone.project != run.issue.project->id || milestone.title != wanted) continue;
    run.editor.milestone(id);
    run.result.changes["milestone_id"] = id;
    run.say(fmt::format("Set the milestone to %\"{}\".", wanted));
  }
}

using Handler = std::function<void(Run&, const std::string&)>;

struct Action {
  Handler run{};
  std::function<bool(const Run&)> possible{};
  int level = planner;
};

const std::map<std::string, Action>& actions() {
  static const auto always = [](const Run&) { return true; };
  static const auto changed = [](std::string key, Json value, std::string message, void (*apply)(Run&)) -> Handler {
    return [=](Run& run, const std::string&) {
      apply(run);
      run.result.changes[key] = value;
      run.say(message);
    };
  };
  static const std::map<std::string, Action> all{
      {"label", {label, always}},
      {"unlabel", {unlabel, [](const Run& run) { return !run.issue.labels.empty(); }}},
      {"relabel", {relabel, [](const Run& run) { return !run.issue.labels.empty(); }}},
      {"due", {due, always}},
      {"remove_due_date",
       {changed("due_date", nullptr, "Removed the due date.", [](Run& run) { run.new_due_date.emplace(); }),
        [](const Run& run) { return run.issue.due_date.has_value(); }}},
      {"close",
       {changed("state_event", "close", "Closed this issue.", [](Run& run) { run.editor.close(); }),
        [](const Run& run) { return !run.issue.closed; }}},
      {"reopen",
       {changed("state_event", "reopen", "Reopened this issue.", [](Run& run) { run.editor.reopen(); }),
        [](const Run& run) { return run.issue.closed; }}},
      {"title",
       {[](Run& run, const std::string& argument) {
          if (argument.empty()) return;
          run.editor.title(argument);
          run.result.changes["title"] = argument;
          run.say(fmt::format("Changed the title to \"{}\".", argument));
        },
        always}},
      {"assign", {assign, always}},
      {"unassign", {unassign, [](const Run& run) { return !run.issue.assignees.empty(); }}},
      {"confidential",
       {changed("confidential", true, "Made this issue confidential.", [](Run& run) { run.editor.confidential(true); }),
        [](const Run& run) { return !run.issue.confidential; }}},
      {"lock",
       {changed("discussion_locked", true, "Locked the discussion.", [](Run& run) { run.editor.locked(true); }),
        [](const Run& run) { return !run.issue.locked.value_or(false); }}},
      {"unlock",
       {changed("discussion_locked", false, "Unlocked the discussion.", [](Run& run) { run.editor.locked(false); }),
        [](const Run& run) { return run.issue.locked.value_or(false); }}},
      {"estimate", {estimate, always}},
      {"remove_estimate",
       {changed("time_estimate", 0, "Removed time estimate.", [](Run& run) { run.editor.estimate(0); }), always}},
      {"milestone", {milestone, always}},
      {"remove_milestone",
       {changed("milestone_id", nullptr, "Removed the milestone.", [](Run& run) { run.editor.milestone(0); }),
        [](const Run& run) { return run.issue.milestone != 0; }}},
      {"health_status", {health, always}},
      {"clear_health_status",
       {changed("health_status", nullptr, "Cleared health status.", [](Run& run) { run.issue.health.reset(); }),
        [](const Run& run) { return run.issue.health.has_value(); }}},
      {"weight",
       {[](Run& run, const std::string& argument) {
          const auto weight = read_number(argument);
          if (!weight) return;
          run.issue.weight = weight;
          run.editor.touch();
          run.result.changes["weight"] = *weight;
          run.say(fmt::format("Set weight to {}.", *weight));
        },
        always}},
  };
  return all;
}

std::string plain_name(const std::string& name) {
  static const std::map<std::string, std::string> same{
      {"labels", "label"}, {"remove_label", "unlabel"}, {"remove_assignee", "unassign"}, {"reassign", "assign"}};
  const auto found = same.find(name);
  return found == same.end() ? name : found->second;
}

}  // namespace

ActionResult run_actions(State& state, Issue& issue, const User& user, const std::vector<QuickAction>& wanted) {
  Run run{state, issue, user, Editor(state, issue, user.id)};
  for (const auto& action : wanted) {
    const auto found = actions().find(plain_name(action.name));
    if (found == actions().end()) continue;
    const auto& [key, rule] = *found;
    if (state.level(&user, *issue.project) < rule.level || !rule.possible(run)) {
      run.say(fmt::format("Could not apply {} command.", action.name));
    } else {
      rule.run(run, action.argument);
    }
  }
  if (run.new_due_date) run.editor.due_date(*run.new_due_date);
  return run.result;
}

}  // namespace secokr::test::fake_gitlab
