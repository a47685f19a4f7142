#pragma once
#include <optional>
#include <string>
#include <vector>

#include <secokr/error.hpp>
#include <secokr/finding.hpp>

#include "app/core/ports.hpp"
#include "app/draft/fields.hpp"
#include "app/plan/read_plan.hpp"
#include "tracker/change/change_set.hpp"

namespace secokr::app {

/// What a `draft` command would write, and what the rules say of it.
struct DraftChange {
  tracker::ChangeSet set{};            ///< empty: nothing to do
  std::string name{};                  ///< `Security Training`, `Security Training/KR2`
  std::string path{};                  ///< of the file, relative to the workspace
  std::vector<Finding> findings{};     ///< at today's stage, as it will be
  std::vector<ChangedPart> changes{};  ///< what the file says otherwise, where a verb shows it
  bool is_published = false;           ///< then it takes effect with `secokr finalize --amend` (F4)
};

/// What the rules say of one file, with `objective` standing in it or in a new last one of that path: at today's
/// stage.
std::vector<Finding> findings_with(const Ports& ports, const ReadPlan& read, const std::string& path,
                                   const Objective& objective);

/// One objective's file on its way to another text, as every verb of `draft` takes it: edit the document, judge it, put
/// on the record what belongs there, and have the change. What it was made from must outlive it.
class PlanEdit {
 public:
  PlanEdit(const Ports& ports, const ReadPlan& read, const workspace::ObjectiveFile& file,
           const std::vector<Override>& overrides = {});
  /// A file that is made: `okrs/FY28-Q1/security-training.md`.
  PlanEdit(const Ports& ports, const ReadPlan& read, documents::ObjectiveDocument fresh,
           const std::vector<Override>& overrides = {});

  documents::ObjectiveDocument& document() { return m_document; }
  /// What is written before the file: the record, and what a verb puts there.
  tracker::ChangeSet& set() { return m_set; }
  const std::string& path() const { return m_path; }
  bool is_changed() const { return m_file == nullptr || m_document.text() != m_file->document.text(); }
  /// As it will be, with what its issues say.
  Objective objective() const { return plan_now(m_read, m_document.objective()); }
  /// What the rules say of it at today's stage, overrides not looked at.
  std::vector<Finding> findings() const { return findings_with(m_ports, m_read, m_path, objective()); }

  /// Those of the errors that are overridden go on the record.
  void set_aside(const std::vector<Finding>& errors);
  /// The same for the errors that an edit of a file brings, of the rules that stop at once what a person says
  /// (errors_brought). Error usage that names those that are not overridden.
  Status judge(std::string what);
  /// A line on the quarter's record.
  void record(workspace::Decided what, const std::string& subject, const std::string& reason,
              std::vector<std::string> details = {}) {
    m_set.changes.push_back(decision_record(m_ports, m_read.quarter, what, subject, reason, std::move(details)));
  }
  /// The proposal no longer holds the objective, where it does. Error: local_file.
  Status let_go();

  /// What the file says otherwise.
  std::vector<ChangedPart> changes() const { return changes_between(before(), m_document.objective()); }
  /// The set, with the file where its text differs, and the proposal.
  DraftChange change(std::string name) const;

 private:
  Objective before() const { return m_file == nullptr ? Objective{} : m_file->document.objective(); }

  const Ports& m_ports;
  const ReadPlan& m_read;
  const workspace::ObjectiveFile* m_file = nullptr;
  const std::vector<Override> m_overrides;
  documents::ObjectiveDocument m_document;
  std::string m_path;
  tracker::ChangeSet m_set{};
  std::optional<tracker::Change> m_proposal{};
};

}  // namespace secokr::app
