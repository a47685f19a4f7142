#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <secokr/error.hpp>
#include <secokr/finding.hpp>

#include "app/publish/finalize.hpp"
#include "cli/core/context.hpp"
#include "cli/write/apply.hpp"
#include "cli/write/saved_plan.hpp"

namespace secokr::cli {

struct FinalizeOptions {
  bool leave_out_open = false;
  bool amend = false;
  bool announce = false;
  std::optional<std::string> reason{};
  PlanOptions plan{};
};

/// Error usage, for what does not go together.
Status check_finalize_options(const Context& context, const FinalizeOptions& options);

/// "2 objectives and 4 key results".
std::string size_of(const app::FinalizePlan& plan);

/// The findings as whoever reads what is printed may know them.
std::vector<Finding> findings_for_log(const Context& context, std::vector<Finding> findings,
                                      const ConfidentialNames& confidential);
/// Hints as they can be followed where a saved plan is carried out: it takes no override.
std::vector<Finding> without_override_hints(std::vector<Finding> findings);
/// Gates of the request's report that are not met: what each looked at, and every finding that is in the way; gives the
/// exit code.
int show_unmet(Context& context, const tracker::ChangeSet& set, const std::vector<Finding>& findings,
               std::size_t objectives, ApplyRequest request);

/// What people wrote into the files and no issue will hold.
void tell_unpublished(Context& context, const std::vector<Finding>& findings, const ConfidentialNames& confidential);
/// GitLab has no guard against two who publish in the same moment.
Status tell_doubles(Context& context, const app::Ports& ports, Quarter quarter);
/// What a published quarter's DRIs and the next runs need to know.
void tell_end(Context& context, Quarter quarter, const app::FinalizePlan& plan, bool was_applied);
/// What to do with the files that a run wrote.
void tell_commit(Context& context, const std::string& quarter);

/// The announcement on stdout, without what is left out.
Status announce(Context& context, const app::Ports& ports, Quarter quarter, const std::vector<LeftOut>& left_out);

}  // namespace secokr::cli
