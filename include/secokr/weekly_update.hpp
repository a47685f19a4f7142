#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/day.hpp>

namespace secokr {

/// In ascending order of concern.
enum class Health { on_track, needs_attention, at_risk };

std::string_view to_string(Health health);                  ///< "On Track", "Needs Attention", "At Risk"
std::string_view to_json_name(Health health);               ///< "on_track", …
std::optional<Health> parse_health(std::string_view text);  ///< any case; blank, '-' or '_' between words

/// What a DRI says on a Friday (PROCESS.md 6).
struct WeeklyUpdate {
  Day week{};                      ///< its Monday (U2)
  double progress = 0;             ///< percent, 0..100; what counts
  bool progress_by_hand = false;   ///< given, not computed from the value
  std::optional<double> value{};   ///< the metric's value
  std::string unit{};              ///< the metric's unit, written behind the value
  std::optional<Health> health{};  ///< nothing only in notes of others; secokr always writes one
  std::vector<int> milestones_at_risk{};
  std::string risk{};          ///< reason; help needed; stakeholders; one line
  std::string more{};          ///< Markdown that stands between the fields and the first section
  std::string accomplished{};  ///< Markdown, as typed
  std::string next{};
  friend bool operator==(const WeeklyUpdate&, const WeeklyUpdate&) = default;
};

}  // namespace secokr
