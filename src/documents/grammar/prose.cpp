#include "documents/grammar/prose.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "documents/grammar/head.hpp"
#include "documents/grammar/headings.hpp"
#include "documents/grammar/lines.hpp"

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

/// True when the line, seen without its backslashes, is one that `escape_prose` may have to escape.
bool escapable(std::string_view rest, bool begins_head) {
  if (rest.empty() || rest.front() == ' ') return false;
  return begins_head || is_structure(rest) || BlockFinder::opens(rest);
}

/// True for a text whose beginning a reader would take for the head of a part, once the backslashes of its first line
/// are away.
bool begins_head(std::string_view text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const Escaped first = escaped_of(text.substr(0, end));
  const std::string plain =
      std::string(text.substr(0, first.at)) + std::string(text.substr(first.at + first.backslashes));
  // A blank line stands above it, as above all prose.
  const std::string with_blank = "\n" + plain;
  const std::vector<Line> lines = lines_of(with_blank);
  return next_head_line(lines, 0, lines.size(), false).has_value();
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

std::string escape_prose(std::string_view prose) {
  const std::string normal = with_newlines(prose);
  const std::string text(base::trim(normal));
  const bool head = begins_head(text);
  return rewrite(text, head, [&](std::string_view line, bool first) {
    const Escaped escaped = escaped_of(line);
    if (!escapable(escaped.rest, first && head)) return std::string(line);
    // An opening of a block comes here only when it is never closed, is an id or is taken for the head.
    return std::string(line.substr(0, escaped.at)) + "\\" + std::string(line.substr(escaped.at));
  });
}

std::string unescape_prose(std::string_view text) {
  const std::string normal = with_newlines(text);
  const std::string whole(base::trim(normal));
  const bool head = begins_head(whole);
  return rewrite(whole, false, [&](std::string_view line, bool first) {
    const Escaped escaped = escaped_of(line);
    if (escaped.backslashes == 0 || !escapable(escaped.rest, first && head)) return std::string(line);
    return std::string(line.substr(0, escaped.at)) + std::string(line.substr(escaped.at + 1));
  });
}

}  // namespace secokr::documents
