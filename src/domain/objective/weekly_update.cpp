#include <secokr/weekly_update.hpp>

#include "base/text.hpp"

namespace secokr {

std::string_view to_string(Health health) {
  switch (health) {
    case Health::on_track:
      return "On Track";
    case Health::needs_attention:
      return "Needs Attention";
    case Health::at_risk:
      return "At Risk";
  }
  return "";
}

std::string_view to_json_name(Health health) {
  switch (health) {
    case Health::on_track:
      return "on_track";
    case Health::needs_attention:
      return "needs_attention";
    case Health::at_risk:
      return "at_risk";
  }
  return "";
}

std::optional<Health> parse_health(std::string_view text) {
  std::string wanted = base::fold_case(base::trim(text));
  for (char& c : wanted)
    if (c == ' ' || c == '-') c = '_';
  for (const Health health : {Health::on_track, Health::needs_attention, Health::at_risk})
    if (wanted == to_json_name(health)) return health;
  return std::nullopt;
}

}  // namespace secokr
