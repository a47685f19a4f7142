#include "render/json.hpp"

#include <cmath>
#include <cstdint>

namespace secokr::render {

std::string dump(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

void put_if(Json& object, const char* key, std::string_view text) {
  if (!text.empty()) object[key] = std::string{text};
}

void put_if(Json& object, const char* key, const std::optional<Day>& day) {
  if (day) object[key] = to_string(*day);
}

Json json_percent(double percent) {
  // The small addition keeps 57.3 from becoming 57.2 through its binary form.
  return json_number(std::floor(percent * 10 + 1e-6) / 10);
}

Json json_number(double number) {
  constexpr double exact = 9007199254740992;  // above it a double's neighbours are more than 1 apart
  if (number == std::floor(number) && std::abs(number) <= exact) return static_cast<std::int64_t>(number);
  return number;
}

}  // namespace secokr::render
