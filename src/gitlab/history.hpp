#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gitlab/json_members.hpp"
#include "tracker/port/issue.hpp"

namespace secokr::gitlab {

/// An issue's history, oldest first; what label it was is empty where the label is deleted. GitLab keeps labels and
/// states as events of their own; that the title, the description, the assignees, the due date or the confidentiality
/// were changed stands in system notes, which tell neither before nor after: both stay empty.
std::vector<tracker::Event> events_of(const Json& label_events, const Json& state_events, const Json& system_notes);

/// The field of `tracker::Event` that a system note speaks of; nothing for any other note, ticks included.
std::optional<std::string> field_of_note(std::string_view body);

}  // namespace secokr::gitlab
