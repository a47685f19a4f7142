#include "documents/note/text.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "base/text.hpp"
#include "documents/grammar/lines.hpp"
#include "documents/note/fields.hpp"
#include "documents/note/headings.hpp"

namespace secokr::documents {
namespace {

bool is_indented(std::string_view line) { return line.starts_with("  ") || line.starts_with('\t'); }

/// A heading of the person's own. One of level 1 would begin another part of a file of updates.
bool is_own_heading(std::string_view line) {
  const Heading heading = heading_of(line);
  return line.starts_with("##") && heading.level > 1 && heading.text_begin < line.size() &&
         !reads_as_note_heading(line);
}

/// A code fence that opens in any column, or as an item of a list.
struct TypedFence {
  std::size_t column = 0;
  std::string mark{};
  bool in_item = false;
};

std::optional<TypedFence> typed_fence(std::string_view line) {
  TypedFence fence;
  const auto skip_blanks = [&] { fence.column = std::min(line.find_first_not_of(" \t", fence.column), line.size()); };
  skip_blanks();
  for (; is_list_item(line.substr(fence.column)); skip_blanks()) {
    fence.in_item = true;
    fence.column = std::min(line.find_first_of(" \t", fence.column), line.size());
  }
  const std::string_view rest = line.substr(fence.column);
  if (!BlockFinder::opens_fence(rest)) return std::nullopt;
  fence.mark = rest.substr(0, rest.find_first_not_of(rest.front()));
  return fence;
}

bool closes(const TypedFence& fence, std::string_view line) {
  line = base::trim(line);
  return line.size() >= fence.mark.size() && line.find_first_not_of(fence.mark.front()) == std::string_view::npos;
}

/// Code from the fence that opens it to the one that closes it, as it was written: no line of it gets a bullet. In an
/// item its lines are moved into it. `end` is the index behind it.
struct TypedCode {
  std::string text{};
  std::size_t end = 0;
};

/// Nothing where it is never closed, but for a plain one with nothing like a fence below: that is closed behind all.
/// `hopeless` remembers, for "`" and "~", how long a fence is that nothing below closes, so that it is looked for once.
std::optional<TypedCode> typed_code(const std::vector<Line>& lines, std::size_t index, BlockFinder& finder,
                                    std::array<std::size_t, 2>& hopeless) {
  constexpr std::size_t deepest_plain = 3;
  const auto fence = typed_fence(lines[index].text);
  if (!fence) return std::nullopt;
  const bool is_plain = !fence->in_item && fence->column <= deepest_plain;
  std::size_t& hopeless_length = hopeless[fence->mark.front() == '`' ? 0 : 1];
  if (!is_plain && fence->mark.size() >= hopeless_length) return std::nullopt;
  const std::string inside(fence->in_item ? fence->column : 0, ' ');
  const auto end = is_plain ? finder.end_of_block(index) : std::nullopt;
  TypedCode code{.text = std::string(lines[index].text), .end = index + 1};
  bool closed = false;
  bool has_marks = false;
  for (; !closed && code.end < end.value_or(lines.size()); ++code.end) {
    const std::string_view line = lines[code.end].text;
    // Where a reader sees no code a heading of the note would end it.
    if (!is_plain && reads_as_note_heading(line)) break;
    closed = !is_plain && closes(*fence, line);
    has_marks = line.find("```") != std::string_view::npos || line.find("~~~") != std::string_view::npos;
    if (is_plain && !end && has_marks) return std::nullopt;
    const bool moves = !lines[code.end].blank() && line.find_first_not_of(' ') < inside.size();
    code.text += "\n" + (moves ? inside + std::string(base::trim(line)) : std::string(line));
  }
  if (end || closed) return code;
  if (!is_plain) hopeless_length = fence->mark.size();
  if (!is_plain || fence->mark != "```") return std::nullopt;
  code.text += "\n```";
  return code;
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
  std::array<std::size_t, 2> hopeless{std::string_view::npos, std::string_view::npos};
  std::string result = text.substr(0, lines.empty() ? 0 : lines.front().begin);
  bool in_item = false;
  for (std::size_t i = 0; i < lines.size();) {
    const std::string_view line = lines[i].text;
    std::size_t end = i + 1;
    if (const auto code = typed_code(lines, i, finder, hopeless)) {
      result += code->text;
      end = code->end;
      in_item = is_list_item(line);
    } else if (lines[i].blank() || is_table_or_quote(line) || (is_list_item(line) && (in_item || !is_indented(line)))) {
      result += line;
      in_item = is_list_item(line) || (in_item && lines[i].blank());
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
