#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "app/core/ports.hpp"
#include "app/published/plan.hpp"
#include "documents/note/remind_note.hpp"

namespace secokr::app {

/// The reminders that stand on some issues, found by their markers. Mine count, and those of authors who count
/// (NoteAuthors): a marker that a stranger forges silences nobody.
class PostedReminders {
 public:
  static Expected<PostedReminders> read(const Ports& ports, const PublishedPlan& plan,
                                        const std::vector<tracker::IssueRef>& refs);

  /// A KR has its note of this week and slot.
  bool has(const tracker::IssueRef& ref, const documents::RemindMarker& wanted) const;
  /// What was told about a KR in a week, in either slot: tokens of concerns.
  std::set<std::string> told(const tracker::IssueRef& ref, const std::string& id, Day week) const;
  /// The objective's DRI was told in a week after `last_update` that the KR is silent, or ever where there was none.
  bool silence_told(const std::string& key_result_id, const std::optional<Day>& last_update) const;
  /// The newest note of mine with the marker's purpose; 0 where there is none.
  long newest_of_mine(const tracker::IssueRef& ref, const documents::RemindMarker& marker) const;

 private:
  struct Posted {
    tracker::IssueRef ref{};
    long note_id = 0;
    bool mine = false;
    documents::RemindMarker marker{};
  };
  std::vector<Posted> m_posted{};
};

}  // namespace secokr::app
