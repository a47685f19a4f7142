#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include <secokr/error.hpp>
#include <secokr/finding.hpp>

#include "app/draft/answers.hpp"
#include "cli/ask/editor.hpp"
#include "cli/core/context.hpp"

namespace secokr::cli {

/// What judges an answer: `check` refuses it, `remarks` only says what a rule will say (warnings, what is due later).
struct Judge {
  std::function<Status(const app::Answer&)> check{};
  std::function<std::vector<Finding>(const app::Answers& before, const app::Answer&)> remarks{};
};

/// What is asked for a field.
struct FieldQuestion {
  Field field{};
  std::string text{};
};
template <class Owner>
FieldQuestion question_of(Field field) {
  const FieldRow<Owner>& row = *find_field<Owner>(field);
  return {field, row.question.empty() ? fmt::format("{}: {} (empty: later)", row.name, row.expected)
                                      : std::string(row.question)};
}

/// Asks for the fields of a draft one by one, into `answers`; what is answered already is not asked. A remark is shown
/// while the answer can still be changed: the question comes again, and Enter keeps it.
class FieldQuestions {
 public:
  FieldQuestions(Context& context, Judge judge, app::Answers& answers)
      : m_context(context), m_judge(std::move(judge)), m_answers(answers) {}

  Status ask_text(const FieldQuestion& question, std::optional<std::string> by_default);
  /// The same for prose: `e` opens an editor, its buffer named by `buffer`.
  Status ask_prose(const FieldQuestion& question, const std::string& buffer);
  /// One answer after another until an empty one.
  Status ask_list(const FieldQuestion& question);

  /// Takes an answer that was found by other means.
  void take(app::Answer answer) { m_answers.push_back(std::move(answer)); }
  std::string answer(Field field) const;
  /// Removes the buffers of the editors, once their texts are written or nobody wants them.
  void discard() const;

 private:
  Expected<std::string> ask_once(const FieldQuestion& question, const std::optional<std::string>& by_default,
                                 const std::string& buffer);
  Expected<std::string> ask_judged(const FieldQuestion& question, std::optional<std::string> by_default,
                                   const std::string& buffer);

  Context& m_context;
  Judge m_judge;
  app::Answers& m_answers;
  std::vector<Edited> m_edited{};
};

}  // namespace secokr::cli
