#include "http/url.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace secokr::http {
namespace {

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

std::string encoded_but(std::string_view text, std::string_view kept) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string result;
  result.reserve(text.size());
  for (const char c : text) {
    if (is_unreserved(c) || kept.find(c) != std::string_view::npos) {
      result += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    result += '%';
    result += digits[byte >> 4U];
    result += digits[byte & 15U];
  }
  return result;
}

/// Up to the next comma that stands in no quotes.
std::string_view parameters_of(std::string_view text) {
  bool is_quoted = false;
  const auto* const end = std::ranges::find_if(text, [&](char c) {
    if (c == '"') is_quoted = !is_quoted;
    return c == ',' && !is_quoted;
  });
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

bool is_next(std::string_view parameters) {
  for (const auto parameter : base::split(parameters, ';')) {
    const auto equals = parameter.find('=');
    if (equals == std::string_view::npos || !base::equals_folded(base::trim(parameter.substr(0, equals)), "rel"))
      continue;
    auto value = base::trim(parameter.substr(equals + 1));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
    // A relation may be several words; of several `rel` the first alone counts (RFC 8288, 3.3).
    return std::ranges::any_of(base::split(value, ' '),
                               [](std::string_view word) { return base::equals_folded(word, "next"); });
  }
  return false;
}

}  // namespace

std::string encoded(std::string_view text) { return encoded_but(text, ""); }

std::string with_query(std::string url, const Query& query) {
  char separator = url.find('?') == std::string::npos ? '?' : '&';
  for (const auto& [name, value] : query) {
    url += separator;
    url += encoded_but(name, "[]");
    url += '=';
    url += encoded(value);
    separator = '&';
  }
  return url;
}

std::string next_link(std::string_view link_header) {
  for (;;) {
    const auto begin = link_header.find('<');
    if (begin == std::string_view::npos) return {};
    const auto end = link_header.find('>', begin);
    if (end == std::string_view::npos) return {};
    const auto parameters = parameters_of(link_header.substr(end + 1));
    if (is_next(parameters)) return std::string{link_header.substr(begin + 1, end - begin - 1)};
    link_header.remove_prefix(end + 1 + parameters.size());
  }
}

}  // namespace secokr::http
