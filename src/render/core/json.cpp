#include "render/core/json.hpp"

#include <cmath>
#include <cstdint>

#include <fmt/format.h>

#include <secokr/progress.hpp>

namespace secokr::render {

namespace {

/// The code point of a control in UTF-8 at `at` that JSON itself lets through: DEL, C1, and what turns the direction of
/// writing; 0 for all else.
unsigned control_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  if (byte(at) == 0x7F) return 0x7F;
  if (byte(at) == 0xC2 && byte(at + 1) >= 0x80 && byte(at + 1) < 0xA0) return byte(at + 1);
  if (byte(at) == 0xD8 && byte(at + 1) == 0x9C) return 0x061C;
  if (byte(at) != 0xE2) return 0;
  const unsigned code = 0x2000 + (byte(at + 1) - 0x80) * 0x40 + (byte(at + 2) - 0x80);
  const bool turns =
      code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
  return turns ? code : 0;
}

std::string with_escapes(std::string_view json) {
  std::string result;
  result.reserve(json.size());
  for (std::size_t at = 0; at < json.size();) {
    const unsigned code = control_at(json, at);
    if (code == 0) {
      result += json[at++];
      continue;
    }
    result += fmt::format("\\u{:04x}", code);
    at += code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
  }
  return result;
}

}  // namespace

std::string dump(const Json& json) {
  return with_escapes(json.dump(2, ' ', false, Json::error_handler_t::replace)) + "\n";
}

void put_if(Json& object, const char* key, std::string_view text) {
  if (!text.empty()) object[key] = std::string{text};
}

void put_if(Json& object, const char* key, const std::optional<Day>& day) {
  if (day) object[key] = to_string(*day);
}

Json json_percent(double percent) { return json_number(shown_percent(percent)); }

Json json_number(double number) {
  constexpr double exact = 9007199254740992;  // above it a double's neighbours are more than 1 apart
  if (number == std::floor(number) && std::abs(number) <= exact) return static_cast<std::int64_t>(number);
  return number;
}

}  // namespace secokr::render
