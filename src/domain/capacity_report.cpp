#include <secokr/capacity_report.hpp>

#include <algorithm>
#include <tuple>

#include "base/text.hpp"

namespace secokr {

std::size_t CapacityReport::count(DeclineClass decline_class) const {
  return static_cast<std::size_t>(std::ranges::count(declines, decline_class, &RecordedDecline::decline_class));
}

std::size_t CapacityLine::count(DeclineClass decline_class) const {
  const auto found = declines.find(decline_class);
  return found == declines.end() ? 0 : found->second;
}

std::vector<CapacityLine> lines_of(const CapacityReport& report) {
  std::vector<CapacityLine> lines;
  for (const RecordedDecline& decline : report.declines) {
    auto line = std::ranges::find_if(lines, [&](const CapacityLine& each) {
      return each.quarter == decline.quarter && base::equals_folded(each.team, decline.team);
    });
    if (line == lines.end())
      line = lines.insert(lines.end(), {.quarter = decline.quarter, .team = decline.team, .area = decline.area});
    ++line->declines[decline.decline_class];
  }
  std::ranges::stable_sort(lines, [](const CapacityLine& a, const CapacityLine& b) {
    const auto a_no = a.count(DeclineClass::no_capacity);
    const auto b_no = b.count(DeclineClass::no_capacity);
    return std::tie(a.quarter, b_no, a.team) < std::tie(b.quarter, a_no, b.team);
  });
  return lines;
}

}  // namespace secokr
