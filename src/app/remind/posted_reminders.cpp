#include "app/remind/posted_reminders.hpp"

#include <algorithm>

#include "app/published/note_authors.hpp"
#include "base/text.hpp"

namespace secokr::app {
namespace {

bool same_purpose(const documents::RemindMarker& a, const documents::RemindMarker& b) {
  return a.kind == b.kind && a.id == b.id && a.week == b.week && a.slot == b.slot;
}

}  // namespace

Expected<PostedReminders> PostedReminders::read(const Ports& ports, const PublishedPlan& plan,
                                                const std::vector<tracker::IssueRef>& refs) {
  struct Found {
    tracker::Note note{};
    documents::RemindMarker marker{};
  };
  PostedReminders result;
  std::vector<Found> found;
  std::set<std::string> names;
  SECOKR_CHECK(ports.tracker->notes_of(refs, [&](const tracker::Note& note) {
    if (note.system) return true;
    auto marker = documents::parse_remind_note(note.body);
    if (!marker) return true;
    names.insert(note.author);
    found.push_back({note, *std::move(marker)});
    return true;
  }));
  if (found.empty()) return result;
  SECOKR_TRY(const NoteAuthors authors, NoteAuthors::of(ports, plan, names));
  for (Found& each : found) {
    const bool mine = base::equals_folded(each.note.author, ports.user);
    if (mine || authors.count(each.note.author, each.note.issue))
      result.m_posted.push_back({each.note.issue, each.note.id, mine, std::move(each.marker)});
  }
  return result;
}

bool PostedReminders::has(const tracker::IssueRef& ref, const documents::RemindMarker& wanted) const {
  return std::ranges::any_of(
      m_posted, [&](const Posted& posted) { return posted.ref == ref && same_purpose(posted.marker, wanted); });
}

std::set<std::string> PostedReminders::told(const tracker::IssueRef& ref, const std::string& id, Day week) const {
  std::set<std::string> tokens;
  for (const Posted& posted : m_posted)
    if (posted.ref == ref && posted.marker.kind == OkrKind::key_result && posted.marker.id == id &&
        posted.marker.week == week)
      tokens.insert(posted.marker.raised.begin(), posted.marker.raised.end());
  return tokens;
}

bool PostedReminders::silence_told(const std::string& key_result_id, const std::optional<Day>& last_update) const {
  return std::ranges::any_of(m_posted, [&](const Posted& posted) {
    const auto& silent = posted.marker.silent;
    return posted.marker.kind == OkrKind::objective && std::ranges::find(silent, key_result_id) != silent.end() &&
           (!last_update || posted.marker.week > *last_update);
  });
}

long PostedReminders::newest_of_mine(const tracker::IssueRef& ref, const documents::RemindMarker& marker) const {
  long newest = 0;
  for (const Posted& posted : m_posted)
    if (posted.mine && posted.ref == ref && same_purpose(posted.marker, marker))
      newest = std::max(newest, posted.note_id);
  return newest;
}

}  // namespace secokr::app
