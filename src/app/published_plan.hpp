#pragma once
#include <map>
#include <string>
#include <vector>

#include <secokr/dashboard.hpp>
#include <secokr/error.hpp>
#include <secokr/label_scheme.hpp>

#include "app/ports.hpp"
#include "tracker/tracker.hpp"

namespace secokr::app {

/// A quarter as its issues tell it (FORMATS.md 2): the issues are the truth once they are published.
struct PublishedPlan {
  Quarter quarter{};
  std::vector<PublishedObjective> objectives{};    ///< by iid; each with its KRs by number; `updates` are not read yet
  std::map<std::string, tracker::Issue> issues{};  ///< by secokr's id; of several with one id the lowest iid counts
  std::vector<tracker::Issue> doubles{};           ///< the others with an id that is taken

  bool empty() const { return objectives.empty(); }
};

/// Reads every issue of the quarter that carries secokr's block.
Expected<PublishedPlan> read_published_plan(tracker::Tracker& tracker, Quarter quarter);

/// secokr's issues by id: those with the quarter's label, and each of `ids` that is not among them by a search for the
/// id.
Expected<std::map<std::string, tracker::Issue>> find_issues(tracker::Tracker& tracker, Quarter quarter,
                                                            const std::vector<std::string>& ids,
                                                            std::vector<tracker::Issue>* doubles = nullptr);

/// A sentence for each issue of the quarter that carries an id which another one has: a clone, or two who published in
/// the same moment. The one with the lowest iid counts (FORMATS.md 2).
Expected<std::vector<std::string>> double_notices(tracker::Tracker& tracker, Quarter quarter);
std::vector<std::string> double_notices(const PublishedPlan& plan);

/// A KR's weekly note on its issue.
struct WeeklyNote {
  tracker::Note note{};
  WeeklyUpdate update{};
  bool says_progress = true;  ///< else the progress is the one of the week before
};

/// The weekly notes of every KR of the plan, by the KR's iid; of two for one week the newest counts, and only those of
/// authors who count (NoteAuthors).
Expected<std::map<long, std::vector<WeeklyNote>>> read_weekly_notes(const Ports& ports, const PublishedPlan& plan);

/// The same of these issues, KRs' and objectives'.
Expected<std::map<long, std::vector<WeeklyNote>>> read_weekly_notes(const Ports& ports, const PublishedPlan& plan,
                                                                    const std::vector<tracker::IssueRef>& refs);

/// Puts the updates into the plan's KRs.
void attach_updates(PublishedPlan& plan, const std::map<long, std::vector<WeeklyNote>>& notes);

}  // namespace secokr::app
