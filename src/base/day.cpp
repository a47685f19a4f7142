#include <secokr/day.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace secokr {

namespace {

bool has_shape_of_a_day(std::string_view text) {
  constexpr std::string_view shape = "dddd-dd-dd";
  return std::ranges::equal(
      text, shape, [](char have, char want) { return want == '-' ? have == '-' : have >= '0' && have <= '9'; });
}

int number(std::string_view digits) {
  int value = 0;
  for (const char digit : digits) value = value * 10 + (digit - '0');
  return value;
}

}  // namespace

std::string to_string(Day day) {
  const date::year_month_day ymd{day};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                     static_cast<unsigned>(ymd.day()));
}

std::optional<Day> parse_day(std::string_view text) {
  if (!has_shape_of_a_day(text)) return std::nullopt;
  const int year = number(text.substr(0, 4));
  const date::year_month_day ymd{date::year{year}, date::month{static_cast<unsigned>(number(text.substr(5, 2)))},
                                 date::day{static_cast<unsigned>(number(text.substr(8, 2)))}};
  if (year < 1900 || year > 2199 || !ymd.ok()) return std::nullopt;
  return Day{ymd};
}

}  // namespace secokr
