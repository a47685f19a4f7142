#include "render/core/markdown.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace secokr::render {
namespace {

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

/// How long the name behind an '@' is; what ends a sentence is no part of it.
std::size_t name_length(std::string_view text) {
  std::size_t length = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_word(text[i]))
      length = i + 1;
    else if (text[i] != '-' && text[i] != '.' && text[i] != '/')
      break;
  }
  return length;
}

/// How long the web address is that the text begins with; 0 where it begins with none.
std::size_t url_length(std::string_view text) {
  if (!text.starts_with("https://") && !text.starts_with("http://")) return 0;
  const std::string_view url = text.substr(0, text.find_first_of(" <>|\"\n\r\t"));
  const auto last = url.find_last_not_of(").,;:!?");
  return last == std::string_view::npos ? 0 : last + 1;
}

std::string escaped_markdown(std::string_view text) {
  std::string clean = base::strip_controls(text);
  std::ranges::replace(clean, '\n', ' ');
  std::ranges::replace(clean, '\t', ' ');
  constexpr std::string_view special = "\\`*_[]<>|~";
  std::string result;
  for (const char c : clean) {
    if (special.find(c) != std::string_view::npos) result += '\\';
    result += c;
  }
  return result;
}

/// Where somebody would be told: the places of an `@` and behind the name that follows it.
template <class Visit>
void for_each_mention(std::string_view text, const Visit& visit) {
  std::size_t behind = 0;  // of the name before, which is a word no more once it is code
  for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    const bool in_word = at > behind && is_word(text[at - 1]);
    const std::size_t length = in_word ? 0 : name_length(text.substr(at + 1));
    if (length == 0) continue;
    behind = at + 1 + length;
    visit(at, behind);
    at += length;
  }
}

/// With names as code, which mention nobody, and where asked with web addresses as links.
std::string unmentioned(std::string_view text, bool with_links) {
  std::string result;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (at > begin && is_word(text[at - 1])) continue;
    const std::string_view rest = text.substr(at);
    const bool is_name = rest.front() == '@';
    const std::size_t length = is_name ? name_length(rest.substr(1)) : with_links ? url_length(rest) : 0;
    if (length == 0) continue;
    result += escaped_markdown(text.substr(begin, at - begin));
    result += is_name ? markdown_person(rest.substr(1, length)) : fmt::format("<{}>", rest.substr(0, length));
    begin = at + length + (is_name ? 1 : 0);
    at = begin - 1;
  }
  return result + escaped_markdown(text.substr(begin));
}

}  // namespace

std::string markdown_text(std::string_view text) { return unmentioned(base::trim(text), false); }

std::string markdown_unmentioned(std::string_view text) { return unmentioned(base::trim(text), true); }

std::string without_mentions(std::string_view text) {
  std::string result;
  std::size_t begin = 0;
  for_each_mention(text, [&](std::size_t at, std::size_t end) {
    const bool is_code = at > 0 && text[at - 1] == '`';
    result += text.substr(begin, at - begin);
    result += is_code ? std::string(text.substr(at, end - at)) : markdown_person(text.substr(at + 1, end - at - 1));
    begin = end;
  });
  return result + std::string(text.substr(begin));
}

std::string markdown_link(std::string_view text, std::string_view url) {
  const bool is_web = url.starts_with("https://") || url.starts_with("http://");
  const bool is_plain = url.find_first_of(" <>|\n\r\t") == std::string_view::npos;
  return is_web && is_plain ? fmt::format("[{}](<{}>)", markdown_text(text), url) : markdown_text(text);
}

std::string markdown_person(std::string_view username) {
  std::string name = base::strip_controls(username);
  std::erase_if(name, [](char c) { return c == '`' || c == '|' || c == '\n'; });
  return name.empty() ? "" : fmt::format("`@{}`", name);
}

std::string markdown_row(const std::vector<std::string>& cells) {
  return fmt::format("| {} |\n", base::join(cells, " | "));
}

}  // namespace secokr::render
