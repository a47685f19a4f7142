#include "workspace/objective_json.hpp"

namespace secokr::workspace {

Day day_from(const Json& json) {
  const auto text = json.get<std::string>();
  const auto day = parse_day(text);
  if (!day) throw BadValue{text};
  return *day;
}

}  // namespace secokr::workspace
