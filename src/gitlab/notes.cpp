#include "gitlab/notes.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "base/text.hpp"
#include "gitlab/kept_fields.hpp"
#include "gitlab/lost_answer.hpp"
#include "gitlab/quick_actions.hpp"
#include "http/status.hpp"

namespace secokr::gitlab {

using tracker::IssueRef;
using tracker::NewNote;
using tracker::Note;

namespace {

http::PagedList list_of(const Endpoints& urls, const IssueRef& ref) {
  return {.url = urls.notes(ref),
          .query = {{"activity_filter", "only_comments"}, {"order_by", "created_at"}, {"sort", "asc"}}};
}

Error only_actions() {
  return {.kind = ErrorKind::refused,
          .what = "the note would be nothing but quick actions",
          .reason = "GitLab does what they say and keeps no note",
          .help = "Write a sentence beside the lines that begin with `/`"};
}

std::string text_of(const NewNote& note) {
  return note.health.empty() ? note.body : with_health(note.body, note.health);
}

}  // namespace

Status Notes::of(std::span<const IssueRef> refs, const tracker::Sink<Note>& sink) {
  std::vector<http::PagedList> lists;
  for (const IssueRef& ref : refs) lists.push_back(list_of(m_api.urls(), ref));
  if (lists.empty()) return {};
  return m_api.rows(
      lists, [&](std::size_t list) { return m_api.asked("the notes", refs[list]); },
      [&](std::size_t list, const Json& row) -> Expected<bool> {
        const Note note = note_of(row, refs[list]);
        return note.system || sink(note);
      });
}

Status Notes::check(const NewNote& wanted) {
  SECOKR_CHECK(m_api.may_write());
  if (base::trim(wanted.body).empty())
    return fail(
        {.kind = ErrorKind::refused, .what = "a note cannot be empty", .help = "Write what the note should say"});
  if (is_actions_only(wanted.body)) return fail(only_actions());
  if (wanted.health.empty()) return {};
  SECOKR_TRY(const tracker::Capabilities can, m_probe.capabilities());
  if (can.health_status) return {};
  return fail({.kind = ErrorKind::bug,
               .what = "a health was to be set where the server has none",
               .reason = "readers would see `/health_status` as text",
               .help = "Please report this"});
}

Expected<std::optional<Note>> Notes::mine_with(const IssueRef& ref, const std::string& body) {
  SECOKR_TRY(const tracker::Account me, m_home.whoami());
  std::optional<Note> found;
  SECOKR_CHECK(of({&ref, 1}, [&](const Note& note) {
    if (note.author == me.username && is_kept(body, note.body)) found = note;
    return true;
  }));
  return found;
}

Expected<Note> Notes::kept(http::Answer answer, const IssueRef& ref, const Asked& asked) {
  const bool has_no_note = answer && answer->status == http::status::accepted;
  SECOKR_TRY(const Json json, m_api.json(std::move(answer), asked));
  if (!has_no_note) return note_of(json, ref);
  Error error = only_actions();
  error.what = "GitLab took the note for quick actions and kept no note";
  error.reason.clear();
  if (json.contains("summary") && json["summary"].is_array())
    for (const Json& line : json["summary"])
      if (line.is_string()) error.reason += (error.reason.empty() ? "" : " ") + line.get<std::string>();
  error.reason = base::strip_controls(error.reason);
  return fail(std::move(error));
}

Expected<Note> Notes::compared(Note note, const NewNote& wanted) {
  if (!is_kept(wanted.body, note.body)) note.dropped.emplace_back("text");
  if (wanted.health.empty()) return note;
  SECOKR_TRY(const tracker::Issue issue, m_issues.read(note.issue));
  if (issue.health != wanted.health) note.dropped.emplace_back("health");
  return note;
}

Expected<Note> Notes::add(const IssueRef& ref, const NewNote& wanted) {
  SECOKR_CHECK(check(wanted));
  auto answer = m_api.send(http::Method::post, m_api.urls().notes(ref), {{"body", text_of(wanted)}});
  if (doubt_of(answer) != Doubt::none) {
    SECOKR_TRY(Note found, look_for<Note>(m_api, answer, fmt::format("the note on issue #{}", ref.iid),
                                          m_api.asked(ref), [&] { return mine_with(ref, wanted.body); }));
    return compared(std::move(found), wanted);
  }
  SECOKR_TRY(Note made, kept(std::move(answer), ref, m_api.asked(ref)));
  return compared(std::move(made), wanted);
}

Expected<Note> Notes::edit(const IssueRef& ref, long note_id, const NewNote& wanted) {
  SECOKR_CHECK(check(wanted));
  SECOKR_TRY(const tracker::Account me, m_home.whoami());
  const std::string url = m_api.urls().note(ref, note_id);
  const Asked asked{fmt::format("note {} of issue #{}", note_id, ref.iid)};
  SECOKR_TRY(const Json json, m_api.get(url, asked));
  Note present = note_of(json, ref);
  if (present.author != me.username)
    return fail({.kind = ErrorKind::authentication,
                 .what = fmt::format("the note {} on issue #{} is not yours", note_id, ref.iid),
                 .reason = fmt::format("@{} wrote it and you are @{}", present.author, me.username),
                 .help = "Post a note of your own"});
  if (is_kept(wanted.body, present.body)) {
    SECOKR_TRY(present, compared(std::move(present), wanted));
    if (present.dropped.empty()) return present;
  }
  SECOKR_TRY(Note edited, kept(m_api.send(http::Method::put, url, {{"body", text_of(wanted)}}), ref, asked));
  return compared(std::move(edited), wanted);
}

}  // namespace secokr::gitlab
