#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "cli/core/context.hpp"
#include "domain/people/confidential_names.hpp"
#include "domain/views/plan_report.hpp"
#include "tracker/change/change_set.hpp"

namespace secokr::cli {

/// How a command wants its change set shown and applied.
struct ApplyRequest {
  /// Shows the plan on a terminal and asks "…? [y/N]" first, as terraform does; without a terminal `--yes` is demanded.
  /// Empty = not asked.
  std::string confirm{};
  /// Said when the set is empty.
  std::string nothing = "Nothing to do";
  /// False when the command prints its own result after a real run, a failed one too (its JSON shape is not `changes`);
  /// a dry run is always shown here.
  bool show_result = true;
  /// Shown with the changes, and kept in a saved plan.
  PlanReport report{};
  /// Sentences for whoever decides, said on stderr above the question, or before the first write, after what gives way.
  std::vector<std::string> remarks{};
  /// Passed to the executor (tracker::ApplyOptions::seal).
  std::function<std::string(std::string)> seal{};
  /// The list of changes goes to stderr: stdout belongs to the command's own result.
  bool aside = false;
  /// Where the set's files are relative to; the workspace's root when empty.
  std::filesystem::path root{};
  /// `--save-plan`: the file that the set is written into in place of being applied.
  std::optional<std::string> save_plan{};
  /// The group that the set is about; kept in a saved plan.
  std::string group{};
  /// Called with the set and its outcomes once it was tried, also before a failure is given back.
  std::function<void(const tracker::ChangeSet&)> tried{};
  /// As tracker::ApplyOptions::exact.
  bool exact = false;
  /// What is not named to whoever reads what is printed (log_audience); what is done is the same.
  ConfidentialNames confidential{};
};

struct ApplyResult {
  bool was_applied = false;  ///< false after a dry run, a no at the question, and for an empty set
  tracker::ChangeSet set{};  ///< with outcomes and URLs once applied
};

/// Prints a set in the format that was asked for: text, Markdown or the `changes` JSON; with a request, beside the
/// command's own result where it says so, and without what it holds back.
void show_changes(Context& context, const tracker::ChangeSet& set, const ApplyRequest& request = {});

/// The one way in which a command writes: `--dry-run` and `--save-plan` list every change as `show_changes` does, a
/// real run applies them, prints what was done and says "only on this machine" where the tracker says so. A write with
/// `--as-of` on any tracker but the local one is a usage error. A set of files only opens no tracker. Error: the
/// executor's first failure, after what was done has been printed.
Expected<ApplyResult> apply(Context& context, tracker::ChangeSet set, const ApplyRequest& request = {});

}  // namespace secokr::cli
