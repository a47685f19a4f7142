#include "documents/note_text.hpp"

#include <algorithm>
#include <vector>

#include "base/text.hpp"
#include "documents/lines.hpp"
#include "documents/note_fields.hpp"
#include "documents/note_headings.hpp"

namespace secokr::documents {
namespace {

bool is_indented(std::string_view line) { return line.starts_with("  ") || line.starts_with('\t'); }

/// A heading of the person's own. One of level 1 would begin another part of a file of updates.
bool is_own_heading(std::string_view line) {
  const Heading heading = heading_of(line);
  return line.starts_with("##") && heading.level > 1 && heading.text_begin < line.size() &&
         !reads_as_note_heading(line);
}

/// A heading of a note or of a file's part, or a field. Below prose only a field that gives something is one.
bool reads_as_head_of_note(std::string_view line, bool in_prose) {
  if (heading_of(line).level == 1 || reads_as_note_heading(line)) return true;
  const std::vector<NoteField> fields = note_fields_of(line);
  return in_prose ? std::ranges::any_of(fields, &NoteField::is_given) : !fields.empty();
}

}  // namespace

bool is_list_item(std::string_view line) {
  line = base::trim(line);
  if (line.empty()) return false;
  std::size_t mark = 1;
  if (std::string_view("-*+").find(line.front()) == std::string_view::npos) {
    const std::size_t digits = line.find_first_not_of("0123456789");
    if (digits == 0 || digits > 9 || digits == std::string_view::npos || (line[digits] != '.' && line[digits] != ')'))
      return false;
    mark = digits + 1;
  }
  return line.size() == mark || line[mark] == ' ' || line[mark] == '\t';
}

bool is_table_or_quote(std::string_view line) { return line.starts_with('|') || line.starts_with('>'); }

std::string bulleted(std::string_view typed) {
  const std::string normal = with_newlines(typed);
  const std::string text(base::trim(normal));
  if (text == "-") return "";
  const std::vector<Line> lines = lines_of(text);
  BlockFinder finder(lines);
  std::string result = text.substr(0, lines.empty() ? 0 : lines.front().begin);
  bool in_item = false;
  for (std::size_t i = 0; i < lines.size();) {
    const std::string_view line = lines[i].text;
    std::size_t end = i + 1;
    if (BlockFinder::opens_fence(line)) end = finder.end_of_block(i).value_or(end);
    if (end > i + 1 || lines[i].blank() || is_table_or_quote(line) ||
        (is_list_item(line) && (in_item || !is_indented(line)))) {
      result += text.substr(lines[i].begin, lines[end - 1].end - lines[i].begin);
      in_item = end == i + 1 && (is_list_item(line) || (in_item && lines[i].blank()));
    } else if (is_own_heading(line)) {
      result += line;
      in_item = false;
    } else if (in_item && is_indented(line) && heading_of(line).level == 0 && !BlockFinder::opens_fence(line)) {
      result += line;
    } else {
      result += "- " + std::string(base::trim(line));
      in_item = true;
    }
    i = end;
    if (i < lines.size()) result += "\n";
  }
  return result;
}

std::string settled(std::string_view typed) {
  const std::string normal = with_newlines(typed);
  const std::string text(base::trim(normal));
  const std::vector<Line> lines = lines_of(text);
  BlockFinder finder(lines);
  std::string result;
  bool in_prose = false;
  for (std::size_t i = 0; i < lines.size();) {
    const std::string_view line = lines[i].text;
    const std::size_t end = BlockFinder::opens_fence(line) ? finder.end_of_block(i).value_or(i + 1) : i + 1;
    if (end == i + 1 && (BlockFinder::opens_fence(line) || reads_as_head_of_note(line, in_prose))) result += "\\";
    in_prose = in_prose || !lines[i].blank();
    result += text.substr(lines[i].begin, lines[end - 1].end - lines[i].begin);
    i = end;
    if (i < lines.size()) result += "\n";
  }
  return result;
}

}  // namespace secokr::documents
