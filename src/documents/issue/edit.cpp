#include "documents/issue/edit.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "documents/grammar/field_edit.hpp"
#include "documents/grammar/list_items.hpp"
#include "documents/grammar/neutralise.hpp"
#include "documents/grammar/outline.hpp"
#include "documents/grammar/splice.hpp"
#include "documents/issue/block_place.hpp"
#include "documents/issue/text.hpp"
#include "domain/objective/fields.hpp"

namespace secokr::documents {
namespace {

std::unexpected<Error> not_in_issue(std::string what, std::string help) {
  return fail({.kind = ErrorKind::usage, .what = std::move(what), .help = std::move(help)});
}

/// A key result's block as it stands in a description.
struct OpenBlock {
  BlockPlace place{};
  IssueBlock block{};
};

Expected<OpenBlock> open_block(std::string_view description) {
  const auto place = find_block_place(description);
  auto block = find_block(description);
  if (!place || !block || !block->key_result)
    return fail({.kind = ErrorKind::refused,
                 .what = "secokr's block was removed from the issue's text, or changed so that it is none of a key "
                         "result",
                 .reason = "Milestones, dependencies and states stand in it",
                 .help = "Put the text between secokr's markers back, as the issue's history has it"});
  return OpenBlock{*place, *std::move(block)};
}

/// Where a new item goes: behind the last one of its list, which is made where it is missing.
Splice insert_item(const Outline& read, const Outline& raw, const std::string& item) {
  const Section* section = read.objective.section(HeadingKind::dependencies);
  if (section != nullptr) return append_item(read, raw, *section, item);
  const Section* milestones = read.objective.section(HeadingKind::milestones);
  return insert_lines(raw, milestones == nullptr ? raw.lines.size() : milestones->heading, "## Dependencies\n\n" + item,
                      true, true);
}

std::string with_splice(std::string_view description, const OpenBlock& open, const Splice& splice) {
  std::string result(description.substr(0, open.place.text_begin));
  result += spliced(open.block.text, splice);
  result += description.substr(open.place.text_end);
  return result;
}

/// The description with the splice made in its block, if the block then says exactly `wanted`.
Expected<std::string> edited(std::string_view description, const OpenBlock& open, const Splice& splice,
                             const KeyResult& wanted) {
  std::string result = with_splice(description, open, splice);
  if (open.block.intact) result = seal_block(std::move(result));
  const auto after = find_block(result);
  if (after && after->key_result && *after->key_result == wanted) return result;
  return not_in_issue(
      "The line cannot be written into the issue's description so that it reads back",
      "Look at the lists in secokr's block of the description: a code fence or a comment may not be closed");
}

}  // namespace

Expected<std::string> replace_block_dependency(std::string_view description, std::size_t index,
                                               const Dependency& dependency) {
  SECOKR_TRY(const OpenBlock open, open_block(description));
  KeyResult wanted = *open.block.key_result;
  if (index < 1 || index > wanted.dependencies.size())
    return not_in_issue("The issue has no dependency D" + std::to_string(index), "Name one that it has");
  // A line keeps its number when markers in it are broken and mended.
  const Outline raw = outline_of_block(open.block.text);
  const std::size_t line = wanted.dependencies[index - 1].source.line - 1;
  wanted.dependencies[index - 1] = dependency;
  return edited(description, open, replace_lines(raw, line, line + 1, neutralise(render_dependency(dependency))),
                wanted);
}

Expected<std::string> add_block_dependency(std::string_view description, const Dependency& dependency) {
  SECOKR_TRY(const OpenBlock open, open_block(description));
  KeyResult wanted = *open.block.key_result;
  wanted.dependencies.push_back(dependency);
  const std::string text = restore_neutralised(open.block.text);
  const Outline read = outline_of_block(text);
  const Outline raw = outline_of_block(open.block.text);
  return edited(description, open, insert_item(read, raw, neutralise(render_dependency(dependency))), wanted);
}

Expected<std::string> tick_block_milestone(std::string_view description, int number, bool done) {
  SECOKR_TRY(const OpenBlock open, open_block(description));
  KeyResult wanted = *open.block.key_result;
  const auto milestone = std::ranges::find(wanted.milestones, number, &Milestone::number);
  if (milestone == wanted.milestones.end())
    return not_in_issue("The issue has no milestone " + std::to_string(number), "Name one that it has");
  if (milestone->done == done && !milestone->no_longer_applies) return std::string(description);
  milestone->done = done;
  milestone->no_longer_applies = false;
  const Outline raw = outline_of_block(open.block.text);
  const Line& line = raw.lines[milestone->source.line - 1];
  const auto task = read_task(line.text);
  if (!task) return not_in_issue("The milestone's box is not found", "Look at the issue's description");
  const std::size_t box = line.begin + task->mark;
  return edited(description, open, {.begin = box, .end = box + 1, .replacement = done ? "x" : " "}, wanted);
}

Expected<std::string> set_block_field(std::string_view description, std::string_view name, std::string_view value) {
  SECOKR_TRY(const OpenBlock open, open_block(description));
  const std::vector<std::string> names = key_result_field_names();
  const auto own = std::ranges::find_if(names, [&](const auto& each) { return base::equals_folded(each, name); });
  if (own == names.end()) return not_in_issue("A key result has no field " + std::string(name), "Name one that it has");
  const auto place = static_cast<std::size_t>(own - names.begin());
  const auto& row = line_fields<KeyResult>()[place];
  KeyResult wanted = *open.block.key_result;
  if (value.empty() || !row.access.read(wanted, value))
    return not_in_issue("'" + std::string(value) + "' is no " + *own, "Write " + std::string(row.expected));
  const Outline raw = outline_of_block(open.block.text);
  const auto splice = field_edit(raw, raw.objective, names, place, neutralise(row.access.write(wanted)));
  if (!splice) return std::string(description);
  return edited(description, open, *splice, wanted);
}

}  // namespace secokr::documents
