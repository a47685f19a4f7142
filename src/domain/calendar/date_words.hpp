#pragma once
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include <secokr/day.hpp>

namespace secokr {

enum class DateTokenKind { digits, letters, other };

/// A run of digits or of letters, or one byte of something else; blanks are left out.
struct DateToken {
  DateTokenKind kind = DateTokenKind::other;
  std::string_view text{};
  std::size_t begin = 0;
  std::size_t end() const { return begin + text.size(); }
};

/// A date that was found; without a day it has two readings, or is none of the calendar.
struct FoundDate {
  std::optional<Day> day{};
  std::size_t tokens = 0;  ///< 0: no date begins there
};

/// Finds dates as people write them among the tokens of a text, by index.
class DateFinder {
 public:
  /// `said_on` is the day of "this week".
  DateFinder(std::string_view text, std::optional<Day> said_on);
  const std::vector<DateToken>& tokens() const { return m_tokens; }

  /// `2027-2-1`, `1 February 2027`, `Feb 1, 2027`, `2027-W05`, `20270201`, "last week".
  FoundDate at(std::size_t index) const;
  /// A range whose first date lacks what the last one says, by its last day: `8-12 February 2027`, `Feb 8 to 12, 2027`.
  /// Without a day where it is of two weeks.
  FoundDate range_at(std::size_t index) const;
  /// The last date of a range from `first` on, which may lack year and month: `12`, `02-12`, `12 Feb`.
  FoundDate end_at(std::size_t index, Day first) const;
  /// How many tokens there join the two dates of a range.
  std::size_t joint_at(std::size_t index) const;
  /// 1 for Monday.
  std::optional<int> weekday_at(std::size_t index) const;

 private:
  const DateToken* token(std::size_t index) const { return index < m_tokens.size() ? &m_tokens[index] : nullptr; }
  bool is(std::size_t index, std::string_view text) const;
  int number(std::size_t index, std::size_t most_digits) const;
  int year(std::size_t index) const;
  bool ends_words(std::size_t index) const;
  bool adjoins(std::size_t index) const;
  std::size_t after_ordinal(std::size_t index) const;
  std::size_t after_comma(std::size_t index) const;

  FoundDate numeric(std::size_t index) const;
  FoundDate iso_week(std::size_t index) const;
  FoundDate day_first(std::size_t index) const;
  FoundDate month_first(std::size_t index) const;
  FoundDate compact(std::size_t index) const;
  FoundDate spoken(std::size_t index) const;

  /// A date that lacks its year, or its month too (then `month` is 0).
  struct PartialDate {
    int month = 0;
    int day = 0;
    std::size_t tokens = 0;
  };
  PartialDate day_and_month(std::size_t index) const;
  PartialDate bare_day(std::size_t index) const;
  PartialDate short_numeric(std::size_t index) const;

  std::vector<DateToken> m_tokens;
  std::optional<Day> m_said_on;
};

}  // namespace secokr
