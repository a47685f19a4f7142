#include "workspace/last_seen.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>

#include "workspace/json_file.hpp"
#include "workspace/objective_shape.hpp"

namespace secokr::base {
namespace {

/// Seconds since 1970, up to the year 9999.
struct SinceEpoch {
  static Json write(Instant at) {
    return std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
  }
  static Understood read(const Json& json, Instant& at) {
    constexpr std::int64_t last_second = 253402300799;
    std::int64_t seconds = 0;
    if (auto read = Form<std::int64_t>::read(json, seconds); !read) return read;
    at = Instant{std::chrono::seconds{std::clamp<std::int64_t>(seconds, 0, last_second)}};
    return {};
  }
};

}  // namespace

template <>
inline constexpr auto shape<workspace::SeenKeyResult> = std::tuple{
    required("kr", &workspace::SeenKeyResult::name), required("reported", &workspace::SeenKeyResult::reported)};

template <>
inline constexpr auto shape<workspace::SeenDemand> =
    std::tuple{required("rule", &workspace::SeenDemand::rule), required("subject", &workspace::SeenDemand::subject),
               required("what", &workspace::SeenDemand::what)};

template <>
inline constexpr auto shape<workspace::LastSeen> = std::tuple{
    required("user", &workspace::LastSeen::user),           required("place", &workspace::LastSeen::place),
    required("quarter", &workspace::LastSeen::quarter),     required("at", &workspace::LastSeen::at, SinceEpoch{}),
    required("published", &workspace::LastSeen::published), required("mine", &workspace::LastSeen::mine),
    added("demands", &workspace::LastSeen::demands)};

}  // namespace secokr::base

namespace secokr::workspace {
namespace {
constexpr auto k_seen_name = "seen.json";
}

Status write_last_seen(const base::StateFolder& state, const LastSeen& seen) {
  return state.write(k_seen_name, sealed(seen));
}

std::optional<LastSeen> read_last_seen(const base::StateFolder& state) {
  const auto file = state.read(k_seen_name);
  if (!file || !*file) return std::nullopt;
  auto seen = opened<LastSeen>((*file)->text, k_seen_name);
  if (!seen) return std::nullopt;
  return *std::move(seen);
}

}  // namespace secokr::workspace
