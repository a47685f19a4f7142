#include "base/clock.hpp"

#include <date/tz.h>
#include <fmt/format.h>

#include <stdexcept>

namespace secokr::base {

Instant SystemClock::now() const {
  return std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
}

Expected<Day> local_day(Instant instant, std::string_view zone) {
  // UTC must work on a machine without the zone database.
  if (zone == "UTC" || zone.empty()) return std::chrono::floor<days>(instant);
  try {
    const date::time_zone* found = date::locate_zone(std::string(zone));
    return Day{date::floor<days>(found->to_local(instant)).time_since_epoch()};
  } catch (const std::runtime_error&) {
    return fail(
        {.kind = ErrorKind::configuration,
         .what = fmt::format("the time zone '{}' is not known", zone),
         .reason = "it is not in this machine's time zone database",
         .help = "name an IANA zone such as Europe/Berlin or UTC in calendar.timezone, or install the package tzdata"});
  }
}

std::string to_iso8601(Instant instant) { return date::format("%FT%TZ", instant); }

}  // namespace secokr::base
