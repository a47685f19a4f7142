#include "gitlab/words.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/text.hpp"
#include "gitlab/error_map.hpp"

namespace secokr::gitlab {
namespace {

using Json = nlohmann::json;

constexpr std::size_t longest_words = 500;
constexpr std::string_view cut_mark = "…";

bool is_token_character(char c) {
  return base::is_ascii_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

/// Length of one of GitLab's tokens at the start of `text`, told by its prefix; 0 where there is none.
std::size_t token_length(std::string_view text) {
  constexpr std::size_t shortest = 8;
  for (const std::string_view prefix : {"glpat-", "gloas-", "glcbt-", "gldt-", "glptt-", "glrt-", "glft-", "glagent-",
                                        "glimt-", "glsoat-", "glffct-"}) {
    if (!text.starts_with(prefix)) continue;
    const auto end = static_cast<std::size_t>(std::ranges::find_if_not(text, is_token_character) - text.begin());
    if (end >= prefix.size() + shortest) return end;
  }
  return 0;
}

std::string without_tokens(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    if (const std::size_t length = token_length(text.substr(at)); length > 0) {
      result += "(a token)";
      at += length;
    } else {
      result += text[at++];
    }
  }
  return result;
}

/// At most `bytes` bytes, without a part of a character at the end.
std::string_view cut(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
  return text.substr(0, bytes);
}

/// Members whose name says nothing to people.
bool is_wrapper(const std::string& key) { return key == "error" || key == "message" || key == "base"; }

/// The texts within a value, each after the name of the member that it stands in. Bounded: bodies are foreign.
void collect(const Json& value, const std::string& name, int depth, std::vector<std::string>& found) {
  constexpr int deepest = 5;
  constexpr std::size_t most = 20;
  if (depth > deepest || found.size() >= most) return;
  if (value.is_string()) {
    const auto& words = value.get_ref<const std::string&>();
    if (base::trim(words).empty()) return;
    std::string told = name.empty() ? words : name + " " + words;
    if (std::ranges::find(found, told) == found.end()) found.push_back(std::move(told));
  } else if (value.is_array()) {
    for (const Json& item : value) collect(item, name, depth + 1, found);
  } else if (value.is_object()) {
    for (const auto& [key, member] : value.items()) collect(member, is_wrapper(key) ? name : key, depth + 1, found);
  }
}

std::string told_in(const Json& body) {
  std::vector<std::string> found;
  if (!body.is_object()) {
    collect(body, {}, 0, found);
    return base::join(found, "; ");
  }
  for (const char* key : {"message", "error_description", "error"}) {
    if (const auto member = body.find(key); member != body.end()) collect(*member, {}, 0, found);
    if (!found.empty()) break;
  }
  return base::join(found, "; ");
}

/// Where `needle`, in lower case, stands in `text` in any case; npos where it does not.
std::size_t find_folded(std::string_view text, std::string_view needle, std::size_t from) {
  const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + ('a' - 'A')) : a) == b; };
  const auto rest = text.substr(std::min(from, text.size()));
  const auto found = std::ranges::search(rest, needle, same);
  return found.empty() && !needle.empty() ? std::string_view::npos
                                          : static_cast<std::size_t>(found.begin() - text.begin());
}

}  // namespace

std::string one_line(std::string_view foreign, std::size_t bytes) {
  // Far more than is shown, far less than a hostile body: white space and control characters take room too.
  const std::string stripped = base::strip_controls(cut(foreign, bytes * 8));
  std::string line;
  for (const char c : stripped) {
    const bool space = c == ' ' || c == '\n' || c == '\t';
    if (!space) line += c;
    if (space && !line.empty() && line.back() != ' ') line += ' ';
  }
  line = without_tokens(base::trim(line));
  const bool whole = line.size() <= bytes && foreign.size() <= bytes * 8;
  if (whole) return line;
  return std::string(base::trim_right(cut(line, bytes - cut_mark.size()))) + std::string(cut_mark);
}

std::string title_of_page(std::string_view html) {
  constexpr std::size_t head = 64 * 1024;
  constexpr std::size_t longest_title = 120;
  const std::string_view page = html.substr(0, head);
  const auto tag = find_folded(page, "<title", 0);
  if (tag == std::string_view::npos) return {};
  const auto begin = page.find('>', tag);
  if (begin == std::string_view::npos) return {};
  const auto end = std::min(find_folded(page, "</title", begin), page.size());
  return one_line(page.substr(begin + 1, end - begin - 1), longest_title);
}

bool is_html(const http::Response& response) {
  const std::string type = base::fold_case(response.header("Content-Type"));
  if (type.starts_with("text/html") || type.starts_with("application/xhtml")) return true;
  if (type.starts_with("application/json")) return false;
  const std::string_view begin = base::trim(std::string_view(response.body).substr(0, 256));
  return find_folded(begin, "<!doctype html", 0) == 0 || find_folded(begin, "<html", 0) == 0;
}

std::string words_of(const http::Response& response) {
  if (is_html(response)) return {};
  // The parser does not recurse, and `collect` stops early: a deep body costs memory only.
  const Json body = Json::parse(response.body, nullptr, false);
  return one_line(body.is_discarded() ? response.body : told_in(body), longest_words);
}

}  // namespace secokr::gitlab
