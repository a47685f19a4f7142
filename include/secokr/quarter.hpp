#pragma once
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace secokr {

/// A fiscal quarter: the fiscal year's full number (2000..2099, written FY00..FY99) and 1..4. It knows no dates;
/// FiscalCalendar does.
class Quarter {
 public:
  constexpr Quarter() = default;
  constexpr Quarter(int fiscal_year, int number) : m_fiscal_year(fiscal_year), m_number(number) {}

  constexpr int fiscal_year() const { return m_fiscal_year; }
  constexpr int number() const { return m_number; }
  /// False for a default-made one and for whatever arithmetic left FY00–FY99.
  constexpr bool ok() const { return m_fiscal_year >= 2000 && m_fiscal_year <= 2099 && m_number >= 1 && m_number <= 4; }

  friend constexpr Quarter operator+(Quarter quarter, int quarters) {
    const int index = quarter.m_fiscal_year * 4 + (quarter.m_number - 1) + quarters;
    return {index / 4, index % 4 + 1};
  }
  friend constexpr Quarter operator-(Quarter quarter, int quarters) { return quarter + -quarters; }
  /// How many quarters `a` lies after `b`.
  friend constexpr int operator-(Quarter a, Quarter b) {
    return (a.m_fiscal_year * 4 + a.m_number) - (b.m_fiscal_year * 4 + b.m_number);
  }
  friend constexpr auto operator<=>(Quarter, Quarter) = default;

 private:
  int m_fiscal_year = 0;
  int m_number = 0;
};

/// `FY28-Q1`, the one spelling that is written.
std::string to_string(Quarter quarter);
/// `FY28`.
std::string fiscal_year_name(Quarter quarter);

/// Reads `FY28-Q1`, `FY28 Q1`, `FY28Q1`, `fy28_q1` (any case, white space around); nothing else.
std::optional<Quarter> parse_quarter(std::string_view text);

/// What the words of a command line are relative to (PROCESS.md 1).
struct QuarterContext {
  Quarter current{};  ///< the one that today lies in
  Quarter closing{};  ///< the oldest ended quarter that is not closed, else the current one
};

/// Reads every spelling of `parse_quarter` and `now`, `next`, `prev`, `+1`, `-2`, `planning` (= next), `closing`.
std::optional<Quarter> resolve_quarter(std::string_view text, const QuarterContext& context);

}  // namespace secokr
