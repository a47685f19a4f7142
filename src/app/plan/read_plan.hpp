#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <secokr/error.hpp>
#include <secokr/finding.hpp>

#include "app/core/ports.hpp"
#include "app/plan/overrides_in_force.hpp"
#include "app/published/plan.hpp"
#include "domain/rules/rules.hpp"
#include "tracker/change/change_set.hpp"
#include "workspace/decisions.hpp"
#include "workspace/objective_files.hpp"
#include "workspace/published.hpp"

namespace secokr::app {

/// A quarter's plan as it is now: its files tell what is planned, and of what is published the issues tell what runs.
struct ReadPlan {
  Quarter quarter{};
  std::vector<workspace::ObjectiveFile> files{};
  std::vector<workspace::Decision> decisions{};
  /// `objectives` in the order of `files`, with the answers, ticks, states and secrecy of their issues (PROCESS.md 3a).
  PlanUnderReview plan{};
  std::optional<workspace::Published> base{};  ///< what was finalised
  PublishedPlan published{};  ///< what the tracker tells; empty where nothing is published, or nothing could be seen
  PresentIssues elsewhere{};  ///< by id: published key results without the quarter's label
  std::vector<std::string> lost{};     ///< published key results that were looked for and not found; files stand in
  std::vector<std::string> notices{};  ///< what could not be seen or understood, a sentence each

  /// Published from this workspace.
  bool is_published() const;
};

/// Reads the quarter's objective files, its record, what the proposal froze, and once something is published what its
/// issues say: from `Ports::tracker`, whose errors are this one's, else from `Ports::issues`, which may fail. Every
/// notice is told as well. Needs a workspace. Files that cannot be understood are read as far as they can be;
/// `workspace::require_understood` stops a command that needs them whole.
Expected<ReadPlan> read_plan(const Ports& ports, Quarter quarter);

/// An objective of the plan, as its file says it or is going to, with what its issues say.
Objective plan_now(const ReadPlan& read, Objective objective);

/// What an issue says of a published key result; null where it was not found.
const BlockIssue* issue_of(const ReadPlan& read, const std::string& id);

/// Every finding at a stage: F1 and F2 of the parser and all rules of the plan, sorted.
std::vector<Finding> check(const ReadPlan& read, Stage stage);

/// The line on the record for a decision of `Ports::user`.
tracker::Change decision_record(const Ports& ports, Quarter quarter, workspace::Decided what,
                                const std::string& subject, const std::string& reason,
                                std::vector<std::string> details = {});
bool is_overridden(Rule rule, const std::vector<Override>& overrides);
/// The line on the record for one override of `what`, a rule or the brake.
tracker::Change override_record(const Ports& ports, Quarter quarter, std::string_view what, const std::string& subject,
                                const std::string& reason, std::vector<std::string> details = {});
/// The lines on the record for those overrides that set an error of `findings` aside.
std::vector<tracker::Change> override_records(const Ports& ports, Quarter quarter,
                                              const std::vector<Override>& overrides,
                                              const std::vector<Finding>& findings);

}  // namespace secokr::app
