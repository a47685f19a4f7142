#include "cli/commands/draft/questions.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "cli/ask/prompt_words.hpp"
#include "cli/ask/prompts.hpp"
#include "cli/core/report_error.hpp"
#include "render/core/sentence.hpp"

namespace secokr::cli {
namespace {

/// `warning K3: Milestone 1 is due on …, outside FY28-Q1`, its hint below; on stderr, for it is part of the question.
void tell(Context& context, const Finding& finding, Field field) {
  const render::Page& page = context.error_page();
  const auto tone = finding.severity == Severity::error     ? render::Tone::bad
                    : finding.severity == Severity::warning ? render::Tone::caution
                                                            : render::Tone::accent;
  const std::string label = fmt::format("{}:", to_string(finding.severity));
  std::string said = fmt::format("{} ({})", finding.message, to_string(finding.rule));
  if (finding.due) said += fmt::format(", due by {}", to_string(*finding.due));
  context.err() << page.style.paint(tone, label) << ' '
                << render::message_lines(base::strip_controls(render::sentence(said)), page, label.size() + 1);
  if (finding.hint.empty()) return;
  context.err() << page.style.paint(render::Tone::accent, "hint:") << ' '
                << render::message_lines(
                       base::strip_controls(render::sentence(hint_at_prompt(finding.hint, name_of(field)))), page, 6);
}

bool asks_again(const std::vector<Finding>& remarks, const std::string& given) {
  return !given.empty() ||
         std::ranges::any_of(remarks, [](const Finding& finding) { return finding.severity != Severity::note; });
}

}  // namespace

std::string FieldQuestions::answer(Field field) const {
  const auto found = std::ranges::find(m_answers, field, &app::Answer::field);
  return found == m_answers.end() ? std::string{} : found->text;
}

void FieldQuestions::discard() const {
  for (const Edited& edited : m_edited) edited.discard();
}

Expected<std::string> FieldQuestions::ask_once(const FieldQuestion& question,
                                               const std::optional<std::string>& by_default,
                                               const std::string& buffer) {
  const auto check = [&](const std::string& value) { return m_judge.check({question.field, value}); };
  const bool is_prose = !buffer.empty();
  for (;;) {
    SECOKR_TRY(std::string given, ask(m_context, {.text = question.text,
                                                  .flag = app::flag_of(question.field),
                                                  .by_default = by_default,
                                                  .validate = [&](const std::string& value) -> Status {
                                                    if (is_prose && value == "e") return {};
                                                    return check(value);
                                                  },
                                                  .takes_lines = is_prose}));
    if (!is_prose || given != "e") return given;
    auto edited = edit_text(m_context, {.name = buffer, .validate = check, .answers_a_question = true});
    if (edited) {
      m_edited.push_back(*edited);
      return std::string(base::trim(edited->text()));
    }
    m_context.err() << error_text(edited.error(), m_context.error_page());
  }
}

Expected<std::string> FieldQuestions::ask_judged(const FieldQuestion& question, std::optional<std::string> by_default,
                                                 const std::string& buffer) {
  std::optional<std::string> told;
  for (;;) {
    SECOKR_TRY(std::string given, ask_once(question, by_default, buffer));
    const auto remarks = m_judge.remarks(m_answers, {question.field, given});
    if (remarks.empty() || told == given) return given;
    for (const Finding& finding : remarks) tell(m_context, finding, question.field);
    if (!asks_again(remarks, given)) return given;
    remark(m_context, "Enter keeps it as it is");
    told = given;
    by_default = given;
  }
}

Status FieldQuestions::ask_text(const FieldQuestion& question, std::optional<std::string> by_default) {
  if (app::has_answer(m_answers, question.field)) return {};
  SECOKR_TRY(std::string given, ask_judged(question, std::move(by_default), ""));
  m_answers.push_back({question.field, std::move(given)});
  return {};
}

Status FieldQuestions::ask_prose(const FieldQuestion& question, const std::string& buffer) {
  if (app::has_answer(m_answers, question.field)) return {};
  SECOKR_TRY(std::string given, ask_judged(question, "", buffer));
  m_answers.push_back({question.field, std::move(given)});
  return {};
}

Status FieldQuestions::ask_list(const FieldQuestion& question) {
  if (app::has_answer(m_answers, question.field)) return {};
  for (;;) {
    SECOKR_TRY(std::string given, ask_judged(question, "", ""));
    if (given.empty()) return {};
    m_answers.push_back({question.field, std::move(given)});
  }
}

}  // namespace secokr::cli
