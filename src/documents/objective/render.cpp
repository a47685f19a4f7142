#include "documents/objective/render.hpp"

#include "documents/grammar/lines.hpp"
#include "documents/grammar/prose.hpp"
#include "documents/objective/document.hpp"
#include "domain/objective/fields.hpp"

namespace secokr::documents {
namespace {

template <class Owner>
std::string fields_text(const Owner& owner, bool in_block) {
  std::string text;
  for (const auto& row : line_fields<Owner>()) {
    if (in_block && row.place == FieldPlace::line_of_file) continue;
    const std::string value = row.access.write(owner);
    if (!value.empty()) text += "- " + std::string(row.name) + ": " + value + "\n";
  }
  return text;
}

void add_paragraph(std::string& text, const std::string& paragraph) {
  if (paragraph.empty()) return;
  if (!text.empty()) text += "\n";
  text += paragraph;
}

std::string prose_text(const std::string& outcome) {
  const std::string prose = escape_prose(outcome);
  return prose.empty() ? prose : prose + "\n";
}

std::string id_line(const std::string& id) { return id.empty() ? "" : render_id(id) + "\n"; }

}  // namespace

std::string render_id(std::string_view id) { return "<!-- secokr:id " + std::string(id) + " -->"; }

std::string objective_fields_text(const Objective& objective, bool in_block) {
  return fields_text(objective, in_block);
}

std::string key_result_fields_text(const KeyResult& key_result, bool in_block) {
  return fields_text(key_result, in_block);
}

std::string dependencies_text(const KeyResult& key_result) {
  std::string text;
  for (const Dependency& dependency : key_result.dependencies) text += render_dependency(dependency) + "\n";
  return text;
}

std::string milestones_text(const KeyResult& key_result) {
  std::string text;
  for (const Milestone& milestone : key_result.milestones) text += render_milestone(milestone) + "\n";
  return text;
}

std::string render_key_result_part(const KeyResult& key_result) {
  std::string text =
      "## KR" + std::to_string(key_result.number) + ": " + one_line(key_result.title) + "\n" + id_line(key_result.id);
  add_paragraph(text, key_result_fields_text(key_result, false));
  add_paragraph(text, prose_text(key_result.outcome));
  if (!key_result.dependencies.empty()) {
    add_paragraph(text, "### Dependencies\n");
    add_paragraph(text, dependencies_text(key_result));
  }
  if (!key_result.milestones.empty()) {
    add_paragraph(text, "### Milestones\n");
    add_paragraph(text, milestones_text(key_result));
  }
  return text;
}

std::string render_objective_file(const Objective& objective) {
  std::string text = "# " + one_line(objective.title) + "\n" + id_line(objective.id);
  add_paragraph(text, objective_fields_text(objective, false));
  add_paragraph(text, prose_text(objective.outcome));
  for (const KeyResult& key_result : objective.key_results) add_paragraph(text, render_key_result_part(key_result));
  return text;
}

}  // namespace secokr::documents
