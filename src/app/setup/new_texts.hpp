#pragma once
#include <map>
#include <string>
#include <string_view>

#include <secokr/error.hpp>

#include "app/setup/init.hpp"

namespace secokr::app {

using TemplateValues = std::map<std::string, std::string, std::less<>>;

/// An embedded template, `init/secokr.toml`, with its values. Error: bug, when there is none or a placeholder has no
/// value.
Expected<std::string> filled(std::string_view name, const TemplateValues& values);

/// The values that every `secokr.toml` needs.
TemplateValues calendar_values(const NewCalendar& calendar);

/// The text inside the quotes of a TOML string.
std::string toml_escaped(std::string_view text);

}  // namespace secokr::app
