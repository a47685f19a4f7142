#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "app/draft/plan_edit.hpp"

namespace secokr::app {

/// What a filled-in template listed in full.
struct ListedBefore {
  std::vector<Dependency> dependencies{};
  std::vector<Milestone> milestones{};
};

/// A new KR on its way from answers to its objective's file.
class NewKeyResult {
 public:
  /// Reads the quarter's plan and finds the objective. Errors: local_file, also for an objective's file that cannot be
  /// understood; usage for an unknown or ambiguous name; findings where the objective has all the KRs it may have (O2)
  /// or is published (F4).
  static Expected<NewKeyResult> begin(const Ports& ports, Quarter quarter, std::string_view objective,
                                      std::vector<Override> overrides);

  /// Whether one answer can be taken: the grammar, and the rules on it that are errors at once (F3, P2). Error: usage,
  /// with the rule's ID.
  Status check(const Answer& answer) const;
  /// The user, where they may be a KR's DRI; else empty.
  std::string usual_dri() const;
  /// `Security Training/KR2`.
  std::string name() const;

  /// What the rules say of an answer that can be taken, warnings and what is due later: K1 of a metric, K3–K6. `before`
  /// holds the answers until then.
  std::vector<Finding> remarks(const Answers& before, const Answer& answer) const;

  /// The edited file, the KR's id minted; its number is the next. What was listed comes behind those of the answers.
  /// Errors as NewObjective::plan.
  Expected<DraftChange> plan(const Answers& answers, const ListedBefore& listed = {}) const;

  /// The KR's part of the file to be written in an editor, with what was answered.
  Expected<std::string> form(const Answers& answers) const;
  /// The same as `plan`, from that part. Error usage with a note for each line that cannot be understood (F1, F2).
  Expected<DraftChange> plan_text(const std::string& text) const;

 private:
  NewKeyResult(const Ports& ports, ReadPlan read, std::vector<Override> overrides)
      : m_ports(ports), m_read(std::move(read)), m_overrides(std::move(overrides)) {}
  std::vector<Finding> errors_of(const KeyResult& key_result) const;
  std::vector<Finding> all_findings(const KeyResult& key_result) const;
  Expected<KeyResult> read(const Answers& answers, const ListedBefore& listed) const;
  Expected<DraftChange> finish(KeyResult key_result) const;

  Ports m_ports;
  ReadPlan m_read;
  std::vector<Override> m_overrides;
  std::size_t m_index = 0;  ///< of the objective's file
  int m_number = 1;
};

}  // namespace secokr::app
