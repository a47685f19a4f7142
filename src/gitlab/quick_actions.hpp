#pragma once
#include <string>
#include <string_view>

namespace secokr::gitlab {

/// True when nothing stands beside lines that GitLab may take as quick actions. It stores no such note, and deletes one
/// that is edited into one.
bool is_actions_only(std::string_view body);

/// The body with a line that sets the health: before a last line that is an HTML comment, which stays the last one,
/// else at the end.
std::string with_health(std::string_view body, std::string_view health);

}  // namespace secokr::gitlab
