#pragma once
#include <vector>

#include <secokr/error.hpp>
#include <secokr/finding.hpp>

#include "app/ports.hpp"
#include "domain/rules.hpp"
#include "tracker/change_set.hpp"
#include "workspace/decisions.hpp"
#include "workspace/objective_files.hpp"

namespace secokr::app {

/// A quarter's plan as its files tell it.
struct ReadPlan {
  Quarter quarter{};
  std::vector<workspace::ObjectiveFile> files{};
  std::vector<workspace::Decision> decisions{};
  PlanUnderReview plan{};  ///< `objectives` in the order of `files`
};

/// Reads the quarter's objective files, its record and what the proposal froze. Needs a workspace. Files that cannot be
/// understood are read as far as they can be; `workspace::require_understood` stops a command that needs them whole.
Expected<ReadPlan> read_plan(const Ports& ports, Quarter quarter);

/// Every finding at a stage: F1 and F2 of the parser and all rules of the plan, sorted.
std::vector<Finding> check(const ReadPlan& read, Stage stage);

/// An error whose rule is overridden becomes a note that says why.
void apply_overrides(std::vector<Finding>& findings, const std::vector<Override>& overrides);

bool is_overridden(Rule rule, const std::vector<Override>& overrides);
/// The line on the record for one override of `what`, a rule or the brake.
tracker::Change override_record(const Ports& ports, Quarter quarter, std::string_view what, const std::string& subject,
                                const std::string& reason, std::vector<std::string> details = {});
/// The lines on the record for those overrides that set an error of `findings` aside.
std::vector<tracker::Change> override_records(const Ports& ports, Quarter quarter,
                                              const std::vector<Override>& overrides,
                                              const std::vector<Finding>& findings);

}  // namespace secokr::app
