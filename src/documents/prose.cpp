#include "documents/prose.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "documents/lines.hpp"

namespace secokr::documents {
namespace {

/// Where the backslashes of a line stand: behind its indentation. `rest` is the line without them.
struct Escaped {
  std::size_t at = 0;
  std::size_t backslashes = 0;
  std::string_view rest{};
};

Escaped escaped_of(std::string_view line) {
  Escaped escaped;
  while (escaped.at < line.size() && escaped.at < 3 && line[escaped.at] == ' ') ++escaped.at;
  while (escaped.at + escaped.backslashes < line.size() && line[escaped.at + escaped.backslashes] == '\\')
    ++escaped.backslashes;
  escaped.rest = line.substr(escaped.at + escaped.backslashes);
  return escaped;
}

bool is_heading(std::string_view line) {
  const int level = heading_of(line).level;
  return level >= 1 && level <= 3;
}

/// True when the line, seen without its backslashes, is one that `escape_prose` may have to escape.
bool escapable(std::string_view rest, bool first) {
  if (rest.empty() || rest.front() == ' ') return false;
  return is_heading(rest) || BlockFinder::opens(rest) || (first && !field_shape(rest).name.empty());
}

/// Fields or comments in front of fields: what a reader would take for the head of a part.
bool reads_as_head(const std::vector<Line>& lines, BlockFinder& finder) {
  for (std::size_t i = 0; i < lines.size();) {
    if (lines[i].blank())
      ++i;
    else if (looks_like_id(lines[i].text) || !field_shape(lines[i].text).name.empty())
      return true;
    else if (!BlockFinder::opens_comment(lines[i].text))
      return false;
    else if (const auto end = finder.end_of_block(i))
      i = *end;
    else
      return false;
  }
  return false;
}

/// Writes every line, those outside of closed blocks as `change` gives them.
template <class Change>
std::string rewrite(const std::string& text, bool first_is_plain, const Change& change) {
  const std::vector<Line> lines = lines_of(text);
  BlockFinder finder(lines);
  std::string result = text.substr(0, lines.empty() ? text.size() : lines.front().begin);
  for (std::size_t i = 0; i < lines.size();) {
    std::size_t end = i + 1;
    const bool first = i == 0;
    const bool id = looks_like_id(lines[i].text);
    const auto block = (first && first_is_plain) || id ? std::nullopt : finder.end_of_block(i);
    if (block) {
      end = *block;
      result += text.substr(lines[i].begin, lines[end - 1].next - lines[i].begin);
    } else {
      result += change(lines[i].text, first) + text.substr(lines[i].end, lines[i].next - lines[i].end);
    }
    i = end;
  }
  return result;
}

}  // namespace

FieldShape field_shape(std::string_view line) {
  std::size_t at = 0;
  while (at < line.size() && at < 3 && line[at] == ' ') ++at;
  if (at + 1 >= line.size() || line[at] != '-' || (line[at + 1] != ' ' && line[at + 1] != '\t')) return {};
  const std::size_t colon = line.find(':', at);
  if (colon == std::string_view::npos) return {};
  if (colon + 1 < line.size() && line[colon + 1] != ' ' && line[colon + 1] != '\t') return {};
  const std::string_view name = base::trim(line.substr(at + 1, colon - at - 1));
  // "- [ ] x: y" is a task, and nobody names a field with more than 60 bytes.
  if (name.empty() || name.front() == '[' || name.size() > 60) return {};
  return {name, colon + 1};
}

bool looks_like_id(std::string_view line) {
  const std::size_t first = line.find_first_not_of(' ');
  return first <= 3 && line.substr(first).starts_with("<!-- secokr:id") && line.find("-->") != std::string_view::npos;
}

std::string escape_prose(std::string_view prose) {
  const std::string normal = with_newlines(prose);
  const std::string text(base::trim(normal));
  const std::vector<Line> lines = lines_of(text);
  BlockFinder finder(lines);
  const bool head = reads_as_head(lines, finder);
  return rewrite(text, head, [&](std::string_view line, bool first) {
    const Escaped escaped = escaped_of(line);
    if (!escapable(escaped.rest, first)) return std::string(line);
    // An opening of a block comes here only when it is never closed, is an id or is taken for the head.
    return std::string(line.substr(0, escaped.at)) + "\\" + std::string(line.substr(escaped.at));
  });
}

std::string unescape_prose(std::string_view text) {
  const std::string normal = with_newlines(text);
  return rewrite(std::string(base::trim(normal)), false, [](std::string_view line, bool first) {
    const Escaped escaped = escaped_of(line);
    if (escaped.backslashes == 0 || !escapable(escaped.rest, first)) return std::string(line);
    return std::string(line.substr(0, escaped.at)) + std::string(line.substr(escaped.at + 1));
  });
}

}  // namespace secokr::documents
