// The part of base/text.hpp that needs utf8proc.
#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <utility>

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

bool is_zero_width(utf8proc_int32_t c) {
  return c == 0x00AD || c == 0x034F || (c >= 0x200B && c <= 0x200F) || (c >= 0x2060 && c <= 0x2064) || c == 0xFE0E ||
         c == 0xFE0F || c == 0xFEFF;
}

bool is_typesetters_blank(utf8proc_int32_t c) {
  return c == 0x00A0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000;
}

std::size_t width_of(utf8proc_int32_t c) {
  if (c < 0) return 1;
  const int width = utf8proc_charwidth(c);
  return width > 0 ? static_cast<std::size_t>(width) : 0;
}

bool is_beyond_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }

bool is_ascii(std::string_view text) { return std::ranges::none_of(text, is_beyond_ascii); }

char folded_ascii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_word_character(utf8proc_int32_t c) {
  if (c < 0) return false;
  const auto category = utf8proc_category(c);
  return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) || category == UTF8PROC_CATEGORY_ND;
}

/// An accent of its own belongs to the letter before it; behind an emoji it only chooses a form.
bool is_mark(utf8proc_int32_t c) {
  if (c < 0) return false;
  const auto category = utf8proc_category(c);
  return category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME;
}

}  // namespace

std::string plain_blanks(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded decoded = decode(text, at);
    if (is_typesetters_blank(decoded.code_point))
      result += ' ';
    else if (decoded.code_point == 0x2212)
      result += '-';
    else if (!is_zero_width(decoded.code_point))
      result += text.substr(at, decoded.length);
    at += decoded.length;
  }
  return result;
}

std::string fold_case(std::string_view text) {
  std::string ascii(text);
  std::ranges::transform(ascii, ascii.begin(), folded_ascii);
  if (is_ascii(text)) return ascii;
  return mapped(text, UTF8PROC_CASEFOLD | UTF8PROC_COMPOSE | UTF8PROC_STABLE).value_or(std::move(ascii));
}

bool equals_folded(std::string_view a, std::string_view b) {
  // An org of thousands compares each name with each other: most differ in their first letters.
  const std::size_t shorter = std::min(a.size(), b.size());
  for (std::size_t i = 0; i < shorter; ++i) {
    if (is_beyond_ascii(a[i]) || is_beyond_ascii(b[i])) return fold_case(a) == fold_case(b);
    if (folded_ascii(a[i]) != folded_ascii(b[i])) return false;
  }
  if (a.size() == b.size()) return true;
  const char next = a.size() > shorter ? a[shorter] : b[shorter];
  return is_beyond_ascii(next) && fold_case(a) == fold_case(b);
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  bool in_word = false;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded d = decode(text, at);
    const bool is_word = is_word_character(d.code_point) || (in_word && is_mark(d.code_point));
    if (is_word && !in_word) words.emplace_back();
    if (is_word) words.back().append(text.substr(at, d.length));
    in_word = is_word;
    at += d.length;
  }
  for (std::string& word : words) word = fold_case(word);
  return words;
}

std::size_t first_word_at(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const Decoded d = decode(text, at);
    if (is_word_character(d.code_point)) break;
    at += d.length;
  }
  return at;
}

std::string_view foreign_encoding(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xFF\xFE\0\0"sv) || bytes.starts_with("\0\0\xFE\xFF"sv)) return "UTF-32";
  if (bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("\xFE\xFF"sv)) return "UTF-16";
  // Without its mark: every second byte of what Latin letters become is NUL.
  if (bytes.size() < 4) return {};
  const auto is_nul = [&](std::size_t at) { return bytes[at] == '\0'; };
  const bool little = !is_nul(0) && is_nul(1) && !is_nul(2) && is_nul(3);
  const bool big = is_nul(0) && !is_nul(1) && is_nul(2) && !is_nul(3);
  return little || big ? "UTF-16" : std::string_view{};
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
