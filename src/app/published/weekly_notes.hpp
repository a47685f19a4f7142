#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <secokr/error.hpp>
#include <secokr/weekly_update.hpp>

#include "app/core/ports.hpp"
#include "app/published/plan.hpp"

namespace secokr::app {

/// A KR's or objective's weekly note on its issue, with what it lacks from the update before (U4).
struct WeeklyNote {
  tracker::Note note{};
  WeeklyUpdate update{};
  bool says_progress = true;  ///< else the progress is the value's, or the one of the week before
  bool intact = false;        ///< nobody but secokr wrote in it
};

/// A note that counts and could not be understood in part: its DRI is told.
struct UnclearNote {
  tracker::Note note{};
  std::optional<Day> week{};        ///< nothing where it is the week that is not understood
  std::vector<std::string> what{};  ///< a sentence each, with its line
};

/// `The note of the week 2027-02-08 of Security Training/KR1 is not understood in part: …`.
std::string sentence_of(const UnclearNote& unclear, const std::string& name);

/// The weekly notes of every KR of the plan, by the KR's iid and by week; of two for one week the newest counts, and
/// only those of authors who count (NoteAuthors).
Expected<std::map<long, std::vector<WeeklyNote>>> read_weekly_notes(const Ports& ports, const PublishedPlan& plan);

/// The same of these issues, KRs' and objectives'. `unclear` receives what could not be understood in the newest week's
/// note of an issue, and in notes of later that name no week.
Expected<std::map<long, std::vector<WeeklyNote>>> read_weekly_notes(const Ports& ports, const PublishedPlan& plan,
                                                                    const std::vector<tracker::IssueRef>& refs,
                                                                    std::vector<UnclearNote>* unclear = nullptr);

/// The refs of every KR of the plan.
std::vector<tracker::IssueRef> key_result_refs(const PublishedPlan& plan);

/// Puts the updates into the plan's KRs.
void attach_updates(PublishedPlan& plan, const std::map<long, std::vector<WeeklyNote>>& notes);

}  // namespace secokr::app
