#pragma once
#include <optional>
#include <string>
#include <vector>

#include <secokr/label_scheme.hpp>
#include <secokr/objective.hpp>
#include <secokr/planning_calendar.hpp>

#include "documents/issue/text.hpp"
#include "tracker/change/change_set.hpp"

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

/// An objective's issue with the list of its key results.
WantedIssue wanted_objective(const Objective& objective, const std::vector<documents::KeyResultLine>& key_results,
                             Quarter quarter, const LabelScheme& scheme, const PlanningCalendar& calendar);
/// A KR's issue, due with its last milestone (K3). KRs of a confidential objective are confidential.
WantedIssue wanted_key_result(const Objective& objective, const KeyResult& key_result, Quarter quarter,
                              const LabelScheme& scheme, const PlanningCalendar& calendar);

/// Of an issue's labels those that a wanted one takes the place of, as `label apply` decides it: another quarter's,
/// another priority's, any other spelling of the scheme's, any other of the scope of one that is added.
std::vector<std::string> labels_giving_way(const std::vector<std::string>& present,
                                           const std::vector<std::string>& wanted, const LabelScheme& scheme);

tracker::Change create_change(const WantedIssue& wanted);
/// What makes an existing issue equal to the wanted one; nothing when it is. The text of people around secokr's block
/// stays, and is not overwritten where it changes meanwhile; labels outside the scheme stay, siblings of a wanted
/// priority or quarter label go.
std::optional<tracker::Change> edit_change(const WantedIssue& wanted, const tracker::Issue& present,
                                           const LabelScheme& scheme);

}  // namespace secokr::app
