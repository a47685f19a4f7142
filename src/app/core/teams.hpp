#pragma once
#include <string_view>

#include <secokr/error.hpp>
#include <secokr/org.hpp>

namespace secokr::app {

/// The team that a user named. Error usage (F3), with the nearest one.
Expected<const Team*> find_team(const Org& org, std::string_view name);

}  // namespace secokr::app
