#pragma once
#include <set>
#include <string>

#include <secokr/error.hpp>

#include "cli/core/spec.hpp"

namespace secokr::cli {

/// True when the command can obey this global option ("--quarter"), so that a line with it means something.
bool obeys(const CommandSpec& command, std::string_view option);

/// Error usage: an option is given that the command cannot obey. It would be passed over in silence otherwise.
Status check_obeyed(const CommandSpec& command, const std::set<std::string>& given);

}  // namespace secokr::cli
