#pragma once
#include <string>

#include <secokr/day.hpp>

namespace secokr::render {

/// A day as seen from today: `today`, `tomorrow`, `in 42 days`, `yesterday`, `3 days ago`.
std::string relative_day(Day day, Day today);

}  // namespace secokr::render
