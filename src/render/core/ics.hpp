#pragma once
#include <string>
#include <string_view>

#include <secokr/day.hpp>

#include "base/clock.hpp"

namespace secokr::render {

/// Writes an iCalendar file line by line (RFC 5545): CRLF, lines folded at 75 octets without cutting a character.
class IcsWriter {
 public:
  void begin(std::string_view component) { line("BEGIN", component); }
  void end(std::string_view component) { line("END", component); }
  /// A property whose value stands as it is given: dates, rules, names of the format.
  void line(std::string_view name, std::string_view value);
  /// A property whose value is text for people: backslashes, commas, semicolons and line breaks are escaped.
  void text(std::string_view name, std::string_view value);

  const std::string& str() const { return m_output; }

 private:
  std::string m_output;
};

/// `20270208`, the DATE form.
std::string ics_date(Day day);
/// `20270208T093000Z`, the DATE-TIME form in UTC.
std::string ics_instant(base::Instant instant);

}  // namespace secokr::render
