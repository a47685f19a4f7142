#pragma once
#include <chrono>
#include <string>
#include <string_view>

#include <secokr/day.hpp>
#include <secokr/error.hpp>

namespace secokr::base {

using Instant = std::chrono::sys_seconds;

/// Where today comes from. The only other implementation is a test's or `--as-of`'s.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Instant now() const override;
};

class FixedClock final : public Clock {
 public:
  explicit FixedClock(Instant instant) : m_instant(instant) {}
  Instant now() const override { return m_instant; }

 private:
  Instant m_instant;
};

/// The local date of an instant in an IANA zone ("Europe/Berlin"). Error: configuration, when the zone is unknown.
Expected<Day> local_day(Instant instant, std::string_view zone);

/// `2027-02-08T09:30:00Z`.
std::string to_iso8601(Instant instant);

}  // namespace secokr::base
