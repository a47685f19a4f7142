#pragma once
#include <string>
#include <string_view>

#include <secokr/org.hpp>

namespace secokr::app {

/// One line without control characters; a line break inside becomes a blank.
std::string typed_line(std::string_view text);
/// Without control characters but for line ends and tabs.
std::string typed_prose(std::string_view text);
/// A username with or without its '@', in the spelling of the org where it is known there.
std::string typed_username(std::string_view text, const Org& org);

}  // namespace secokr::app
