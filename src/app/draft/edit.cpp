#include "app/draft/edit.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "app/core/refusal.hpp"
#include "base/text.hpp"
#include "domain/commands.hpp"
#include "domain/objective/fields.hpp"

namespace secokr::app {
namespace {

using documents::ObjectiveDocument;

/// Whose id it is, as the person knows it.
std::string owner_of(const Objective& objective, const std::string& id) {
  for (const KeyResult& key_result : objective.key_results)
    if (key_result.id == id) return fmt::format("KR{}", key_result.number);
  return "the objective";
}

void check_ids(const Objective& before, const Objective& after, std::vector<ErrorNote>& problems) {
  const auto old_ids = ids_in(before);
  std::set<std::string> seen;
  for (const std::string& id : ids_in(after)) {
    if (!seen.insert(id).second)
      problems.push_back({.text = fmt::format("<!-- secokr:id {} -->", id),
                          .expected = "An id stands once: take this line out of what you copied"});
    else if (std::ranges::find(old_ids, id) == old_ids.end())
      problems.push_back({.text = fmt::format("<!-- secokr:id {} -->", id),
                          .expected = "This id is not of this file: take its line out, secokr gives a new one"});
  }
  for (const std::string& id : old_ids)
    if (!seen.contains(id))
      problems.push_back(
          {.text = fmt::format("The id of {} is gone", owner_of(before, id)),
           .expected = fmt::format(
               "Put its line back below the heading: <!-- secokr:id {} -->; a key result is taken out with {}", id,
               command::drop.name)});
  if (!before.id.empty() && seen.contains(before.id) && after.id != before.id)
    problems.push_back(
        {.text = "The objective's id stands at a key result", .expected = "Put each id back below its own heading"});
}

/// What other commands write, because it goes on the record or to the tracker.
void check_guarded(const Objective& before, const Objective& after, const std::string& path,
                   std::vector<ErrorNote>& problems) {
  const auto add = [&](std::size_t line, std::string text, std::string expected) {
    ErrorNote note{.path = path, .text = std::move(text), .expected = std::move(expected)};
    if (line != 0) note.line = line;
    problems.push_back(std::move(note));
  };
  if (after.status != before.status)
    add(after.source.line_of(name_of(Field::status)),
        fmt::format("Status says {}, not {}", to_string(after.status), to_string(before.status)),
        fmt::format("It is changed by {}, {} and {}", command::propose.name, command::include.name,
                    command::exclude.name));
  if (after.published != before.published)
    add(after.source.line_of(name_of(Field::published)), "Published says something else",
        command::finalize() + " writes it: leave the line as it was");
  for (const KeyResult& now : after.key_results) {
    if (effective_state(after, now) != KeyResultState::dropped) continue;
    const auto was = std::ranges::find_if(before.key_results, [&](const KeyResult& each) {
      return now.id.empty() ? each.number == now.number : each.id == now.id;
    });
    if (was != before.key_results.end() && effective_state(before, *was) == KeyResultState::dropped) continue;
    add(now.source.line_of(name_of(Field::state)), fmt::format("KR{} says State: dropped", now.number),
        "A key result is dropped with its reason on the record (D3): " + command::drop(name_of(after, now)));
  }
}

void check_grammar(const ObjectiveDocument& edited, const std::string& path, std::vector<ErrorNote>& problems) {
  for (const documents::Problem& problem : edited.problems())
    if (problem.severity == Severity::error) {
      problems.push_back(note_of(problem));
      problems.back().path = path;
    }
}

}  // namespace

Expected<DraftEdit> DraftEdit::begin(const Ports& ports, Quarter quarter, std::string_view name,
                                     std::vector<Override> overrides) {
  SECOKR_TRY(ReadPlan read, read_plan(ports, quarter));
  DraftEdit edit(ports, std::move(read), std::move(overrides));
  SECOKR_TRY(const FoundObjective found, find_drafted(edit.m_read, name));
  edit.m_index = static_cast<std::size_t>(found.file - edit.m_read.files.data());
  edit.m_key_result = found.key_result;
  return edit;
}

std::string DraftEdit::name() const {
  const std::string& reference = file().document.objective().reference;
  return m_key_result ? fmt::format("{}/KR{}", reference, *m_key_result) : reference;
}

Expected<DraftChange> DraftEdit::plan(const Answers& answers) const {
  SECOKR_CHECK(require_understood(file()));
  for (const Answer& answer : answers)
    if (answer.field == Field::state && parse_key_result_state(base::trim(answer.text)) == KeyResultState::dropped)
      return fail({.kind = ErrorKind::usage,
                   .what = "A key result is not dropped by an edit",
                   .reason = "Dropping it goes on the record with its reason, and the weights are proposed anew (D3)",
                   .help = command::drop(name())});
  PlanEdit edit(m_ports, m_read, file(), m_overrides);
  SECOKR_CHECK(write_answers(edit.document(), m_key_result, answers, m_ports.config.org));
  return finish(std::move(edit));
}

Expected<DraftChange> DraftEdit::plan_text(const std::string& text) const {
  PlanEdit edit(m_ports, m_read, file(), m_overrides);
  edit.document() = ObjectiveDocument::parse(text);
  const ObjectiveDocument& edited = edit.document();
  const Objective& before = file().document.objective();
  std::vector<ErrorNote> problems;
  check_grammar(edited, file().path, problems);
  check_ids(before, edited.objective(), problems);
  if (edited.ok()) check_guarded(before, edited.objective(), file().path, problems);
  if (problems.empty()) return finish(std::move(edit));
  return fail({.kind = ErrorKind::usage,
               .what = "The text cannot be taken like this",
               .reason = "Nothing was written",
               .notes = std::move(problems)});
}

Expected<DraftChange> DraftEdit::finish(PlanEdit edit) const {
  if (edit.is_changed()) SECOKR_CHECK(edit.judge("The edit cannot be taken like this"));
  DraftChange change = edit.change(name());
  change.changes = edit.changes();
  return change;
}

}  // namespace secokr::app
