#include "documents/objective/document.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/text.hpp"
#include "documents/grammar/head.hpp"
#include "documents/grammar/outline.hpp"
#include "documents/grammar/reading.hpp"
#include "domain/objective/fields.hpp"

namespace secokr::documents {
namespace {

template <class Owner>
std::vector<std::string> names_of_lines() {
  std::vector<std::string> names;
  for (const auto& row : line_fields<Owner>()) names.emplace_back(row.name);
  return names;
}

void check_title(const Outline& outline, Reader& reader) {
  const Part& part = outline.objective;
  if (!part.heading) {
    const std::size_t line = outline.untitled.value_or(0);
    const std::string words = outline.untitled ? std::string(base::trim(outline.lines[line].text)) : "";
    const std::size_t begin = base::first_word_at(words);
    reader.problem(
        line, "The file has no title",
        "a first line \"# " + (begin < words.size() ? words.substr(begin) : "title of the objective") + "\"");
  } else if (part.title.empty()) {
    reader.problem(*part.heading, "The title is empty", "\"# title of the objective\"");
  }
  // One finding is enough for a preface of a hundred lines.
  if (!outline.before_title.empty()) {
    const std::size_t first = outline.before_title.front();
    const bool is_comment = outline.lines[first].opaque && BlockFinder::opens_comment(outline.lines[first].text);
    reader.problem(first, fmt::format("{} stands above the title", is_comment ? "A comment" : "Text"),
                   "the line \"# title of the objective\" first");
  }
}

/// The line that opens what is never closed. A comment that only an id's line ends was not closed either.
std::optional<std::size_t> unclosed_in(const Outline& outline) {
  std::size_t opened = 0;
  for (std::size_t i = 0; i < outline.lines.size(); ++i) {
    const Line& line = outline.lines[i];
    if (!line.inside) opened = i;
    if (line.inside && looks_like_id(line.text) && BlockFinder::opens_comment(outline.lines[opened].text))
      return opened;
  }
  return outline.unclosed;
}

/// What hides all that stands below it; false when there is nothing else to say of the file.
bool check_whole(const Outline& outline, Reader& reader) {
  const bool is_empty = std::ranges::all_of(outline.lines, [](const Line& line) { return line.blank(); });
  if (is_empty) {
    reader.spoils_all(
        reader.problem(0, "The file is empty",
                       "\"# title of the objective\" and, below it, \"- Reference: short name\", \"- DRI: "
                       "@username\" and \"- Area: name of the area\""));
    return false;
  }
  if (const auto unclosed = unclosed_in(outline)) {
    const bool is_fence = BlockFinder::opens_fence(outline.lines[*unclosed].text);
    reader.spoils_all(reader.problem(
        *unclosed, fmt::format("The {} that begins here is never closed", is_fence ? "code block" : "comment"),
        is_fence ? "a line \"```\" where it ends" : "\"-->\" where it ends"));
  }
  return true;
}

/// The line of the objective's part that names a field without being read as one.
std::optional<std::size_t> line_that_means(const Outline& outline, std::string_view name) {
  for (std::size_t i = outline.objective.begin; i < outline.objective.end; ++i)
    if (!outline.lines[i].opaque && begins_with_words(outline.lines[i].text, name)) return i;
  return std::nullopt;
}

/// Without these an objective cannot begin (CLI.md 1).
void check_needed(const Outline& outline, const Objective& objective, Reader& reader) {
  for (const auto& row : line_fields<Objective>()) {
    if (!row.is_demanded || !row.access.write(objective).empty()) continue;
    const std::size_t line = objective.source.line_of(row.name);
    // A malformed value has its own problem already.
    const auto& fields = outline.objective.fields;
    const bool given = std::any_of(fields.begin(), fields.end(),
                                   [&](const FieldLine& f) { return f.line + 1 == line && !f.value.empty(); });
    if (given || reader.is_told(row.name)) continue;
    const auto meant = objective.source.fields.contains(row.name) ? std::nullopt : line_that_means(outline, row.name);
    const std::string example = fmt::format("\"- {}: {}\"", row.name, row.example);
    if (!meant)
      reader.problem(line == 0 ? 0 : line - 1, fmt::format("The objective has no {}", row.name), example);
    else
      reader.problem(*meant, fmt::format("This line is not read as the {}, which the objective needs", row.name),
                     fmt::format("{}, above the first paragraph", example));
  }
}

}  // namespace

std::vector<std::string> objective_field_names() { return names_of_lines<Objective>(); }
std::vector<std::string> key_result_field_names() { return names_of_lines<KeyResult>(); }

ObjectiveDocument ObjectiveDocument::parse(std::string bytes) {
  ObjectiveDocument document;
  document.m_text = std::move(bytes);
  const Outline outline = outline_of_file(document.m_text);
  Reader reader(outline, false, document.m_problems);
  if (!check_encoding(outline, reader) || !check_whole(outline, reader)) return document;
  check_title(outline, reader);
  reader.read(outline.objective, document.m_objective);
  if (!unclosed_in(outline)) check_needed(outline, document.m_objective, reader);
  for (const Part& part : outline.key_results) {
    KeyResult key_result;
    reader.read(part, key_result);
    document.m_objective.key_results.push_back(std::move(key_result));
  }
  reader.read_unknown_parts();
  if (const auto unclosed = unclosed_in(outline))
    std::erase_if(document.m_problems, [&](const Problem& each) {
      return each.consequences.empty() ? each.line > *unclosed : each.line > *unclosed + 1;
    });
  std::stable_sort(document.m_problems.begin(), document.m_problems.end(),
                   [](const Problem& a, const Problem& b) { return a.line < b.line; });
  return document;
}

bool ObjectiveDocument::ok() const {
  return std::none_of(m_problems.begin(), m_problems.end(),
                      [](const Problem& p) { return p.severity == Severity::error; });
}

}  // namespace secokr::documents
