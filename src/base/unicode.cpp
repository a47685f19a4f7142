// The part of base/text.hpp that needs utf8proc.
#include <utf8proc.h>

#include <cstdlib>
#include <memory>

#include "base/text.hpp"

namespace secokr::base {
namespace {

struct Decoded {
  utf8proc_int32_t code_point = -1;  ///< -1 for a byte that is no UTF-8
  std::size_t length = 1;
};

Decoded decode(std::string_view text, std::size_t at) {
  Decoded result;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at);
  const auto read = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size() - at), &result.code_point);
  result.length = read > 0 ? static_cast<std::size_t>(read) : 1;
  if (read <= 0) result.code_point = -1;
  return result;
}

std::optional<std::string> mapped(std::string_view text, int options) {
  utf8proc_uint8_t* out = nullptr;
  const auto length =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                   &out, static_cast<utf8proc_option_t>(options));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(out, &std::free);
  if (length < 0) return std::nullopt;
  return std::string(reinterpret_cast<const char*>(out), static_cast<std::size_t>(length));
}

bool is_bidi_control(utf8proc_int32_t c) { return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069); }

std::size_t width_of(utf8proc_int32_t c) {
  if (c < 0) return 1;
  const int width = utf8proc_charwidth(c);
  return width > 0 ? static_cast<std::size_t>(width) : 0;
}

}  // namespace

std::string fold_case(std::string_view text) {
  if (auto folded = mapped(text, UTF8PROC_CASEFOLD | UTF8PROC_COMPOSE | UTF8PROC_STABLE)) return *std::move(folded);
  std::string ascii(text);
  for (char& c : ascii)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return ascii;
}

std::string slug(std::string_view text) {
  const std::string plain = mapped(text, UTF8PROC_CASEFOLD | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK)
                                .value_or(fold_case(text));
  std::string result;
  for (const char c : plain) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (kept) {
      result += c;
    } else if (!result.empty() && result.back() != '-') {
      result += '-';
    }
  }
  while (!result.empty() && result.back() == '-') result.pop_back();
  return result;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded d = decode(text, at);
    width += width_of(d.code_point);
    at += d.length;
  }
  return width;
}

std::string ellipsize(std::string_view text, std::size_t columns) {
  if (display_width(text) <= columns) return std::string(text);
  if (columns == 0) return {};
  std::size_t width = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const Decoded d = decode(text, at);
    if (width + width_of(d.code_point) > columns - 1) break;
    width += width_of(d.code_point);
    at += d.length;
  }
  return std::string(trim_right(text.substr(0, at))) + "…";
}

bool valid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Decoded d = decode(text, at);
    if (d.code_point < 0) return false;
    at += d.length;
  }
  return true;
}

std::string strip_controls(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Decoded d = decode(text, at);
    const auto c = d.code_point;
    const bool control =
        (c >= 0 && c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0) || is_bidi_control(c);
    if (c < 0) {
      result += "\xEF\xBF\xBD";  // U+FFFD
    } else if (!control) {
      result.append(text.substr(at, d.length));
    }
    at += d.length;
  }
  return result;
}

std::size_t character_count(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) at += decode(text, at).length;
  return count;
}

}  // namespace secokr::base
