#include "support/gitlab_double/wire.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/text.hpp"

namespace secokr::test::fake_gitlab {

namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// Puts a value at `[]`, `[key]`, `[key][]`, … below `place`.
void put(Json& place, std::string_view brackets, Json value) {
  if (brackets.empty()) {
    place = std::move(value);
    return;
  }
  const auto end = brackets.find(']');
  if (brackets.front() != '[' || end == std::string_view::npos) return;
  const std::string key(brackets.substr(1, end - 1));
  if (key.empty()) {
    if (!place.is_array()) place = Json::array();
    place.push_back(std::move(value));
    return;
  }
  if (!place.is_object()) place = Json::object();
  put(place[key], brackets.substr(end + 1), std::move(value));
}

void flatten(const std::string& name, const Json& value, std::vector<std::string>& pairs) {
  if (value.is_object()) {
    for (const auto& item : value.items()) {
      flatten(fmt::format("{}%5B{}%5D", name, percent_encoded(item.key())), item.value(), pairs);
    }
  } else if (value.is_array()) {
    for (const auto& item : value) flatten(name + "%5B%5D", item, pairs);
  } else {
    const auto text = value.is_string() ? value.get<std::string>() : value.is_null() ? std::string() : value.dump();
    pairs.push_back(name + "=" + percent_encoded(text));
  }
}

}  // namespace

std::string percent_decoded(std::string_view text, bool plus_is_blank) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 && hex_value(text[i + 2]) >= 0) {
      out.push_back(static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2])));
      i += 2;
    } else {
      out.push_back(plus_is_blank && text[i] == '+' ? ' ' : text[i]);
    }
  }
  return out;
}

std::string percent_encoded(std::string_view text) {
  static constexpr std::string_view kept = "-_.~";
  std::string out;
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || kept.find(c) != std::string_view::npos) {
      out.push_back(c);
    } else {
      out += c == ' ' ? "+" : fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    }
  }
  return out;
}

void read_pairs(std::string_view query, Json& into) {
  if (!into.is_object()) into = Json::object();
  for (const auto pair : base::split(query, '&')) {
    if (pair.empty()) continue;
    const auto equals = pair.find('=');
    const auto name = percent_decoded(pair.substr(0, equals), true);
    const auto value = equals == std::string_view::npos ? "" : percent_decoded(pair.substr(equals + 1), true);
    const auto bracket = name.find('[');
    const auto key = name.substr(0, bracket);
    if (key.empty()) continue;
    put(into[key], bracket == std::string::npos ? "" : std::string_view(name).substr(bracket), value);
  }
}

std::string to_query(const Json& params) {
  std::vector<std::string> pairs;
  for (const auto& item : params.items()) flatten(percent_encoded(item.key()), item.value(), pairs);
  std::sort(pairs.begin(), pairs.end());
  return base::join(pairs, "&");
}

std::string base64(std::string_view bytes) {
  static constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t word = 0;
    for (std::size_t j = 0; j < 3; ++j) {
      word = (word << 8U) | (i + j < bytes.size() ? static_cast<unsigned char>(bytes[i + j]) : 0U);
    }
    for (std::size_t j = 0; j < 4; ++j) {
      out.push_back(i + j > bytes.size() ? '=' : digits[(word >> (18U - 6U * j)) & 63U]);
    }
  }
  return out;
}

std::optional<std::string> from_base64(std::string_view text) {
  static constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string out;
  std::uint32_t word = 0;
  unsigned bits = 0;
  for (const char c : text) {
    if (c == '=') break;
    const auto digit = digits.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    word = (word << 6U) | static_cast<std::uint32_t>(digit);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out.push_back(static_cast<char>((word >> bits) & 255U));
    }
  }
  return out;
}

std::string escape_html(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out.push_back(c);
    }
  }
  return out;
}

std::optional<long> read_number(std::string_view text) {
  long value = 0;
  const auto* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (text.empty() || error != std::errc() || stop != end) return std::nullopt;
  return value;
}

}  // namespace secokr::test::fake_gitlab
