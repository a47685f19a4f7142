#include "workspace/strict_json.hpp"

#include <set>
#include <string>
#include <vector>

namespace secokr::workspace {

Json parse_strict(std::string_view text, int deepest) {
  using Event = Json::parse_event_t;
  bool is_strict = true;
  std::vector<std::set<std::string>> keys;  // of the objects that are open
  Json json = Json::parse(
      text,
      [&](int depth, Event event, Json& value) {
        is_strict = is_strict && depth <= deepest;
        if (event == Event::object_start) keys.emplace_back();
        if (event == Event::object_end && !keys.empty()) keys.pop_back();
        if (event == Event::key && !keys.empty())
          is_strict = keys.back().insert(value.get<std::string>()).second && is_strict;
        return is_strict;
      },
      false);
  return is_strict ? json : Json(Json::value_t::discarded);
}

}  // namespace secokr::workspace
