#include "app/label/range.hpp"

namespace secokr::app {

LabelRules label_rules(const Ports& ports, const LabelRange& range) {
  return {
      .scheme = ports.config.labels,
      .org = ports.config.org,
      .quarter = range.quarter,
      .is_over = [&ports](Quarter quarter) { return ports.today > ports.config.calendar.fiscal.last_day(quarter); }};
}

}  // namespace secokr::app
