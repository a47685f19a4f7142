#include "documents/grammar/lines.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace secokr::documents {
namespace {

constexpr std::string_view k_byte_order_mark = "\xEF\xBB\xBF";

/// Up to three blanks are no indentation in Markdown; four make code.
std::size_t indentation(std::string_view line) {
  const std::size_t first = line.find_first_not_of(' ');
  return first > 3 ? 0 : first;
}

struct FenceMark {
  char mark = 0;
  std::size_t length = 0;  ///< 0: no fence
  std::string_view rest{};
};

FenceMark fence_mark(std::string_view line) {
  line.remove_prefix(indentation(line));
  if (line.empty() || (line.front() != '`' && line.front() != '~')) return {};
  const char mark = line.front();
  const std::size_t length = std::min(line.find_first_not_of(mark), line.size());
  if (length < 3) return {};
  return {mark, length, line.substr(length)};
}

std::size_t ending_at(std::string_view text, std::size_t at) {
  if (text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n') return 2;
  return 1;
}

}  // namespace

bool Line::blank() const { return base::trim(text).empty(); }

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  std::size_t at = text.starts_with(k_byte_order_mark) ? k_byte_order_mark.size() : 0;
  while (at < text.size()) {
    Line line;
    line.begin = at;
    line.end = std::min(text.find_first_of("\r\n", at), text.size());
    line.next = line.end == text.size() ? line.end : line.end + ending_at(text, line.end);
    line.text = text.substr(line.begin, line.end - line.begin);
    lines.push_back(line);
    at = line.next;
  }
  BlockFinder finder(lines);
  for (std::size_t i = 0; i < lines.size();) {
    if (!BlockFinder::opens(lines[i].text)) {
      ++i;
      continue;
    }
    const std::size_t end = finder.end_of_block(i).value_or(lines.size());
    for (const std::size_t first = i; i < end; ++i) {
      lines[i].opaque = true;
      lines[i].inside = i > first;
    }
  }
  return lines;
}

std::optional<std::size_t> unclosed_block(const std::vector<Line>& lines) {
  BlockFinder finder(lines);
  for (std::size_t i = 0; i < lines.size();) {
    if (!BlockFinder::opens(lines[i].text)) {
      ++i;
      continue;
    }
    const auto end = finder.end_of_block(i);
    if (!end) return i;
    i = *end;
  }
  return std::nullopt;
}

std::string_view ending_of(std::string_view text) {
  const std::size_t at = text.find_first_of("\r\n");
  return at == std::string_view::npos ? "\n" : text.substr(at, ending_at(text, at));
}

std::string with_newlines(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r')
      result += text[i];
    else if (i + 1 == text.size() || text[i + 1] != '\n')
      result += '\n';
  }
  return result;
}

Heading heading_of(std::string_view line) {
  const std::size_t indent = indentation(line);
  std::size_t at = indent;
  while (at < line.size() && line[at] == '#') ++at;
  const std::size_t level = at - indent;
  if (level < 1 || level > 6) return {};
  if (at < line.size() && line[at] != ' ' && line[at] != '\t') return {};
  while (at < line.size() && (line[at] == ' ' || line[at] == '\t')) ++at;
  return {static_cast<int>(level), at};
}

bool BlockFinder::opens_fence(std::string_view line) {
  const FenceMark fence = fence_mark(line);
  // ```` ```not``` ```` is code inside a line, not a fence.
  return fence.length > 0 && (fence.mark == '~' || fence.rest.find('`') == std::string_view::npos);
}

bool BlockFinder::opens_comment(std::string_view line) {
  line.remove_prefix(indentation(line));
  return line.starts_with("<!--");
}

bool BlockFinder::opens(std::string_view line) { return opens_fence(line) || opens_comment(line); }

std::optional<std::size_t> BlockFinder::end_of_block(std::size_t index) {
  const std::string_view line = m_lines[index].text;
  if (opens_fence(line)) {
    const FenceMark fence = fence_mark(line);
    return end_of_fence(index, fence.mark, fence.length);
  }
  if (!opens_comment(line) || m_comment_hopeless) return std::nullopt;
  for (std::size_t i = index; i < m_lines.size(); ++i)
    if (m_lines[i].text.find("-->") != std::string_view::npos) return i + 1;
  m_comment_hopeless = true;
  return std::nullopt;
}

std::optional<std::size_t> BlockFinder::end_of_fence(std::size_t index, char mark, std::size_t length) {
  std::size_t& hopeless = m_fence_hopeless[mark == '`' ? 0 : 1];
  if (length >= hopeless) return std::nullopt;
  for (std::size_t i = index + 1; i < m_lines.size(); ++i) {
    const FenceMark fence = fence_mark(m_lines[i].text);
    if (fence.mark == mark && fence.length >= length && base::trim(fence.rest).empty()) return i + 1;
  }
  hopeless = length;
  return std::nullopt;
}

}  // namespace secokr::documents
