#include "support/fake_tracker.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace secokr::test {

using namespace tracker;

namespace {

bool joins(const Link& link, const IssueRef& a, const IssueRef& b) {
  return (link.from == a && link.to == b) || (link.from == b && link.to == a);
}

constexpr std::string_view own_project = "fake";

// In a group stands everything.
bool lies_in(const IssueRef& ref, const IssueQuery& query) {
  return !query.group.empty() || ref.project == (query.project.empty() ? own_project : query.project);
}

bool matches(const Issue& issue, const IssueQuery& query) {
  const auto has_label = [&](const std::string& label) {
    return std::find(issue.labels.begin(), issue.labels.end(), label) != issue.labels.end();
  };
  const auto holds = [&](const std::string& marker) { return issue.description.find(marker) != std::string::npos; };
  return std::all_of(query.labels.begin(), query.labels.end(), has_label) &&
         (query.iids.empty() || std::find(query.iids.begin(), query.iids.end(), issue.ref.iid) != query.iids.end()) &&
         (query.markers.empty() || std::any_of(query.markers.begin(), query.markers.end(), holds)) &&
         (!query.state || *query.state == issue.state);
}

}  // namespace

Issue& FakeTracker::add(std::string title, std::string description) {
  const long iid = static_cast<long>(all.size()) + 1;
  all.push_back({.ref = {std::string(own_project), iid},
                 .url = fmt::format("https://tracker.test/{}", iid),
                 .title = std::move(title),
                 .description = std::move(description),
                 .author = m_user});
  return all.back();
}

Issue& FakeTracker::issue_titled(std::string_view part) { return issue_with(&Issue::title, part); }
Issue& FakeTracker::issue_saying(std::string_view part) { return issue_with(&Issue::description, part); }

Issue& FakeTracker::issue_with(std::string Issue::* text, std::string_view part) {
  for (Issue& issue : all)
    if ((issue.*text).find(part) != std::string::npos) return issue;
  throw std::runtime_error(fmt::format("no issue has \"{}\"", part));
}

Note& FakeTracker::put_note(const IssueRef& ref, std::string body, std::string author, base::Instant at) {
  notes.push_back({.id = static_cast<long>(notes.size()) + 1,
                   .issue = ref,
                   .body = std::move(body),
                   .author = std::move(author),
                   .created_at = at,
                   .updated_at = at});
  return notes.back();
}

Status FakeTracker::begin_write(const std::string& request) {
  requests.push_back(request);
  if (before_write) before_write();
  if (fail_at && (*fail_at)-- == 0) {
    fail_at.reset();
    return fail(failure);
  }
  writes.push_back(request);
  return {};
}

Expected<Issue*> FakeTracker::find(const IssueRef& ref) {
  for (Issue& issue : all)
    if (issue.ref == ref) return &issue;
  return fail({.kind = ErrorKind::refused, .what = fmt::format("there is no issue {}", ref.iid)});
}

Expected<Account> FakeTracker::whoami() {
  if (account) return *account;
  return Account{.username = m_user};
}

Expected<Project> FakeTracker::project() {
  return Project{.path = std::string(own_project), .origin = "https://tracker.test", .id = number};
}

Expected<Capabilities> FakeTracker::capabilities() { return server; }

Expected<std::vector<std::string>> FakeTracker::users(std::span<const std::string> names) {
  return std::vector<std::string>(names.begin(), names.end());
}

Expected<std::vector<std::string>> FakeTracker::editors(std::span<const std::string> names, const std::string&) {
  std::vector<std::string> found(names.begin(), names.end());
  if (may_edit)
    std::erase_if(found, [&](const std::string& name) {
      return std::find(may_edit->begin(), may_edit->end(), name) == may_edit->end();
    });
  return found;
}

Status FakeTracker::issues(const IssueQuery& query, const Sink<Issue>& sink) {
  requests.push_back("issues");
  for (const Issue& issue : std::vector<Issue>(all))
    if (lies_in(issue.ref, query) && matches(issue, query) && !sink(issue)) break;
  return {};
}

Expected<Issue> FakeTracker::create(const NewIssue& issue) {
  SECOKR_CHECK(begin_write("create " + issue.title));
  Issue& made = add(issue.title, issue.description);
  made.labels = issue.labels;
  std::sort(made.labels.begin(), made.labels.end());
  made.assignees = issue.assignees;
  made.due = issue.due;
  made.confidential = issue.confidential;
  Issue answer = made;
  answer.dropped = dropped;
  return answer;
}

