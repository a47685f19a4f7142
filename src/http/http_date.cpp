#include "http/http_date.hpp"

#include <date/date.h>

#include <array>
#include <locale>
#include <sstream>
#include <string>

#include "base/text.hpp"

namespace secokr::http {
namespace {

/// `shape` with d for a digit, a for letters (one or more) and every other character for itself. What is shaped is read
/// below; date's own reader takes what is not there for digits.
bool has_shape(std::string_view text, std::string_view shape) {
  const auto is_letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
  for (const char wanted : shape) {
    if (wanted == 'a') {
      const std::size_t before = text.size();
      while (!text.empty() && is_letter(text.front())) text.remove_prefix(1);
      if (text.size() == before) return false;
      continue;
    }
    if (text.empty()) return false;
    const bool is_digit = text.front() >= '0' && text.front() <= '9';
    const bool fits = wanted == 'd'   ? is_digit
                      : wanted == '_' ? is_digit || text.front() == ' '
                                      : text.front() == wanted;
    if (!fits) return false;
    text.remove_prefix(1);
  }
  return text.empty();
}

struct HttpDateForm {
  const char* shape;
  const char* form;
};
constexpr std::array<HttpDateForm, 3> k_forms{{{"a, dd a dddd dd:dd:dd GMT", "%a, %d %b %Y %H:%M:%S GMT"},
                                               {"a, dd-a-dd dd:dd:dd GMT", "%A, %d-%b-%y %H:%M:%S GMT"},
                                               {"a a _d dd:dd:dd dddd", "%a %b %e %H:%M:%S %Y"}}};

}  // namespace

std::optional<base::Instant> parse_http_date(std::string_view text) {
  for (const auto& [shape, form] : k_forms) {
    if (!has_shape(base::trim(text), shape)) continue;
    std::istringstream stream{std::string(base::trim(text))};
    stream.imbue(std::locale::classic());
    date::sys_seconds instant;
    date::from_stream(stream, form, instant);
    if (!stream.fail() && stream.peek() == std::istringstream::traits_type::eof()) return instant;
  }
  return std::nullopt;
}

}  // namespace secokr::http
