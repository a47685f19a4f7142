#pragma once
#include <string>
#include <string_view>

namespace secokr {

/// A username in a value: "@name", "name", or a template's placeholder as it stands (K5 reports that one). False for
/// anything else.
bool read_person(std::string& person, std::string_view value);
/// "@name"; a placeholder as it stands; empty for none.
std::string write_person(const std::string& person);
/// An http(s) address without white space.
bool is_link(std::string_view text);

}  // namespace secokr
