#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/label/labelled_issues.hpp"
#include "cli/core/context.hpp"

namespace secokr::cli {

/// What the label commands are told to look at.
struct LabelRequest {
  std::vector<std::string> words{};    ///< a QUARTER, or issues: `12`, `#12`, `local:12`, a URL
  std::optional<std::string> group{};  ///< --group
  bool all_quarters = false;           ///< --all-quarters
};

/// Declares `[QUARTER | ISSUE…]`, `--group GROUP` and `--all-quarters`.
void bind_label_arguments(OptionBinder& binder, LabelRequest& arguments);

/// Shows how many issues are read while it goes on. Error usage: a word that is neither a quarter nor an issue, a
/// quarter beside issues, issues beside a group, an issue of another host.
Expected<app::LabelRange> label_range(Context& context, const LabelRequest& arguments);

/// The ports for a range: without a workspace where there is none, without a project for a group or for URLs.
Expected<app::Ports> label_ports(Context& context, const app::LabelRange& range);

/// LabelRules::repair: `secokr label apply 12`, with what this line said of tracker and project; issues of other
/// projects by their URL.
std::function<std::string(const LabelledIssue&)> repair_command(Context& context);

/// What a label command fails with that found nothing of ours among the issues it read, and looked at.
Error nothing_of_ours(Context& context, const app::LabelRange& range, std::size_t read, std::size_t checked);

}  // namespace secokr::cli
