#include "gitlab/issues.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/text.hpp"
#include "gitlab/kept_fields.hpp"
#include "gitlab/lost_answer.hpp"
#include "http/status.hpp"

namespace secokr::gitlab {

using tracker::Issue;
using tracker::IssueEdit;
using tracker::IssueState;
using tracker::NewIssue;

namespace {

constexpr int tries_at_a_lock = 4;

Status check_title(const std::string& title) {
  if (!base::trim(title).empty()) return {};
  return fail({.kind = ErrorKind::refused,
               .what = "an issue needs a title",
               .reason = "a title has 1 to 255 characters",
               .help = "Change the title"});
}

/// Accepted, and yet no issue's JSON: as good as an answer that was lost.
bool names_no_issue(const http::Answer& answer) {
  if (!answer || answer->status < 200 || answer->status >= 300) return false;
  const auto json = json_of(*answer, "");
  return json && number_in(*json, "iid") <= 0;
}

Json body_of(const NewIssue& wanted, const Json& assignees) {
  Json body{{"title", wanted.title}};
  if (!wanted.description.empty()) body["description"] = wanted.description;
  if (!wanted.labels.empty()) body["labels"] = wanted.labels;
  if (!assignees.empty()) body["assignee_ids"] = assignees;
  if (wanted.due) body["due_date"] = to_string(*wanted.due);
  if (wanted.confidential) body["confidential"] = true;
  return body;
}

Json body_of(const IssueEdit& edit) {
  Json body = Json::object();
  if (edit.title) body["title"] = *edit.title;
  if (edit.description) body["description"] = *edit.description;
  if (!edit.add_labels.empty()) body["add_labels"] = edit.add_labels;
  if (!edit.remove_labels.empty()) body["remove_labels"] = edit.remove_labels;
  if (edit.due) body["due_date"] = *edit.due ? to_string(**edit.due) : "";
  if (edit.confidential) body["confidential"] = *edit.confidential;
  if (edit.state) body["state_event"] = *edit.state == IssueState::opened ? "reopen" : "close";
  return body;
}

}  // namespace

Expected<Issue> Issues::read(const tracker::IssueRef& ref) {
  SECOKR_TRY(const Json json, m_api.get(m_api.urls().issue(ref), m_api.asked(ref)));
  m_probe.learn(json);
  return issue_of(json, ref.project);
}

Expected<std::optional<Issue>> Issues::holder_of(const NewIssue& wanted) {
  std::optional<Issue> holder;
  SECOKR_CHECK(m_markers.read({.markers = {wanted.marker}}, [&](const Issue& issue) {
    if (!holder && !wanted.is_strangers(issue)) holder = issue;
    return !holder;
  }));
  return holder;
}

Status Issues::check_marker(const NewIssue& wanted) {
  if (wanted.marker.empty()) return {};
  SECOKR_TRY(const auto holder, holder_of(wanted));
  if (!holder) return {};
  return fail({.kind = ErrorKind::refused,
               .what = fmt::format("an issue with the id `{}` exists already", wanted.marker),
               .reason = fmt::format("it is {}, `{}`", holder->url, holder->title),
               .help = "Run the command again: it finds that issue and goes on from there"});
}

Expected<Json> Issues::assignee_ids(std::vector<std::string>& names) {
  SECOKR_TRY(const auto found, m_people.find(names));
  Json ids = Json::array();
  for (std::size_t i = 0; i < names.size(); ++i)
    if (const auto& person = found[i]) {
      ids.push_back(person->id);
      names[i] = person->username;
    }
  return ids;
}

Expected<Issue> Issues::create(const NewIssue& wanted) {
  SECOKR_CHECK(m_api.may_write());
  SECOKR_CHECK(check_title(wanted.title));
  SECOKR_CHECK(check_marker(wanted));
  SECOKR_CHECK(m_labels.check_defined(wanted.labels, {}));
  NewIssue issue = wanted;
  SECOKR_TRY(const Json assignees, assignee_ids(issue.assignees));
  SECOKR_TRY(Issue made, post(issue, body_of(issue, assignees)));
  made.dropped = not_kept(edit_to(issue), made);
  return made;
}

Expected<Issue> Issues::post(const NewIssue& wanted, const Json& body) {
  SECOKR_TRY(const tracker::Project home, m_home.project());
  const Asked asked{fmt::format("the new issue `{}`", wanted.title)};
  auto answer = m_api.send(http::Method::post, m_api.urls().issues(home.path), body);
  if (doubt_of(answer) != Doubt::none || names_no_issue(answer)) {
    const std::string name = fmt::format("the issue `{}`", wanted.title);
    if (wanted.marker.empty() && doubt_of(answer) != Doubt::broken)
      return fail(unclear(name, answer, std::chrono::seconds{0}));
    return look_for<Issue>(m_api, answer, name, asked, [&]() -> Expected<std::optional<Issue>> {
      if (wanted.marker.empty()) return std::nullopt;
      return holder_of(wanted);
    });
  }
  SECOKR_TRY(const Json json, m_api.json(std::move(answer), asked));
  m_probe.learn(json);
  return issue_of(json, home.path);
}

Expected<http::Response> Issues::put(const tracker::IssueRef& ref, const Json& body) {
  auto answer = m_api.send(http::Method::put, m_api.urls().issue(ref), body);
  for (int tries = 1; answer && answer->status == http::status::conflict && tries < tries_at_a_lock; ++tries) {
    pause_before_look(m_api, std::chrono::seconds{tries});
    answer = m_api.send(http::Method::put, m_api.urls().issue(ref), body);
  }
  return m_api.judge(std::move(answer), m_api.asked(ref));
}

Expected<Issue> Issues::edit(const tracker::IssueRef& ref, const IssueEdit& edit) {
  SECOKR_CHECK(m_api.may_write());
  SECOKR_TRY(Issue now, read(ref));
  IssueEdit needed = tracker::still_needed(edit, now);
  if (needed.empty()) return now;
  if (needed.title) SECOKR_CHECK(check_title(*needed.title));
  SECOKR_CHECK(m_labels.check_defined(needed.add_labels, {.project = ref.project}));
  Json body = body_of(needed);
  if (needed.assignees) {
    SECOKR_TRY(const Json ids, assignee_ids(*needed.assignees));
    // Nobody of them is known: an empty list would take those off who are assigned.
    if (!ids.empty() || needed.assignees->empty()) body["assignee_ids"] = ids;
  }
  if (!body.empty()) {
    SECOKR_TRY(const http::Response answer, put(ref, body));
    SECOKR_TRY(const Json json, json_of(answer, m_api.asked(ref).what));
    now = issue_of(json, ref.project);
  }
  now.dropped = not_kept(needed, now);
  return now;
}

}  // namespace secokr::gitlab
