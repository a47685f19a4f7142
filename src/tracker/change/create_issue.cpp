#include "tracker/change/create_issue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "tracker/change/run.hpp"
#include "tracker/change/shown.hpp"

namespace secokr::tracker {
namespace {

/// Those that are to be created and can be told from others, by the set's order.
std::vector<std::pair<const Change*, const NewIssue*>> marked_in(const ChangeSet& set) {
  std::vector<std::pair<const Change*, const NewIssue*>> marked;
  for (const Change& change : set.changes)
    if (const auto* create = std::get_if<CreateIssue>(&change.payload); create && !create->issue.marker.empty())
      marked.emplace_back(&change, &create->issue);
  return marked;
}

IssueQuery holders_of(const std::vector<std::pair<const Change*, const NewIssue*>>& marked, const ChangeSet& set) {
  IssueQuery query{.common = set.common};
  for (const auto& [change, issue] : marked) query.markers.push_back(issue->marker);
  return query;
}

bool holds_marker(const Issue& issue, const NewIssue& wanted) {
  return issue.description.find(wanted.marker) != std::string::npos && !wanted.is_strangers(issue);
}

/// Its description may have gone on since.
bool stands_as_wanted(const Issue& issue, const NewIssue& wanted) {
  return still_needed({.title = wanted.title,
                       .add_labels = wanted.labels,
                       .assignees = wanted.assignees,
                       .due = wanted.due,
                       .confidential = wanted.confidential},
                      issue)
      .empty();
}

/// Whoever may only open issues can open one that looks as if the plan had made it.
Expected<std::set<std::string>> editors_among(const std::vector<Issue>& issues, Tracker& tracker) {
  std::set<std::string> authors;
  for (const Issue& issue : issues) authors.insert(issue.author);
  const std::vector<std::string> names(authors.begin(), authors.end());
  SECOKR_TRY(const auto editors, tracker.editors(names));
  return std::set<std::string>(editors.begin(), editors.end());
}

}  // namespace

void CreateIssue::needs(Needed& needed) const {
  needed.add_named_in(issue.title);
  needed.add_named_in(issue.description);
}

Fields CreateIssue::tells() const { return {{"text", issue.description}}; }

void CreateIssue::check_words(ShownWords& words) const {
  words.does("title", issue.title);
  words.does("labels", base::join(issue.labels, ", "));
  words.does("assignee", base::join(issue.assignees, ", "));
  words.does("due", day_text(issue.due));
  if (issue.confidential) words.does("confidential", "yes");
  words.nothing_else();
  if (!issue.marker.empty() && !words.change.subject.ends_with(":" + issue.marker))
    words.add("it makes another issue than it shows");
}

Status CreateIssue::fits(Run& run) {
  auto marked = marked_in(run.set);
  if (marked.empty()) return {};
  std::ranges::stable_sort(marked, {}, [](const auto& each) { return each.second->marker; });
  std::optional<Issue> found;
  const auto wanted_by = [&](const Issue& issue) {
    return std::ranges::find_if(marked, [&](const auto& each) { return holds_marker(issue, *each.second); });
  };
  SECOKR_CHECK(run.tracker->issues(holders_of(marked, run.set), [&](const Issue& issue) {
    if (wanted_by(issue) != marked.end()) found = issue;
    return !found;
  }));
  if (!found) return {};
  return world_moved(fmt::format("`{}` was to be created and exists already", wanted_by(*found)->first->name),
                     found->url + " holds its id");
}

Expected<std::vector<ErrorNote>> CreateIssue::moved(Run& run) {
  const auto marked = marked_in(run.set);
  if (marked.empty()) return {};
  std::vector<ErrorNote> notes;
  SECOKR_TRY(const std::vector<Issue> holders, collect_issues(*run.tracker, holders_of(marked, run.set)));
  SECOKR_TRY(const std::set<std::string> editors, editors_among(holders, *run.tracker));
  for (const Issue& issue : holders)
    for (const auto& [change, wanted] : marked) {
      if (!holds_marker(issue, *wanted)) continue;
      if (run.subjects.find(change->subject) == nullptr && editors.contains(issue.author) &&
          stands_as_wanted(issue, *wanted))
        run.subjects.set(change->subject, issue);
      else
        notes.push_back(
            {.text = fmt::format("{}: it was to be created, and {} holds its id", change->called(), issue.url)});
    }
  return notes;
}

Expected<Outcome> CreateIssue::make(Run& run, Change& change) const {
  if (const Issue* stands = run.subjects.find(change.subject); stands != nullptr && run.options.exact) {
    change.url = stands->url;
    return Outcome::unchanged;
  }
  NewIssue wanted = issue;
  SECOKR_TRY(wanted.title, run.subjects.fill(wanted.title));
  SECOKR_TRY(wanted.description, run.sealed(wanted.description));
  SECOKR_TRY(const Issue created, run.tracker->create(wanted));
  run.made.insert(change.subject);
  run.remember(change, created);
  return Outcome::done;
}

}  // namespace secokr::tracker
