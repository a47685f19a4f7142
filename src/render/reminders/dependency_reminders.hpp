#pragma once
#include <functional>
#include <string>

#include "domain/views/dependency_view.hpp"

namespace secokr::render {

/// How a command is typed by somebody else: `dependency confirm …` -> the whole line.
using TypedCommand = std::function<std::string(const std::string&)>;

/// A message for each manager, to be copied and sent: it stands by itself for somebody who never heard of secokr. Not
/// wrapped.
std::string dependency_reminders_text(const DependencyReminders& reminders, const TypedCommand& typed);

}  // namespace secokr::render
