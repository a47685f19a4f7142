#include "render/core/ics.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace secokr::render {

namespace {

constexpr std::size_t octets_in_a_line = 75;

bool continues_a_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

std::string escaped_ics(std::string_view text) {
  std::string result;
  for (const char character : text) {
    if (character == '\r') continue;
    if (character == '\\' || character == ',' || character == ';') result += '\\';
    if (character == '\n')
      result += "\\n";
    else
      result += character;
  }
  return result;
}

}  // namespace

void IcsWriter::line(std::string_view name, std::string_view value) {
  const std::string whole = fmt::format("{}:{}", name, value);
  std::string_view rest = whole;
  std::size_t room = octets_in_a_line;
  while (rest.size() > room) {
    std::size_t cut = room;
    while (cut > room - 3 && continues_a_character(rest[cut])) --cut;
    m_output += fmt::format("{}\r\n ", rest.substr(0, cut));
    rest.remove_prefix(cut);
    room = octets_in_a_line - 1;  // The blank that marks the continuation counts.
  }
  m_output += fmt::format("{}\r\n", rest);
}

void IcsWriter::text(std::string_view name, std::string_view value) { line(name, escaped_ics(value)); }

std::string ics_date(Day day) {
  std::string text = to_string(day);
  std::erase(text, '-');
  return text;
}

std::string ics_instant(base::Instant instant) {
  std::string text = base::to_iso8601(instant);
  std::erase_if(text, [](char character) { return character == '-' || character == ':'; });
  return text;
}

}  // namespace secokr::render
