// The edits of an ObjectiveDocument: each is one splice of its own lines, taken only when the document reads no worse
// afterwards.
#include <algorithm>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "documents/grammar/field_edit.hpp"
#include "documents/grammar/outline.hpp"
#include "documents/grammar/prose.hpp"
#include "documents/grammar/splice.hpp"
#include "documents/objective/document.hpp"
#include "documents/objective/render.hpp"

namespace secokr::documents {
namespace {

std::unexpected<Error> refuse_edit(std::string what, std::string reason = {}, std::string help = {}) {
  return fail({ErrorKind::usage, std::move(what), std::move(reason), std::move(help)});
}

std::string kr_name(int number) { return "KR" + std::to_string(number); }

Expected<const Part*> find_part(const Outline& outline, std::optional<int> key_result) {
  if (!key_result) return &outline.objective;
  if (const Part* part = outline.key_result(*key_result)) return part;
  std::string known;
  for (const Part& part : outline.key_results)
    if (part.number) known += (known.empty() ? "" : ", ") + kr_name(*part.number);
  return refuse_edit("The objective has no " + kr_name(*key_result),
                     known.empty() ? "it has no key results" : "it has " + known);
}

/// A text that has to fit on one line.
Expected<std::string> single_line(std::string_view text, std::string_view what) {
  const std::string_view trimmed = base::trim(text);
  if (trimmed.find_first_of("\r\n") != std::string_view::npos)
    return refuse_edit(std::string(what) + " stands on one line", "the text has a line break",
                       "Write it without line breaks");
  return std::string(trimmed);
}

std::size_t errors_in(const std::vector<Problem>& problems) {
  return static_cast<std::size_t>(
      std::count_if(problems.begin(), problems.end(), [](const Problem& p) { return p.severity == Severity::error; }));
}

/// The first error of `after` that `before` did not have.
const Problem* new_error(const std::vector<Problem>& before, const std::vector<Problem>& after) {
  std::set<std::pair<std::string_view, std::string_view>> known;
  for (const Problem& problem : before) known.emplace(problem.message, problem.text);
  for (const Problem& problem : after)
    if (problem.severity == Severity::error && !known.contains({problem.message, problem.text})) return &problem;
  return nullptr;
}

/// The document with the splice made, unless that brings an error.
Expected<ObjectiveDocument> edited(const ObjectiveDocument& document, const Splice& splice) {
  ObjectiveDocument result = ObjectiveDocument::parse(spliced(document.text(), splice));
  if (errors_in(result.problems()) <= errors_in(document.problems())) return result;
  const Problem* const problem = new_error(document.problems(), result.problems());
  if (problem == nullptr) return refuse_edit("The edit would make the file unreadable");
  return refuse_edit(problem->message, "the file could not be read afterwards", "Write " + problem->expected);
}

std::unexpected<Error> no_effect() {
  return refuse_edit("The edit has no effect", "the place for it lies in a code fence or comment that is never closed",
                     "Close the code fence or comment in the file");
}

const KeyResult* key_result_of(const ObjectiveDocument& document, int number) {
  const auto& all = document.objective().key_results;
  const auto found = std::find_if(all.begin(), all.end(), [&](const KeyResult& kr) { return kr.number == number; });
  return found == all.end() ? nullptr : &*found;
}

/// A new item at the end of its list; a missing section is put in the order Dependencies, Milestones.
Splice insert_item(const Outline& outline, const Part& part, HeadingKind kind, const std::string& item) {
  if (const Section* section = part.section(kind)) return append_item(outline, outline, *section, item);
  const bool is_milestone = kind == HeadingKind::milestones;
  const std::string text = std::string("### ") + (is_milestone ? "Milestones" : "Dependencies") + "\n\n" + item;
  const Section* dependencies = part.section(HeadingKind::dependencies);
  const std::size_t at =
      is_milestone && dependencies != nullptr ? content_end(outline, *dependencies) : part.body_end();
  return insert_lines(outline, at, text, true, true);
}

/// A new item of a list, which stands there afterwards.
template <class Item>
Status add_item(ObjectiveDocument& document, int key_result, HeadingKind kind, std::vector<Item> KeyResult::* list,
                const std::string& item) {
  const Outline outline = outline_of_file(document.text());
  SECOKR_TRY(const Part* part, find_part(outline, key_result));
  const KeyResult* read = key_result_of(document, key_result);
  if (read == nullptr) return no_effect();
  const std::size_t before = (read->*list).size();
  SECOKR_TRY(auto result, edited(document, insert_item(outline, *part, kind, item)));
  const KeyResult* changed = key_result_of(result, key_result);
  if (changed == nullptr || (changed->*list).size() != before + 1) return no_effect();
  document = std::move(result);
  return {};
}

/// `what`: "dependency D", for the error of one that is not there.
template <class Item>
Status replace_item(ObjectiveDocument& document, int key_result, std::vector<Item> KeyResult::* list, std::size_t index,
                    const std::string& what, const std::string& item) {
  const Outline outline = outline_of_file(document.text());
  SECOKR_CHECK(find_part(outline, key_result));
  const KeyResult* read = key_result_of(document, key_result);
  if (read == nullptr) return no_effect();
  const auto& all = read->*list;
  if (index < 1 || index > all.size())
    return refuse_edit(kr_name(key_result) + " has no " + what + std::to_string(index),
                       "it has " + std::to_string(all.size()));
  const std::size_t line = all[index - 1].source.line - 1;
  SECOKR_TRY(document, edited(document, replace_lines(outline, line, line + 1, item)));
  return {};
}

}  // namespace

Status ObjectiveDocument::set_title(std::optional<int> key_result, std::string_view title) {
  const Outline outline = outline_of_file(m_text);
  SECOKR_TRY(const Part* part, find_part(outline, key_result));
  SECOKR_TRY(const std::string line, single_line(title, "A title"));
  if (line.empty()) return refuse_edit("A title is not empty");
  const std::string heading = key_result ? "## " + kr_name(*key_result) + ": " + line : "# " + line;
  Splice splice = part->heading ? replace_lines(outline, *part->heading, *part->heading + 1, heading)
                                : insert_lines(outline, 0, heading, false, true);
  SECOKR_TRY(*this, edited(*this, splice));
  return {};
}

Status ObjectiveDocument::set_field(std::optional<int> key_result, std::string_view name, std::string_view value) {
  const Outline outline = outline_of_file(m_text);
  SECOKR_TRY(const Part* part, find_part(outline, key_result));
  SECOKR_TRY(const std::string text, single_line(value, "A field"));
  const std::vector<std::string> names = key_result ? key_result_field_names() : objective_field_names();
  const auto own =
      std::find_if(names.begin(), names.end(), [&](const auto& n) { return base::equals_folded(n, name); });
  if (own == names.end())
    return refuse_edit("There is no field \"" + std::string(name) + "\"", "the fields are " + base::join(names, ", "));
  const auto splice = field_edit(outline, *part, names, static_cast<std::size_t>(own - names.begin()), text);
  if (!splice) return {};
  SECOKR_TRY(*this, edited(*this, *splice));
  return {};
}

Status ObjectiveDocument::set_outcome(std::optional<int> key_result, std::string_view prose) {
  const Outline outline = outline_of_file(m_text);
  SECOKR_TRY(const Part* part, find_part(outline, key_result));
  const std::string text = escape_prose(prose);
  const bool present = part->prose_end > part->prose_begin;
  if (!present && text.empty()) return {};
  Splice splice;
  if (present && text.empty()) {
    std::size_t end = part->prose_end;
    while (end < part->end && outline.lines[end].blank()) ++end;
    splice = remove_lines(outline, part->prose_begin, end);
  } else if (present) {
    // A blank line keeps new text from being read as a field of the list right above it.
    const bool apart = part->prose_begin == 0 || outline.lines[part->prose_begin - 1].blank();
    splice = replace_lines(outline, part->prose_begin, part->prose_end, apart ? text : "\n" + text);
  } else {
    splice = insert_lines(outline, part->head_end, text, true, true);
  }
  SECOKR_TRY(*this, edited(*this, splice));
  return {};
}

Status ObjectiveDocument::set_id(std::optional<int> key_result, std::string_view id) {
  const Outline outline = outline_of_file(m_text);
  SECOKR_TRY(const Part* part, find_part(outline, key_result));
  if (!valid_id(id)) return refuse_edit("An id has 16 hex digits", "\"" + std::string(id) + "\" has not");
  if (part->id_line) return refuse_edit("An id stands there already", std::string(part->id));
  if (!part->heading) return refuse_edit("The objective has no title", "the id stands below it");
  SECOKR_TRY(*this, edited(*this, insert_lines(outline, part->begin, render_id(id), false, false)));
  return {};
}

Status ObjectiveDocument::add_dependency(int key_result, const Dependency& dependency) {
  return add_item(*this, key_result, HeadingKind::dependencies, &KeyResult::dependencies,
                  render_dependency(dependency));
}

Status ObjectiveDocument::add_milestone(int key_result, const Milestone& milestone) {
  return add_item(*this, key_result, HeadingKind::milestones, &KeyResult::milestones, render_milestone(milestone));
}

Status ObjectiveDocument::replace_dependency(int key_result, std::size_t index, const Dependency& dependency) {
  return replace_item(*this, key_result, &KeyResult::dependencies, index, "dependency D",
                      render_dependency(dependency));
}

Status ObjectiveDocument::replace_milestone(int key_result, std::size_t index, const Milestone& milestone) {
  return replace_item(*this, key_result, &KeyResult::milestones, index, "milestone at place ",
                      render_milestone(milestone));
}

Status ObjectiveDocument::renumber_key_result(int from, int to) {
  const Outline outline = outline_of_file(m_text);
  SECOKR_TRY(const Part* part, find_part(outline, from));
  if (to < 1 || to > 999999) return refuse_edit("A key result's number is at least 1");
  SECOKR_TRY(*this, edited(*this, Splice{part->number_begin, part->number_end, std::to_string(to)}));
  return {};
}

Status ObjectiveDocument::add_key_result(const KeyResult& key_result) {
  const Outline outline = outline_of_file(m_text);
  std::string text = render_key_result_part(key_result);
  while (text.ends_with('\n')) text.pop_back();
  const std::size_t before = m_objective.key_results.size();
  SECOKR_TRY(auto result, edited(*this, insert_lines(outline, outline.lines.size(), text, true, false)));
  if (result.objective().key_results.size() != before + 1) return no_effect();
  *this = std::move(result);
  return {};
}

}  // namespace secokr::documents
