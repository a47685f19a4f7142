#include "gitlab/moment.hpp"

#include <charconv>

#include <secokr/day.hpp>

namespace secokr::gitlab {
namespace {

/// The digits at the beginning of `rest`, exactly `count` of them, which are taken off it.
std::optional<int> take_digits(std::string_view& rest, std::size_t count) {
  int value = 0;
  if (rest.size() < count) return std::nullopt;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + count, value);
  if (error != std::errc{} || end != rest.data() + count || rest.front() == '-') return std::nullopt;
  rest.remove_prefix(count);
  return value;
}

bool take(std::string_view& rest, char c) {
  if (rest.empty() || rest.front() != c) return false;
  rest.remove_prefix(1);
  return true;
}

/// Digits after the point, as nanoseconds.
long take_fraction(std::string_view& rest) {
  long nanoseconds = 0;
  long unit = 100'000'000;
  for (; !rest.empty() && rest.front() >= '0' && rest.front() <= '9'; rest.remove_prefix(1), unit /= 10)
    nanoseconds += (rest.front() - '0') * unit;
  return nanoseconds;
}

/// `Z`, `+02:00`, `+0200`, `+02`: how far the zone is before UTC.
std::optional<std::chrono::minutes> take_zone(std::string_view& rest) {
  if (take(rest, 'Z') || take(rest, 'z')) return std::chrono::minutes{0};
  const bool west = take(rest, '-');
  if (!west && !take(rest, '+')) return std::nullopt;
  const auto hours = take_digits(rest, 2);
  std::optional<int> minutes = 0;
  if (take(rest, ':') || !rest.empty()) minutes = take_digits(rest, 2);
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  const std::chrono::minutes offset = std::chrono::hours{*hours} + std::chrono::minutes{*minutes};
  return west ? -offset : offset;
}

}  // namespace

std::optional<Moment> parse_moment(std::string_view written) {
  const auto date = parse_day(written.substr(0, 10));
  if (!date || written.size() < 20) return std::nullopt;
  std::string_view rest = written.substr(10);
  if (!take(rest, 'T') && !take(rest, ' ')) return std::nullopt;
  const auto hours = take_digits(rest, 2);
  if (!take(rest, ':')) return std::nullopt;
  const auto minutes = take_digits(rest, 2);
  if (!take(rest, ':')) return std::nullopt;
  const auto seconds = take_digits(rest, 2);
  if (!hours || !minutes || !seconds || *hours > 23 || *minutes > 59 || *seconds > 60) return std::nullopt;
  const long nanoseconds = take(rest, '.') ? take_fraction(rest) : 0;
  const auto offset = take_zone(rest);
  if (!offset || !rest.empty()) return std::nullopt;
  const base::Instant local =
      *date + std::chrono::hours{*hours} + std::chrono::minutes{*minutes} + std::chrono::seconds{*seconds};
  return Moment{local - *offset, nanoseconds};
}

}  // namespace secokr::gitlab
