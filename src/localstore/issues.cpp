#include "localstore/issues.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>

#include "base/text.hpp"
#include "localstore/events.hpp"
#include "localstore/labels.hpp"
#include "localstore/local_tracker.hpp"

namespace secokr::localstore {

using tracker::Issue;
using tracker::IssueEdit;
using tracker::IssueQuery;
using tracker::IssueState;

namespace {

constexpr std::size_t longest_title = 255;  // as on GitLab

std::string text_of(const std::optional<Day>& day) { return day ? to_string(*day) : std::string(); }

std::vector<std::string> strings(SQLite::Database& database, const char* sql, long iid) {
  std::vector<std::string> values;
  auto rows = statement(database, sql, iid);
  while (rows.executeStep()) values.push_back(rows.getColumn(0));
  return values;
}

Issue issue_of(SQLite::Database& database, const SQLite::Statement& row) {
  const long iid = row.getColumn(0).getInt64();
  return {.ref = {std::string(local_project), iid},
          .url = fmt::format("local:{}", iid),
          .title = row.getColumn(1),
          .description = row.getColumn(2),
          .state = row.getColumn(3).getInt() != 0 ? IssueState::opened : IssueState::closed,
          .labels = strings(database, "SELECT label FROM issue_labels WHERE iid = ? ORDER BY label", iid),
          .assignees = strings(database, "SELECT username FROM assignees WHERE iid = ? ORDER BY position", iid),
          .due = parse_day(row.getColumn(5).getString()),
          .confidential = row.getColumn(4).getInt() != 0,
          .author = row.getColumn(6),
          .created_at = instant_of(row.getColumn(7)),
          .updated_at = instant_of(row.getColumn(8))};
}

Error no_issue(const tracker::IssueRef& ref) {
  return {.kind = ErrorKind::refused,
          .what = fmt::format("there is no issue {}:{} on the local tracker", ref.project, ref.iid),
          .help = "Check the number, and that this workspace is the one you mean"};
}

Status check_title(const std::string& title) {
  const std::size_t length = base::character_count(title);
  if (length <= longest_title && !base::trim(title).empty()) return {};
  return fail({.kind = ErrorKind::refused,
               .what = length > longest_title ? fmt::format("the title has {} characters", length)
                                              : std::string("an issue needs a title"),
               .reason = fmt::format("A title has 1 to {} characters", longest_title),
               .help = "Change the title"});
}

Status check_marker(SQLite::Database& database, const tracker::NewIssue& wanted) {
  if (wanted.marker.empty()) return {};
  const int at_most = static_cast<int>(wanted.strangers.size()) + 1;
  const auto holders = issues_page(database, {.markers = {wanted.marker}}, 0, at_most);
  const auto holder = std::ranges::find_if_not(holders, [&](const Issue& issue) { return wanted.is_strangers(issue); });
  if (holder == holders.end()) return {};
  return fail({.kind = ErrorKind::refused,
               .what = fmt::format("an issue with the id `{}` exists already", wanted.marker),
               .reason = fmt::format("It is {}, `{}`", holder->url, holder->title),
               .help = "Run the command again: it finds that issue and goes on from there"});
}

void set_assignees(SQLite::Database& database, long iid, const std::vector<std::string>& usernames) {
  run(database, "DELETE FROM assignees WHERE iid = ?", iid);
  int position = 0;
  for (const std::string& username : usernames)
    if (!username.empty())
      run(database, "INSERT OR IGNORE INTO assignees (iid, username, position) VALUES (?, ?, ?)", iid, username,
          position++);
}

// The fields that stand in the issue's own row.
void set_fields(const Act& act, const Issue& now, const IssueEdit& edit) {
  auto& database = act.database;
  const long iid = now.ref.iid;
  if (edit.title) {
    run(database, "UPDATE issues SET title = ? WHERE iid = ?", *edit.title, iid);
    record_event(act, iid, "title", now.title, *edit.title);
  }
  if (edit.description) {
    const std::string description = tracker::kept_description(*edit.description);
    run(database, "UPDATE issues SET description = ? WHERE iid = ?", description, iid);
    record_event(act, iid, "description", now.description, description);
  }
  if (edit.due) {
    run(database, "UPDATE issues SET due = nullif(?, '') WHERE iid = ?", text_of(*edit.due), iid);
    record_event(act, iid, "due", text_of(now.due), text_of(*edit.due));
  }
  if (edit.confidential) {
    run(database, "UPDATE issues SET confidential = ? WHERE iid = ?", static_cast<int>(*edit.confidential), iid);
    record_event(act, iid, "confidential", now.confidential ? "yes" : "", *edit.confidential ? "yes" : "");
  }
  if (edit.state) {
    const bool opened = *edit.state == IssueState::opened;
    run(database, "UPDATE issues SET opened = ? WHERE iid = ?", static_cast<int>(opened), iid);
    record_event(act, iid, "state", opened ? "closed" : "opened", opened ? "opened" : "closed");
  }
}

std::string texts_as_json(const std::vector<std::string>& texts) {
  return nlohmann::json(texts).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string numbers_as_json(const std::vector<long>& numbers) { return fmt::format("[{}]", fmt::join(numbers, ",")); }

}  // namespace

Expected<long> existing_iid(SQLite::Database& database, const tracker::IssueRef& ref) {
  if (ref.project == local_project && statement(database, "SELECT 1 FROM issues WHERE iid = ?", ref.iid).executeStep())
    return ref.iid;
  return fail(no_issue(ref));
}

Expected<Issue> read_issue(SQLite::Database& database, long iid) {
  const auto found = issues_page(database, {.iids = {iid}}, 0, 1);
  if (!found.empty()) return found.front();
  return fail(no_issue({std::string(local_project), iid}));
}

std::vector<Issue> issues_page(SQLite::Database& database, const IssueQuery& query, long after, int count) {
  std::string sql =
      "SELECT iid, title, description, opened, confidential, coalesce(due, ''), author, created_at, updated_at "
      "FROM issues AS i WHERE iid > ?";
  // Bytes are compared: a pattern would fold case and need escapes.
  if (!query.markers.empty()) {
    sql += " AND EXISTS (SELECT 1 FROM json_each(?) AS m WHERE i.marker = m.value OR instr(description, m.value) > 0)";
  }
  if (!query.iids.empty()) sql += " AND iid IN (SELECT value FROM json_each(?))";
  if (query.state) sql += " AND opened = ?";
  for (std::size_t i = 0; i < query.labels.size(); ++i)
    sql += " AND EXISTS (SELECT 1 FROM issue_labels AS l WHERE l.iid = i.iid AND l.label = ?)";
  sql += " ORDER BY iid LIMIT ?";

  SQLite::Statement rows(database, sql);
  int index = 0;
  rows.bind(++index, after);
  if (!query.markers.empty()) rows.bind(++index, texts_as_json(query.markers));
  if (!query.iids.empty()) rows.bind(++index, numbers_as_json(query.iids));
  if (query.state) rows.bind(++index, static_cast<int>(*query.state == IssueState::opened));
  for (const std::string& label : query.labels) rows.bind(++index, label);
  rows.bind(++index, count);

  std::vector<Issue> issues;
  while (rows.executeStep()) issues.push_back(issue_of(database, rows));
  return issues;
}

Expected<Issue> insert_issue(const Act& act, const tracker::NewIssue& issue) {
  SECOKR_CHECK(check_title(issue.title));
  SECOKR_CHECK(check_marker(act.database, issue));
  SECOKR_CHECK(check_defined(act.database, issue.labels));
  run(act.database,
      "INSERT INTO issues (marker, title, description, opened, confidential, due, author, created_at, updated_at) "
      "VALUES (nullif(?, ''), ?, ?, 1, ?, nullif(?, ''), ?, ?, ?)",
      issue.marker, issue.title, tracker::kept_description(issue.description), static_cast<int>(issue.confidential),
      text_of(issue.due), act.user, act.seconds(), act.seconds());
  const long iid = act.database.getLastInsertRowid();
  set_assignees(act.database, iid, issue.assignees);
  add_labels(act, iid, issue.labels);
  return read_issue(act.database, iid);
}

Expected<Issue> update_issue(const Act& act, long iid, const IssueEdit& edit) {
  SECOKR_TRY(const Issue now, read_issue(act.database, iid));
  const IssueEdit needed = tracker::still_needed(edit, now);
  if (needed.empty()) return now;
  if (needed.title) SECOKR_CHECK(check_title(*needed.title));
  SECOKR_CHECK(check_defined(act.database, needed.add_labels));
  set_fields(act, now, needed);
  if (needed.assignees) {
    set_assignees(act.database, iid, *needed.assignees);
    record_event(act, iid, "assignee", base::join(now.assignees, ", "), base::join(*needed.assignees, ", "));
  }
  remove_labels(act, iid, needed.remove_labels);
  add_labels(act, iid, needed.add_labels);
  run(act.database, "UPDATE issues SET updated_at = ? WHERE iid = ?", act.seconds(), iid);
  return read_issue(act.database, iid);
}

}  // namespace secokr::localstore
