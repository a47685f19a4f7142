#include "documents/note/update_file.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "documents/grammar/encoding.hpp"
#include "documents/grammar/lines.hpp"
#include "documents/note/headings.hpp"
#include "documents/note/reading.hpp"
#include "documents/note/weekly_note.hpp"

namespace secokr::documents {
namespace {

/// A part of the file: the lines below a heading of level 1.
struct FilePart {
  std::string_view name{};
  std::size_t heading = 0;  ///< index of its line
  std::size_t begin = 0;    ///< offset of the text below
  std::size_t end = 0;
};

/// The name without the marks around it: a closing `#`, a colon, emphasis.
std::string_view part_name(std::string_view words) {
  constexpr std::string_view marks = " \t*_`";
  const std::size_t first = words.find_first_not_of(marks);
  if (first == std::string_view::npos) return {};
  return words.substr(first, words.find_last_not_of(" \t*_`#:") + 1 - first);
}

std::vector<FilePart> parts_of(std::string_view text, const std::vector<Line>& lines) {
  std::vector<FilePart> parts;
  BlockFinder finder(lines);
  for (std::size_t i = 0; i < lines.size();) {
    const Heading heading = heading_of(lines[i].text);
    // A note's own heading of another level is read as what it means.
    if (heading.level == 1 && !reads_as_note_heading(lines[i].text)) {
      if (!parts.empty()) parts.back().end = lines[i].begin;
      parts.push_back({part_name(lines[i].text.substr(heading.text_begin)), i, lines[i].next, text.size()});
    }
    std::size_t end = i + 1;
    if (BlockFinder::opens(lines[i].text)) end = finder.end_of_block(i).value_or(end);
    i = end;
  }
  return parts;
}

Problem problem_at(const std::vector<Line>& lines, std::size_t index, std::string message, std::string expected) {
  Problem problem{.line = index + 1, .message = std::move(message), .expected = std::move(expected)};
  if (index < lines.size()) problem.text = lines[index].text;
  return problem;
}

const std::string a_note =
    "\"## Weekly KR Update for the week starting on YYYY-MM-DD\" below \"# Security Training/KR1\"";

void add(UpdateFile& file, const std::vector<Line>& lines, const FilePart& part, std::string_view text) {
  const auto note = read_note(text.substr(part.begin, part.end - part.begin));
  if (!note) {
    file.problems.push_back(problem_at(lines, part.heading,
                                       part.name.empty()
                                           ? "There is no weekly update"
                                           : fmt::format("\"{}\" has no weekly update below it", part.name),
                                       a_note));
    return;
  }
  if (std::ranges::any_of(file.updates,
                          [&](const FiledUpdate& other) { return base::equals_folded(other.name, part.name); })) {
    file.problems.push_back(
        problem_at(lines, part.heading, fmt::format("\"{}\" stands there twice", part.name), "each key result once"));
    return;
  }
  const std::size_t above = part.begin == 0 ? 0 : part.heading + 1;
  for (const auto* problems : {&note->problems, &note->asides})
    for (Problem problem : *problems) {
      problem.line += above;
      file.problems.push_back(std::move(problem));
    }
  FiledUpdate filed{.kind = note->is_objective ? "objective" : "kr",
                    .name = std::string(part.name),
                    .line = part.heading + 1,
                    .week = note->week,
                    .update = note->update,
                    .has_accomplished = note->accomplished.has_value(),
                    .has_next = note->next.has_value()};
  if (note->has_progress) filed.progress = note->update.progress;
  if (note->week) filed.update.week = *note->week;
  file.updates.push_back(std::move(filed));
}

}  // namespace

UpdateFile parse_update_file(std::string_view text) {
  UpdateFile file;
  const std::vector<Line> lines = lines_of(text);
  if (auto foreign = not_utf8(lines)) {
    file.problems.push_back(*std::move(foreign));
    return file;
  }
  std::vector<FilePart> parts = parts_of(text, lines);
  if (parts.empty()) parts.push_back({.end = text.size()});
  for (std::size_t i = 0; i < parts.front().heading; ++i) {
    if (lines[i].blank()) continue;
    file.problems.push_back(
        problem_at(lines, i, "Text stands above the first key result", "\"# Security Training/KR1\" above it"));
    break;
  }
  for (const FilePart& part : parts) add(file, lines, part, text);
  std::ranges::stable_sort(file.problems, {}, &Problem::line);
  return file;
}

std::string render_update_file(const std::vector<FiledUpdate>& updates) {
  std::string text;
  for (const FiledUpdate& filed : updates) {
    WeeklyUpdate update = filed.update;
    update.week = filed.week.value_or(update.week);
    if (!text.empty()) text += "\n";
    std::string note = weekly_text(update, filed.progress.has_value(), filed.kind);
    const std::string undated = to_string(WeeklyUpdate{}.week);
    if (const auto at = note.find(undated); !filed.week && at < note.find('\n'))
      note.replace(at, undated.size(), "YYYY-MM-DD");
    text += fmt::format("# {}\n\n{}", filed.name, note);
  }
  return text;
}

}  // namespace secokr::documents
