#pragma once
#include <compare>
#include <optional>
#include <string_view>

#include "base/clock.hpp"

namespace secokr::gitlab {

/// A time finer than the second: what orders events.
struct Moment {
  base::Instant instant{};
  long nanoseconds = 0;
  friend auto operator<=>(const Moment&, const Moment&) = default;
};

/// `2026-11-22T03:18:20.422Z`, also with an offset (`+02:00`); nothing for a time without a zone and for anything else.
std::optional<Moment> parse_moment(std::string_view written);

}  // namespace secokr::gitlab
