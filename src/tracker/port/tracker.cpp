#include "tracker/port/tracker.hpp"

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

Expected<std::vector<Link>> collect_links(Tracker& tracker, const IssueRef& ref) {
  std::vector<Link> links;
  SECOKR_CHECK(tracker.links_of(std::span(&ref, 1), [&](const Link& link) {
    links.push_back(link);
    return true;
  }));
  return links;
}

std::string other_project(Tracker& tracker, const std::string& path) {
  const auto own = tracker.project();
  return own && own->path == path ? std::string() : path;
}

}  // namespace secokr::tracker
