#pragma once
#include <optional>
#include <string>
#include <string_view>

#include <secokr/day.hpp>

namespace secokr {

/// A week as people write it, and the words beside its date.
struct WeekWords {
  Day week{};          ///< its Monday (U2)
  std::string rest{};  ///< "(week 1)"; empty where nothing but the date, its weekday and punctuation stands there
};

/// `2027-02-01`, `2027-2-1`, `1 February 2027`, `Feb 1, 2027`, `2027-W05`, `13.02.2027`, bold, with a weekday and with
/// words behind. With `said_on` also "this week" and "last week". Nothing for what has two readings (`02/01/2027`),
/// names days of two weeks, or names none: a week is never guessed.
std::optional<WeekWords> read_week_words(std::string_view text, std::optional<Day> said_on = std::nullopt);

}  // namespace secokr
