#pragma once
#include <date/date.h>

#include <optional>
#include <string>
#include <string_view>

namespace secokr {

/// A calendar day without a time zone. `Day - Day` is a number of days.
using Day = date::sys_days;
using date::days;

/// `2027-02-08`.
std::string to_string(Day day);

/// Reads exactly `YYYY-MM-DD` (a real day of the years 1900–2199); nothing else.
std::optional<Day> parse_day(std::string_view text);

/// The Monday of the ISO week that holds `day`.
constexpr Day monday_of(Day day) { return day - (date::weekday{day} - date::Monday); }

}  // namespace secokr
