#pragma once
#include <string>
#include <vector>

#include <secokr/objective.hpp>
#include <secokr/org.hpp>

namespace secokr {

/// A key result that has to wait where a critical project needs the same people (PROCESS.md 5: critical projects take
/// priority over OKRs).
struct GivingWay {
  std::string key_result{};  ///< `Red Team/KR1`
  Priority priority = Priority::p2;
  std::vector<std::string>
      shared{};  ///< what both need, ready to show: `@detection-manager`, `the team Infrastructure`
};

/// A critical project of the plan and what gives way to it.
struct CriticalProject {
  std::string objective{};              ///< the p0's reference
  std::string url{};                    ///< its critical project; empty while L5 is open
  std::vector<GivingWay> giving_way{};  ///< p2 before p1, then in the order of the plan
};

/// Of the objectives given (those that count: proposed and included ones in a review, included ones at `finalize`), one
/// for each p0, in their order. A KR of a p1 or p2 objective, active or not started, gives way where its DRI, a
/// milestone's DRI or a providing team is also a DRI, milestone DRI or providing team of the p0's key results that are
/// not done or dropped; a team that has promised both serves both. Empty without a p0.
std::vector<CriticalProject> critical_projects(const std::vector<const Objective*>& objectives, const Org& org);

/// A sentence for each critical project, without a full stop, for people: what gives way and what is shared; where
/// nothing is shared, that it takes nobody away from another key result, or where something is withheld from the reader
/// (`shows_all` false), from one that is shown.
std::vector<std::string> gives_way_sentences(const std::vector<CriticalProject>& projects, bool shows_all = true);

}  // namespace secokr
