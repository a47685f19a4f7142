#include "documents/issue/text.hpp"

#include "base/text.hpp"
#include "documents/grammar/lines.hpp"
#include "documents/grammar/neutralise.hpp"
#include "documents/grammar/outline.hpp"
#include "documents/grammar/prose.hpp"
#include "documents/grammar/reading.hpp"
#include "documents/issue/block_place.hpp"
#include "documents/issue/key_result_list.hpp"
#include "documents/objective/render.hpp"
#include "documents/shapes/templates.hpp"

namespace secokr::documents {
namespace {

std::string sealed(std::string_view kind, const std::string& id, std::string text) {
  const std::string begin =
      "<!-- secokr:begin 1 kind=" + std::string(kind) + " id=" + one_line(id) + " sum=00000000 -->\n";
  return seal_block(begin + std::move(text) + "<!-- secokr:end -->");
}

/// Fields and prose: the head of every block.
std::string head_text(std::string fields, const std::string& outcome) {
  const std::string prose = escape_prose(outcome);
  if (prose.empty()) return fields;
  if (!fields.empty()) fields += "\n";
  return fields + prose + "\n";
}

void add_section(std::string& text, const std::string& heading, const std::string& items) {
  if (!text.empty()) text += "\n";
  text += "## " + heading + "\n";
  if (!items.empty()) text += "\n" + items;
}

std::string describe(std::string_view template_name, const std::string& block) {
  const auto text = embedded_template(template_name);
  return text ? fill_template(*text, {{"block", block}}) : block;
}

void read_key_result_lines(const Outline& outline, Reader& reader, std::vector<KeyResultLine>& lines) {
  const Section* section = outline.objective.section(HeadingKind::key_results);
  if (section == nullptr) return;
  for (const std::size_t i : reader.key_result_lines(*section)) {
    if (auto line = read_key_result_line(outline.lines[i].text))
      lines.push_back(*std::move(line));
    else
      reader.problem(i, "This is no key result of the objective", "\"- KR1: #12 title\"");
  }
}

/// Fills in what the block's text says.
void read_text(IssueBlock& block, std::string_view version) {
  const std::string text = restore_neutralised(block.text);
  const Outline outline = outline_of_block(text);
  Reader reader(outline, true, block.problems);
  if (version != "1")
    reader.problem(0, "The block has version \"" + std::string(version) + "\", which this secokr does not know",
                   "version 1");
  if (!check_encoding(outline, reader)) return;
  if (outline.unclosed)
    block.broken = reader.problem(*outline.unclosed, "The code block or comment that begins here is never closed",
                                  "its end, or nothing");
  if (block.kind == OkrKind::objective) {
    block.objective.emplace();
    reader.read(outline.objective, *block.objective);
    block.objective->id = block.id;
    read_key_result_lines(outline, reader, block.key_results);
  } else if (block.kind == OkrKind::key_result) {
    block.key_result.emplace();
    reader.read(outline.objective, *block.key_result);
    block.key_result->id = block.id;
  }
}

}  // namespace

std::string render_objective_block(const Objective& objective, const std::vector<KeyResultLine>& key_results) {
  std::string text = head_text(objective_fields_text(objective, true), objective.outcome);
  add_section(text, "Key results", key_result_list_text(key_results));
  return sealed("objective", objective.id, neutralise(text));
}

Dependency on_issue(Dependency dependency) {
  dependency.ticked = dependency.ticked || dependency.settled();
  return dependency;
}

std::string render_key_result_block(const KeyResult& planned) {
  KeyResult key_result = planned;
  for (Dependency& dependency : key_result.dependencies) dependency = on_issue(std::move(dependency));
  std::string text = head_text(key_result_fields_text(key_result, true), key_result.outcome);
  add_section(text, "Dependencies", dependencies_text(key_result));
  add_section(text, "Milestones", milestones_text(key_result));
  return sealed("kr", key_result.id, neutralise(text));
}

std::string render_objective_description(const Objective& objective, const std::vector<KeyResultLine>& key_results) {
  return describe("objective.md", render_objective_block(objective, key_results));
}

std::string render_key_result_description(const KeyResult& key_result) {
  return describe("key-result.md", render_key_result_block(key_result));
}

IssueBlock read_block(std::string_view kind, std::string_view text) {
  IssueBlock block{.kind = std::string(kind), .text = std::string(text)};
  read_text(block, "1");
  return block;
}

std::optional<IssueBlock> find_block(std::string_view description) {
  const auto place = find_block_place(description);
  if (!place) return std::nullopt;
  IssueBlock block;
  block.kind = place->marker.attribute("kind");
  block.id = place->marker.attribute("id");
  block.sum = place->marker.attribute("sum");
  block.text = description.substr(place->text_begin, place->text_end - place->text_begin);
  block.begin = place->begin;
  block.end = place->end;
  block.intact = block.sum == block_sum(block.text);
  read_text(block, place->marker.version);
  if (place->inner_end) {
    block.problems.push_back({.line = *place->inner_end,
                              .text = "<!-- secokr:end -->",
                              .message = "A second end marker stands in secokr's block",
                              .expected = "one, below all of it"});
    if (!block.broken) block.broken = block.problems.back();
  }
  return block;
}

}  // namespace secokr::documents
