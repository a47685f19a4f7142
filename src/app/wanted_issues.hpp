#pragma once
#include <optional>
#include <string>
#include <vector>

#include <secokr/label_scheme.hpp>
#include <secokr/objective.hpp>
#include <secokr/planning_calendar.hpp>

#include "tracker/change_set.hpp"

namespace secokr::app {

/// An issue as publishing wants it (FORMATS.md 2).
struct WantedIssue {
  std::string subject{};  ///< `objective:<id>`, `kr:<id>`
  std::string name{};     ///< `Security Training/KR1`
  std::string id{};
  std::string title{};
  std::string description{};
  std::vector<std::string> labels{};
  std::string assignee{};
  Day due{};
  bool confidential = false;
};

std::string objective_subject(const Objective& objective);
std::string key_result_subject(const KeyResult& key_result);

/// The KRs of an objective that are published: all but dropped ones.
std::vector<const KeyResult*> published_key_results(const Objective& objective);

/// An objective's issue; `key_result_iids` gives each published KR's reference in their order (`#12`, or `#` and a
/// token).
WantedIssue wanted_objective(const Objective& objective, const std::vector<std::string>& key_result_references,
                             Quarter quarter, const LabelScheme& scheme, const PlanningCalendar& calendar);
/// A KR's issue, due with its last milestone (K3). KRs of a confidential objective are confidential.
WantedIssue wanted_key_result(const Objective& objective, const KeyResult& key_result, Quarter quarter,
                              const LabelScheme& scheme, const PlanningCalendar& calendar);

tracker::Change create_change(const WantedIssue& wanted);
/// What makes an existing issue equal to the wanted one; nothing when it is. The text of people around secokr's block
/// stays; labels outside the scheme stay, siblings of a wanted priority or quarter label go.
std::optional<tracker::Change> edit_change(const WantedIssue& wanted, const tracker::Issue& present,
                                           const LabelScheme& scheme);

}  // namespace secokr::app
