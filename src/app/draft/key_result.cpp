#include "app/draft/key_result.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "app/core/refusal.hpp"
#include "app/draft/files.hpp"
#include "base/text.hpp"
#include "documents/grammar/form_comments.hpp"
#include "documents/issue/key_result_order.hpp"
#include "domain/commands.hpp"
#include "domain/rules/traits.hpp"
#include "workspace/templates.hpp"

namespace secokr::app {
namespace {

/// Where a milestone names nobody it is the key result's DRI.
void give_milestones_their_dri(KeyResult& key_result, const std::string& dri) {
  for (Milestone& milestone : key_result.milestones)
    if (milestone.dri.empty()) milestone.dri = dri;
}

/// The template without the items that stand there as examples of what was answered.
std::string without_answered(std::string_view form, const Answers& answers) {
  std::string text;
  for (const std::string_view line : base::split(form, '\n')) {
    const bool is_milestone = line.starts_with("- [ ] Milestone ");
    const bool is_dependency = line.starts_with("- [ ] ") && !is_milestone;
    if (is_milestone && has_answer(answers, Field::milestone)) continue;
    if (is_dependency && has_answer(answers, Field::dependency)) continue;
    text += std::string(line) + "\n";
  }
  text.pop_back();
  return text;
}

}  // namespace

Expected<NewKeyResult> NewKeyResult::begin(const Ports& ports, Quarter quarter, std::string_view objective,
                                           std::vector<Override> overrides) {
  SECOKR_TRY(ReadPlan plan, read_plan(ports, quarter));
  NewKeyResult fresh(ports, std::move(plan), std::move(overrides));
  SECOKR_TRY(const FoundObjective found, find_drafted(fresh.m_read, objective));
  if (found.key_result)
    return fail(
        {.kind = ErrorKind::usage,
         .what = fmt::format("\"{}\" names a key result", objective),
         .reason = "A new key result gets the next number of its objective",
         .help = "Name the objective: " + command::begin_key_result(found.file->document.objective().reference)});
  SECOKR_CHECK(require_understood(*found.file));
  SECOKR_CHECK(require_unpublished(*found.file));
  SECOKR_CHECK(require_room(*found.file, ports.config.limits, fresh.m_overrides));
  fresh.m_index = static_cast<std::size_t>(found.file - fresh.m_read.files.data());
  for (const KeyResult& other : found.file->document.objective().key_results)
    fresh.m_number = std::max(fresh.m_number, other.number + 1);
  return fresh;
}

std::string NewKeyResult::name() const {
  return fmt::format("{}/KR{}", m_read.files[m_index].document.objective().reference, m_number);
}

std::vector<Finding> NewKeyResult::all_findings(const KeyResult& key_result) const {
  const workspace::ObjectiveFile& file = m_read.files[m_index];
  Objective objective = file.document.objective();
  objective.key_results.push_back(key_result);
  return findings_with(m_ports, m_read, file.path, objective);
}

std::vector<Finding> NewKeyResult::errors_of(const KeyResult& key_result) const {
  std::vector<Finding> errors;
  const std::string part = name() + "/";
  for (Finding& finding : all_findings(key_result)) {
    const bool own = finding.subject == name() || finding.subject.starts_with(part);
    if (own && finding.severity == Severity::error && has(finding.rule, RuleTrait::stops_key_result))
      errors.push_back(std::move(finding));
  }
  return errors;
}

std::vector<Finding> NewKeyResult::remarks(const Answers& before, const Answer& answer) const {
  KeyResult key_result{.number = m_number};
  for (const Answer& each : before) {
    // What could not be taken is told elsewhere.
    if (const auto taken = take_answer(each, m_ports.config.org, key_result); !taken) continue;
  }
  const auto known = all_findings(key_result);
  if (!take_answer(answer, m_ports.config.org, key_result)) return {};
  give_milestones_their_dri(key_result, key_result.dri.empty() ? usual_dri() : key_result.dri);
  if (answer.field != Field::metric) return remarks_between(known, all_findings(key_result));
  // That nothing is measurable was so before the question; now it is an answer.
  std::vector<Finding> found;
  for (Finding& finding : all_findings(key_result))
    if (finding.subject == name() && has(finding.rule, RuleTrait::remarked_at_metric))
      found.push_back(std::move(finding));
  return found;
}

Status NewKeyResult::check(const Answer& answer) const {
  KeyResult only{.number = m_number};
  SECOKR_CHECK(take_answer(answer, m_ports.config.org, only));
  return require_not_stopped(answer, errors_of(only), m_overrides);
}

std::string NewKeyResult::usual_dri() const {
  const Org& org = m_ports.config.org;
  const auto level = org.level_of(m_ports.user);
  if (!org.in_division(m_ports.user) || !level || *level > Level::senior_manager) return {};
  for (const std::string& known : org.usernames())
    if (base::equals_folded(known, m_ports.user)) return known;
  return {};
}

Expected<KeyResult> NewKeyResult::read(const Answers& answers, const ListedBefore& listed) const {
  std::vector<Error> problems;
  KeyResult key_result{.number = m_number};
  for (const Answer& answer : answers) {
    auto taken = check(answer);
    if (taken) taken = take_answer(answer, m_ports.config.org, key_result);
    if (!taken) problems.push_back(std::move(taken).error());
  }
  if (key_result.dri.empty() && !has_answer(answers, Field::dri)) key_result.dri = usual_dri();
  std::ranges::copy(listed.dependencies, std::back_inserter(key_result.dependencies));
  for (Milestone milestone : listed.milestones) {
    milestone.number = static_cast<int>(key_result.milestones.size()) + 1;
    key_result.milestones.push_back(std::move(milestone));
  }
  give_milestones_their_dri(key_result, key_result.dri);
  for (const auto& [field, missing] :
       {std::pair{Field::title, key_result.title.empty()}, std::pair{Field::dri, key_result.dri.empty()}}) {
    if (missing && !has_answer(answers, field)) problems.push_back(missing_answer(field, "A key result"));
  }
  if (!problems.empty())
    return fail(join_problems(problems, fmt::format("{} answers are missing or cannot be taken", problems.size())));
  // The usual DRI was no answer, so that no rule has seen them yet.
  SECOKR_CHECK(require_none(errors_of(key_result), m_overrides, "The key result cannot be taken like this"));
  return key_result;
}

Expected<DraftChange> NewKeyResult::plan(const Answers& answers, const ListedBefore& listed) const {
  SECOKR_TRY(KeyResult key_result, read(answers, listed));
  return finish(std::move(key_result));
}

Expected<std::string> NewKeyResult::form(const Answers& answers) const {
  SECOKR_TRY(std::string whole, workspace::template_text(*m_ports.workspace, "objective-file.md"));
  auto document = documents::ObjectiveDocument::parse(without_answered(whole, answers));
  if (document.objective().key_results.empty())
    return fail({.kind = ErrorKind::local_file,
                 .what = "templates/objective-file.md has no key result",
                 .help = "Write one below \"## KR1: \", or take the file away"});
  const int number = document.objective().key_results.front().number;
  Answers all;
  std::ranges::copy_if(answers, std::back_inserter(all),
                       [](const Answer& answer) { return !base::trim(answer.text).empty(); });
  if (!has_answer(all, Field::dri) && !usual_dri().empty()) all.push_back({Field::dri, "@" + usual_dri()});
  SECOKR_CHECK(write_answers(document, number, all, m_ports.config.org));
  if (number != m_number) SECOKR_CHECK(document.renumber_key_result(number, m_number));
  return documents::key_result_part(document.text(), m_number);
}

Expected<DraftChange> NewKeyResult::plan_text(const std::string& text) const {
  // A part is read as part of a file; its lines are counted from its own first one.
  const std::string_view head = "# x\n\n- Reference: x\n- DRI: @x\n- Area: x\n\n";
  const auto lines = static_cast<std::size_t>(std::ranges::count(head, '\n'));
  SECOKR_TRY(const std::string form, workspace::template_text(*m_ports.workspace, "objective-file.md"));
  const auto document = documents::ObjectiveDocument::parse(
      std::string(head) + documents::without_comments_of(text, form, documents::EmptiedLines::stay));
  auto readable = require_readable(document);
  if (!readable) {
    for (ErrorNote& note : readable.error().notes)
      if (note.line) *note.line -= std::min(*note.line, lines);
    return fail(std::move(readable).error());
  }
  const Objective& read = document.objective();
  if (read.key_results.size() != 1 || !read.outcome.empty())
    return fail(
        {.kind = ErrorKind::usage,
         .what = fmt::format("The text is not one key result: it has {}", read.key_results.size()),
         .help = fmt::format("Begin with ## KR{}: followed by its title, and write others by themselves", m_number)});
  KeyResult key_result = read.key_results.front();
  if (!key_result.id.empty())
    return fail({.kind = ErrorKind::usage,
                 .what = "A new key result has no id yet",
                 .reason = "Its id is made now",
                 .help = "Take the line of the id out"});
  key_result.number = m_number;
  SECOKR_CHECK(require_none(errors_of(key_result), m_overrides, "The key result cannot be taken like this"));
  return finish(std::move(key_result));
}

Expected<DraftChange> NewKeyResult::finish(KeyResult key_result) const {
  PlanEdit edit(m_ports, m_read, m_read.files[m_index], m_overrides);
  edit.set_aside(errors_of(key_result));
  key_result.id = m_ports.ids();
  const std::size_t before = edit.document().objective().key_results.size();
  SECOKR_CHECK(edit.document().add_key_result(key_result));
  const auto& all = edit.document().objective().key_results;
  SECOKR_CHECK(require_same_when_read(all.size() == before + 1 && all.back() == key_result, edit.document()));
  return edit.change(name());
}

}  // namespace secokr::app
