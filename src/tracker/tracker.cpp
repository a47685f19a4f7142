#include "tracker/tracker.hpp"

namespace secokr::tracker {

Expected<std::vector<Issue>> collect_issues(Tracker& tracker, const IssueQuery& query) {
  std::vector<Issue> issues;
  SECOKR_CHECK(tracker.issues(query, [&](const Issue& issue) {
    issues.push_back(issue);
    return true;
  }));
  return issues;
}

Expected<std::vector<Note>> collect_notes(Tracker& tracker, std::span<const IssueRef> refs) {
  std::vector<Note> notes;
  SECOKR_CHECK(tracker.notes_of(refs, [&](const Note& note) {
    notes.push_back(note);
    return true;
  }));
  return notes;
}

}  // namespace secokr::tracker
