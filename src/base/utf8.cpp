#include "base/utf8.hpp"

#include <utf8proc.h>

#include <array>

namespace secokr::base {

std::u32string code_points(std::string_view text) {
  constexpr char32_t replacement = 0xFFFD;
  std::u32string result;
  while (!text.empty()) {
    utf8proc_int32_t character = -1;
    const auto read = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                       static_cast<utf8proc_ssize_t>(text.size()), &character);
    result += read > 0 ? static_cast<char32_t>(character) : replacement;
    text.remove_prefix(read > 0 ? static_cast<std::size_t>(read) : 1);
  }
  return result;
}

std::string utf8_of(std::u32string_view characters) {
  std::string result;
  for (const char32_t c : characters) {
    std::array<utf8proc_uint8_t, 4> bytes{};
    const auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(c), bytes.data());
    result.append(bytes.begin(), bytes.begin() + length);
  }
  return result;
}

}  // namespace secokr::base