Expected<Issue> FakeTracker::edit(const IssueRef& ref, const IssueEdit& edit) {
  SECOKR_CHECK(begin_write(fmt::format("edit {}", ref.iid)));
  SECOKR_TRY(Issue* const issue, find(ref));
  if (edit.title) issue->title = *edit.title;
  if (edit.description) issue->description = *edit.description;
  if (edit.assignees) issue->assignees = *edit.assignees;
  if (edit.due) issue->due = *edit.due;
  if (edit.confidential) issue->confidential = *edit.confidential;
  if (edit.state) issue->state = *edit.state;
  for (const std::string& label : edit.remove_labels) std::erase(issue->labels, label);
  for (const std::string& label : edit.add_labels)
    if (!matches(*issue, {.labels = {label}})) issue->labels.push_back(label);
  std::sort(issue->labels.begin(), issue->labels.end());
  Issue answer = *issue;
  answer.dropped = dropped;
  return answer;
}

std::vector<Label>& FakeTracker::defined_at(const LabelHome& home) {
  const std::string& place = home.group.empty() ? home.project : home.group;
  return place.empty() || place == own_project ? defined : defined_elsewhere[place];
}

Expected<std::vector<Label>> FakeTracker::labels(const LabelHome& home) {
  requests.push_back("labels");
  return defined_at(home);
}

Expected<bool> FakeTracker::ensure_label(const Label& label, const LabelHome& home) {
  SECOKR_CHECK(begin_write("ensure_label " + label.name));
  std::vector<Label>& present = defined_at(home);
  const auto same = std::find_if(present.begin(), present.end(), [&](const Label& each) {
    return each.name == label.name && (each.inherited || each == label);
  });
  if (same != present.end()) return false;
  std::erase_if(present, [&](const Label& each) { return each.name == label.name; });
  present.push_back(label);
  return true;
}

Status FakeTracker::notes_of(std::span<const IssueRef> refs, const Sink<Note>& sink) {
  requests.push_back("notes_of");
  for (const IssueRef& ref : refs)
    for (const Note& note : std::vector<Note>(notes))
      if (note.issue == ref && !sink(note)) return {};
  return {};
}

Expected<Note> FakeTracker::add_note(const IssueRef& ref, const NewNote& note) {
  SECOKR_CHECK(begin_write(fmt::format("add_note {}", ref.iid)));
  SECOKR_CHECK(set_health(ref, note.health));
  notes.push_back({.id = static_cast<long>(notes.size()) + 1, .issue = ref, .body = note.body, .author = m_user});
  Note answer = notes.back();
  answer.dropped = dropped;
  return answer;
}

Status FakeTracker::set_health(const IssueRef& ref, const std::string& health) {
  if (health.empty()) return {};
  SECOKR_TRY(Issue* const issue, find(ref));
  issue->health = health;
  return {};
}

Expected<Note> FakeTracker::edit_note(const IssueRef& ref, long note_id, const NewNote& edit) {
  SECOKR_CHECK(begin_write(fmt::format("edit_note {} {}", ref.iid, note_id)));
  SECOKR_CHECK(set_health(ref, edit.health));
  for (Note& note : notes)
    if (note.issue == ref && note.id == note_id) {
      note.body = edit.body;
      Note answer = note;
      answer.dropped = dropped;
      return answer;
    }
  return fail({.kind = ErrorKind::refused, .what = fmt::format("there is no note {}", note_id)});
}

Status FakeTracker::links_of(std::span<const IssueRef> refs, const Sink<Link>& sink) {
  requests.push_back("links_of");
  for (const IssueRef& ref : refs)
    for (const Link& link : links)
      if ((link.from == ref || link.to == ref) && !sink({ref, link.from == ref ? link.to : link.from, link.type}))
        return {};
  return {};
}

Expected<bool> FakeTracker::link(const IssueRef& from, const IssueRef& to, LinkType type) {
  SECOKR_CHECK(begin_write(fmt::format("link {} {}", from.iid, to.iid)));
  if (std::any_of(links.begin(), links.end(), [&](const Link& link) { return joins(link, from, to); })) return false;
  links.push_back({from, to, type});
  return true;
}

Expected<bool> FakeTracker::unlink(const IssueRef& from, const IssueRef& to) {
  SECOKR_CHECK(begin_write(fmt::format("unlink {} {}", from.iid, to.iid)));
  return std::erase_if(links, [&](const Link& link) { return joins(link, from, to); }) > 0;
}

Expected<std::vector<Event>> FakeTracker::events_of(const IssueRef& ref) {
  requests.push_back(fmt::format("events {}", ref.iid));
  return events[ref.iid];
}

}  // namespace secokr::test
