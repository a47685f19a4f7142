#pragma once
#include <secokr/day.hpp>
#include <secokr/quarter.hpp>

namespace secokr {

/// Lays fiscal quarters on calendar days. A fiscal year is named for the calendar year in which it ends (PROCESS.md 1):
/// with first month 2, FY28 is 2027-02-01 … 2028-01-31; with first month 1 it is the calendar year 2028.
struct FiscalCalendar {
  unsigned first_month = 2;  ///< 1..12

  constexpr bool ok() const { return first_month >= 1 && first_month <= 12; }

  constexpr Day first_day(Quarter quarter) const {
    const int start_year = first_month == 1 ? quarter.fiscal_year() : quarter.fiscal_year() - 1;
    const date::year_month first{date::year{start_year}, date::month{first_month}};
    return (first + date::months{3 * (quarter.number() - 1)}) / date::day{1};
  }
  constexpr Day last_day(Quarter quarter) const { return first_day(quarter + 1) - days{1}; }

  /// The quarter that holds `day`.
  constexpr Quarter quarter_of(Day day) const {
    const date::year_month_day ymd{day};
    const int month = static_cast<int>(static_cast<unsigned>(ymd.month()));
    const int since_start = (month - static_cast<int>(first_month) + 12) % 12;
    const int start_year = static_cast<int>(ymd.year()) - (month < static_cast<int>(first_month) ? 1 : 0);
    return {first_month == 1 ? start_year : start_year + 1, since_start / 3 + 1};
  }
};

}  // namespace secokr
