#include <array>
#include <chrono>
#include <cstdio>

#include <fmt/format.h>

#include "support/gitlab_double/wire.hpp"

namespace secokr::test::fake_gitlab {

namespace {

namespace chrono = std::chrono;

constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};

std::optional<chrono::year_month_day> read_date(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = read_number(text.substr(0, 4));
  const auto month = read_number(text.substr(5, 2));
  const auto day = read_number(text.substr(8, 2));
  if (!year || !month || !day || *month < 1 || *day < 1) return std::nullopt;
  const chrono::year_month_day date{chrono::year(static_cast<int>(*year)), chrono::month(static_cast<unsigned>(*month)),
                                    chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return date;
}

std::optional<std::int64_t> read_offset(std::string_view text) {
  if (text.empty() || text == "Z" || text == "z") return 0;
  const bool minus = text.front() == '-';
  if (!minus && text.front() != '+' && text.front() != ' ') return std::nullopt;
  const auto hours = read_number(text.substr(1, 2));
  const auto rest =
      text.size() > 3 && text[3] == ':' ? text.substr(4) : text.substr(std::min<std::size_t>(3, text.size()));
  const auto minutes = rest.empty() ? std::optional<long>(0) : read_number(rest);
  if (!hours || !minutes) return std::nullopt;
  const auto ms = (*hours * 60 + *minutes) * 60'000;
  return minus ? -ms : ms;
}

}  // namespace

std::string iso_time(std::int64_t ms) {
  const chrono::sys_time<chrono::milliseconds> instant{chrono::milliseconds(ms)};
  const auto day = chrono::floor<chrono::days>(instant);
  const chrono::year_month_day date(day);
  const auto in_day = (instant - day).count();
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), in_day / 3'600'000,
                     in_day / 60'000 % 60, in_day / 1000 % 60, in_day % 1000);
}

std::string iso_day(std::int64_t ms) { return iso_time(ms).substr(0, 10); }

std::optional<std::int64_t> read_time(std::string_view text) {
  const auto date = read_date(text);
  if (!date) return std::nullopt;
  std::int64_t ms = chrono::sys_days(*date).time_since_epoch().count() * 86'400'000LL;
  text.remove_prefix(10);
  if (text.empty()) return ms;
  if ((text.front() != 'T' && text.front() != ' ') || text.size() < 6) return std::nullopt;
  const auto hours = read_number(text.substr(1, 2));
  const auto minutes = read_number(text.substr(4, 2));
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  ms += (*hours * 60 + *minutes) * 60'000;
  text.remove_prefix(6);
  if (text.size() >= 3 && text.front() == ':') {
    const auto seconds = read_number(text.substr(1, 2));
    if (!seconds) return std::nullopt;
    ms += *seconds * 1000;
    text.remove_prefix(3);
  }
  if (!text.empty() && text.front() == '.') {
    text.remove_prefix(1);
    for (std::int64_t unit = 100; !text.empty() && text.front() >= '0' && text.front() <= '9'; unit /= 10) {
      ms += unit * (text.front() - '0');
      text.remove_prefix(1);
    }
  }
  const auto offset = read_offset(text);
  if (!offset) return std::nullopt;
  return ms - *offset;
}

std::optional<std::string> read_day(std::string_view text) {
  const auto date = read_date(text);
  if (!date) return std::nullopt;
  return std::string(text.substr(0, 10));
}

std::string long_day(const std::string& day) {
  const auto month = static_cast<std::size_t>(std::stoi(day.substr(5, 2)) - 1);
  return fmt::format("{} {}, {}", months.at(month), day.substr(8, 2), day.substr(0, 4));
}

std::string short_day(const std::string& day) {
  const auto month = static_cast<std::size_t>(std::stoi(day.substr(5, 2)) - 1);
  return fmt::format("{} {}, {}", months.at(month).substr(0, 3), std::stoi(day.substr(8, 2)), day.substr(0, 4));
}

}  // namespace secokr::test::fake_gitlab
