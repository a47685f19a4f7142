#pragma once
#include <string>
#include <string_view>
#include <vector>

#include <secokr/finding.hpp>
#include <secokr/quarter.hpp>

#include "app/draft/plan_edit.hpp"
#include "cli/core/context.hpp"
#include "cli/write/apply.hpp"

namespace secokr::cli {

/// Each between double quotes, for a heading: "Security Training", "Red Team".
std::string quoted(const std::vector<std::string>& references);
/// Findings of one objective below a text output; nothing for other formats or where there are none.
void print_findings(Context& context, Quarter quarter, const std::vector<Finding>& findings);

/// Shows a change below `VERB "NAME"`, writes it, and tells what the rules say of it; of an empty one nothing.
Expected<ApplyResult> write_change(Context& context, Quarter quarter, std::string_view verb,
                                   const app::DraftChange& change, const ApplyRequest& request);
/// What an edit says otherwise, a line a field; nothing for other formats.
void print_changed(Context& context, const std::vector<app::ChangedPart>& parts);
/// Says when a change to the file of a published objective takes effect (F4).
void tell_amendment(Context& context, Quarter quarter, const std::string& reference);

}  // namespace secokr::cli
