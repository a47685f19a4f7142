#include "documents/objective_document.hpp"

#include <algorithm>

#include "documents/fields.hpp"
#include "documents/outline.hpp"
#include "documents/reading.hpp"

namespace secokr::documents {
namespace {

template <class Specs>
std::vector<std::string> names_of(const Specs& specs) {
  std::vector<std::string> names;
  for (const auto& spec : specs) names.emplace_back(spec.name);
  return names;
}

void check_title(const Outline& outline, Reader& reader) {
  const Part& part = outline.objective;
  if (!part.heading)
    reader.problem(0, "The file has no title", "a first line \"# title of the objective\"");
  else if (part.title.empty())
    reader.problem(*part.heading, "The title is empty", "\"# title of the objective\"");
  for (const std::size_t line : outline.extra_titles)
    reader.problem(line, "A second title stands here", "one line \"# title\"; a key result begins with \"## KR1: \"");
  // One finding is enough for a preface of a hundred lines.
  if (!outline.before_title.empty())
    reader.problem(outline.before_title.front(), "Text stands above the title",
                   "the line \"# title of the objective\" first");
}

/// Without these an objective cannot begin (CLI.md 1).
void check_needed(const Outline& outline, const Objective& objective, Reader& reader) {
  const auto need = [&](const std::string& value, const char* name, const char* example) {
    const std::size_t line = objective.source.line_of(name);
    if (!value.empty()) return;
    // A malformed value has its own problem already.
    const auto& fields = outline.objective.fields;
    const bool given = std::any_of(fields.begin(), fields.end(),
                                   [&](const FieldLine& f) { return f.line + 1 == line && !f.value.empty(); });
    if (!given) reader.problem(line == 0 ? 0 : line - 1, std::string("The objective has no ") + name, example);
  };
  need(objective.reference, "Reference", "\"- Reference: short name\"");
  need(objective.dri, "DRI", "\"- DRI: @username\"");
  need(objective.area, "Area", "\"- Area: name of the area\"");
}

}  // namespace

std::vector<std::string> objective_field_names() { return names_of(objective_fields()); }
std::vector<std::string> key_result_field_names() { return names_of(key_result_fields()); }

ObjectiveDocument ObjectiveDocument::parse(std::string bytes) {
  ObjectiveDocument document;
  document.m_text = std::move(bytes);
  const Outline outline = outline_of_file(document.m_text);
  Reader reader(outline, k_file_section_level, false, document.m_problems);
  check_encoding(outline, document.m_problems);
  check_title(outline, reader);
  reader.read(outline.objective, document.m_objective);
  check_needed(outline, document.m_objective, reader);
  for (const Part& part : outline.key_results) {
    KeyResult key_result;
    reader.read(part, key_result);
    document.m_objective.key_results.push_back(std::move(key_result));
  }
  for (const Section& section : outline.unknown_parts) reader.unknown_section(section, {"KR1: …"});
  std::stable_sort(document.m_problems.begin(), document.m_problems.end(),
                   [](const Problem& a, const Problem& b) { return a.line < b.line; });
  return document;
}

bool ObjectiveDocument::ok() const {
  return std::none_of(m_problems.begin(), m_problems.end(),
                      [](const Problem& p) { return p.severity == Severity::error; });
}

}  // namespace secokr::documents
