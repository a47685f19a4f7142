#include "render/core/relative_day.hpp"

#include <fmt/format.h>

namespace secokr::render {

std::string relative_day(Day day, Day today) {
  const auto distance = (day - today).count();
  if (distance == 0) return "today";
  if (distance == 1) return "tomorrow";
  if (distance == -1) return "yesterday";
  return distance > 0 ? fmt::format("in {} days", distance) : fmt::format("{} days ago", -distance);
}

}  // namespace secokr::render
