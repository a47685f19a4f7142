#include "documents/grammar/splice.hpp"

#include <algorithm>

#include "documents/grammar/list_items.hpp"

namespace secokr::documents {
namespace {

/// The ending of the line at or above `index` that has one, else the document's.
std::string_view ending_near(const Outline& outline, std::size_t index) {
  if (outline.lines.empty()) return outline.ending;
  const Line& line = outline.lines[std::min(index, outline.lines.size() - 1)];
  return line.next > line.end ? outline.text.substr(line.end, line.next - line.end) : outline.ending;
}

std::string with_ending(std::string_view lines, std::string_view ending) {
  std::string result;
  for (const char c : lines) c == '\n' ? result += ending : result += c;
  return result;
}

}  // namespace

std::string spliced(std::string_view text, const Splice& splice) {
  std::string result(text.substr(0, splice.begin));
  result += splice.replacement;
  result += text.substr(splice.end);
  return result;
}

Splice replace_lines(const Outline& outline, std::size_t begin, std::size_t end, std::string_view lines) {
  return {outline.lines[begin].begin, outline.lines[end - 1].end, with_ending(lines, ending_near(outline, begin))};
}

Splice insert_lines(const Outline& outline, std::size_t at, std::string_view lines, bool blank_before,
                    bool blank_after) {
  const std::string_view ending = ending_near(outline, at == 0 ? 0 : at - 1);
  const bool first = at == 0;
  const bool last = at >= outline.lines.size();
  std::string text;
  if (blank_before && !first && !outline.lines[at - 1].blank()) text += ending;
  text += with_ending(lines, ending);
  if (last && !first && outline.lines.back().next == outline.lines.back().end) {
    // The last line has no ending: the new ones come behind one, and the text still ends without.
    return {outline.text.size(), outline.text.size(), std::string(ending) + text};
  }
  text += ending;
  if (blank_after && !last && !outline.lines[at].blank()) text += ending;
  const std::size_t offset = last ? outline.text.size() : outline.lines[at].begin;
  return {offset, offset, text};
}

std::size_t content_end(const Outline& outline, const Section& section) {
  std::size_t end = section.end;
  while (end > section.begin && outline.lines[end - 1].blank()) --end;
  return end;
}

Splice append_item(const Outline& read, const Outline& raw, const Section& section, std::string_view item) {
  for (std::size_t i = section.begin; i < section.end; ++i)
    if (!read.lines[i].opaque && says_none(read.lines[i].text)) return replace_lines(raw, i, i + 1, item);
  const std::size_t end = content_end(read, section);
  return insert_lines(raw, end, item, end == section.begin, true);
}

Splice remove_lines(const Outline& outline, std::size_t begin, std::size_t end) {
  return {outline.lines[begin].begin, outline.lines[end - 1].next, ""};
}

}  // namespace secokr::documents
