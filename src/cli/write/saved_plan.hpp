#pragma once
#include <optional>
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "cli/core/binder.hpp"
#include "cli/core/context.hpp"
#include "cli/write/apply.hpp"
#include "tracker/change/change_set.hpp"
#include "workspace/plan_file.hpp"

namespace secokr::cli {

/// `--save-plan FILE` and `--from-plan FILE`; a command hands `save` on as ApplyRequest::save_plan.
struct PlanOptions {
  std::optional<std::string> save{};
  std::optional<std::string> from{};
};
void bind_plan_options(OptionBinder& binder, PlanOptions& options);

/// Error usage: both at once, or --from-plan beside what would choose other changes; `said` names what of that was
/// given ("--group"; empty for what was not).
Status check_plan_options(const PlanOptions& options, const std::vector<std::string>& said);

/// Writes the set to the file that the request names (FORMATS.md 5), an empty one too, and says how it is applied.
Status save_plan(Context& context, const tracker::ChangeSet& set, const ApplyRequest& request);

/// `--from-plan`: the plan of this command, for this tracker and project, which does what it shows. Error refused for
/// any other one, local_file for one that does something else.
Expected<workspace::PlanFile> read_saved_plan(Context& context, const std::string& file);
/// The first line of a text output.
void print_plan_heading(Context& context, const tracker::ChangeSet& set, const std::string& file);
/// Applies exactly what the plan says. Error refused where the world has moved; then nothing is written.
Expected<ApplyResult> apply_saved_plan(Context& context, workspace::PlanFile plan, const std::string& file,
                                       ApplyRequest request);
/// Both in one.
Expected<ApplyResult> apply_saved_plan(Context& context, const std::string& file, ApplyRequest request);

}  // namespace secokr::cli
