#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "app/draft/plan_edit.hpp"

namespace secokr::app {

/// A new objective on its way from answers to its file.
class NewObjective {
 public:
  /// Reads the quarter's plan. Error: local_file.
  static Expected<NewObjective> begin(const Ports& ports, Quarter quarter, std::vector<Override> overrides);

  /// Whether one answer can be taken: the grammar, and the rules on it that are errors today (O5, F3, P1). Error:
  /// usage, with the rule's ID.
  Status check(const Answer& answer) const;
  /// Who is accountable unless somebody else is named: the user, where the org has them in the division; else empty.
  std::string usual_dri() const;
  /// The DRI's area; empty when there is none.
  std::string usual_area(std::string_view dri) const;
  const std::vector<std::string>& risks() const { return m_ports.config.top5_risks; }
  const Org& org() const { return m_ports.config.org; }

  /// What the rules say of an answer that can be taken, warnings and what is due later: O4, K5, K6, P1. `before` holds
  /// the answers until then.
  std::vector<Finding> remarks(const Answers& before, const Answer& answer) const;

  /// The file to write, its id minted. Errors: usage, for every answer that is missing or cannot be taken, all at once.
  Expected<DraftChange> plan(const Answers& answers) const;

  /// The whole objective to be written in an editor: the file template with what was answered.
  Expected<std::string> form(const Answers& answers) const;
  /// The same as `plan`, from a whole text. A key result that was left as the template has it is left out. Error usage
  /// with a note for each line that cannot be understood (F1, F2).
  Expected<DraftChange> plan_text(const std::string& text) const;

 private:
  NewObjective(const Ports& ports, ReadPlan read, std::vector<Override> overrides)
      : m_ports(ports), m_read(std::move(read)), m_overrides(std::move(overrides)) {}
  std::vector<Finding> findings_of(const Objective& objective) const;
  std::vector<Finding> errors_of(const Objective& objective) const;
  DraftChange change_to(documents::ObjectiveDocument document, const std::vector<Finding>& errors) const;

  Ports m_ports;
  ReadPlan m_read;
  std::vector<Override> m_overrides;
};

}  // namespace secokr::app
