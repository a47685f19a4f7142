#include <algorithm>

#include <fmt/format.h>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "support/gitlab_double/changes.hpp"
#include "support/gitlab_double/limits.hpp"
#include "support/gitlab_double/pages.hpp"
#include "support/gitlab_double/quick_actions.hpp"
#include "support/gitlab_double/router.hpp"
#include "support/gitlab_double/views.hpp"

namespace secokr::test::fake_gitlab {

namespace {

constexpr std::size_t longest_note = 1'000'000;

[[noreturn]] void bad_note(std::string_view why) {
  refuse(400, {{"message", fmt::format("400 Bad request - Note {{:note=>[\"{}\"]}}", why)}});
}

void check_body(const std::string& text) {
  if (base::trim(text).empty()) bad_note("can't be blank");
  if (base::character_count(text) > longest_note) bad_note("is too long (maximum is 1000000 characters)");
}

/// The answer to a note that had nothing but actions.
Answer actions_only(const ActionResult& result) {
  if (result.messages.empty()) refuse(400, {{"message", "400 Bad request - Failed to apply commands."}});
  Answer answer;
  answer.status = 202;
  answer.body = {{"commands_changes", result.changes}, {"summary", Json::array({base::join(result.messages, " ")})}};
  return answer;
}

Answer shown(const State& state, const Issue& issue, const Note& note, const Json& changes, int status) {
  Answer answer;
  answer.status = status;
  answer.body = note_view(state, issue, note);
  answer.body["commands_changes"] = changes;
  return answer;
}

bool visible(const State& state, const Call& call, const Issue& issue, const Note& note) {
  return !note.internal || state.level(call.user, *issue.project) >= planner ||
         (call.user != nullptr && call.user->id == note.author);
}

Note& note_of(const State& state, const Call& call, Issue& issue) {
  const auto id = read_number(call.route.at("note_id"));
  if (!id) bad_params("note_id is invalid");
  const auto found =
      std::find_if(issue.notes.begin(), issue.notes.end(), [&id](const Note& note) { return note.id == *id; });
  if (found == issue.notes.end() || !visible(state, call, issue, *found)) not_found();
  return *found;
}

/// A note may be changed by its author and by maintainers; a system note by nobody.
void needs_own(const State& state, const Call& call, const Issue& issue, const Note& note) {
  const bool own = call.user->id == note.author || state.level(call.user, *issue.project) >= maintainer;
  if (issue.project->archived || note.system || !own) forbidden();
}

Answer list(State& state, const Call& call) {
  ParamCheck(call)
      .one_of("order_by", {"created_at", "updated_at"})
      .one_of("sort", {"asc", "desc"})
      .one_of("activity_filter", {"all_notes", "only_comments", "only_activity"})
      .done();
  page_request(call);
  const auto& issue = state.issue_of(call, "noteable_id");
  const auto filter = call.text("activity_filter");
  std::vector<const Note*> rows;
  for (const auto& note : issue.notes) {
    if ((filter == "only_comments" && note.system) || (filter == "only_activity" && !note.system)) continue;
    rows.push_back(&note);
  }
  const bool by_update = call.text("order_by") == "updated_at";
  const bool ascending = call.text("sort") == "asc";
  // What is called created_at is the order of the ids: a backdated note stands where it was written.
  std::sort(rows.begin(), rows.end(), [&](const Note* a, const Note* b) {
    if (!ascending) std::swap(a, b);
    if (by_update && a->updated != b->updated) return a->updated < b->updated;
    return a->id < b->id;
  });
  const Json defaults{
      {"activity_filter", "all_notes"}, {"order_by", "created_at"}, {"sort", "desc"}, {"noteable_id", issue.iid}};
  auto answer = paged(state, call, rows, defaults, [&](const Note* note) {
    // Hidden ones are taken out after paging: such a page is short though more follow.
    return visible(state, call, issue, *note) ? note_view(state, issue, *note) : Json();
  });
  auto seen = Json::array();
  for (auto& note : answer.body) {
    if (!note.is_null()) seen.push_back(std::move(note));
  }
  answer.body = std::move(seen);
  return answer;
}

Answer get(State& state, const Call& call) {
  auto& issue = state.issue_of(call, "noteable_id");
  return shown(state, issue, note_of(state, call, issue), Json::object(), 200);
}

Answer create(State& state, const Call& call) {
  ParamCheck(call).needs("body").boolean("internal").boolean("confidential").time("created_at").done();
  auto& issue = state.issue_of(call, "noteable_id");
  if (issue.project->archived || (issue.locked.value_or(false) && state.level(call.user, *issue.project) < guest)) {
    forbidden();
  }
  check_limit(state, call, "notes_create_limit", "");
  const auto split = split_actions(state, call.text("body"));
  if (split.actions.empty() || !split.text.empty()) check_body(split.text);
  const auto result = run_actions(state, issue, *call.user, split.actions);
  if (split.text.empty()) return actions_only(result);
  Note note;
  note.id = state.next("note");
  note.author = call.user->id;
  note.body = split.text;
  note.created = state.stamp();
  note.internal = call.flag("internal") || call.flag("confidential");
  if (call.given("created_at") && state.level(call.user, *issue.project) >= owner) {
    note.created = *read_time(call.text("created_at"));
  }
  note.updated = note.created;
  issue.notes.push_back(note);
  Editor editor(state, issue, call.user->id);
  editor.mentions(note.body, note.id);
  // A note touches its issue once a minute at most.
  if (note.updated > issue.updated + 60'000) editor.touch();
  return shown(state, issue, note, result.changes, 201);
}

void drop_note(Issue& issue, long id) {
  std::erase_if(issue.notes, [id](const Note& note) { return note.id == id; });
}

Answer update(State& state, const Call& call) {
  ParamCheck(call).needs("body").filled("body").done();
  auto& issue = state.issue_of(call, "noteable_id");
  auto& note = note_of(state, call, issue);
  needs_own(state, call, issue, note);
  const auto id = note.id;
  const auto split = split_actions(state, call.text("body"));
  if (split.actions.empty() || !split.text.empty()) check_body(split.text);
  const auto result = run_actions(state, issue, *call.user, split.actions);
  if (split.text.empty()) {
    drop_note(issue, id);
    return actions_only(result);
  }
  // The actions may have left system notes, and so have moved this one.
  auto& kept = note_of(state, call, issue);
  if (kept.body != split.text) {
    kept.body = split.text;
    kept.updated = state.stamp();
  }
  return shown(state, issue, kept, result.changes, 200);
}

Answer remove(State& state, const Call& call) {
  auto& issue = state.issue_of(call, "noteable_id");
  const auto& note = note_of(state, call, issue);
  needs_own(state, call, issue, note);
  drop_note(issue, note.id);
  Answer answer;
  answer.status = 204;
  return answer;
}

Answer discussions(State& state, const Call& call) {
  const auto& issue = state.issue_of(call, "noteable_id");
  std::vector<const Note*> rows;
  for (const auto& note : issue.notes) {
    if (visible(state, call, issue, note)) rows.push_back(&note);
  }
  std::stable_sort(rows.begin(), rows.end(), [](const Note* a, const Note* b) { return a->created < b->created; });
  return paged(state, call, rows, {{"noteable_id", issue.iid}}, [&](const Note* note) -> Json {
    return {{"id", base::sha256_hex(std::to_string(note->id)).substr(0, 40)},
            {"individual_note", true},
            {"notes", Json::array({note_view(state, issue, *note)})}};
  });
}

}  // namespace

void add_note_routes(Routes& routes) {
  const std::string issue = "projects/:id/issues/:noteable_id/";
  routes.push_back({"GET", issue + "notes", list, Access::open});
  routes.push_back({"POST", issue + "notes", create});
  routes.push_back({"GET", issue + "notes/:note_id", get, Access::open});
  routes.push_back({"PUT", issue + "notes/:note_id", update});
  routes.push_back({"DELETE", issue + "notes/:note_id", remove});
  routes.push_back({"GET", issue + "discussions", discussions, Access::open});
}

}  // namespace secokr::test::fake_gitlab
