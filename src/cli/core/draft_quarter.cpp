#include "cli/core/draft_quarter.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <secokr/titles.hpp>

#include "cli/core/next_commands.hpp"
#include "config/config.hpp"
#include "workspace/objective_files.hpp"
#include "workspace/published.hpp"
#include "workspace/workspace.hpp"

namespace secokr::cli {
namespace {

/// Where that cannot be told it is said of the quarter itself, by whoever reads it next.
bool may_have(const workspace::Workspace& workspace, Quarter quarter, const std::string& reference) {
  const auto files = workspace::read_objective_files(workspace, quarter);
  const auto published = workspace::read_published(workspace, quarter);
  if (!files || !published) return true;
  std::vector<std::string> references;
  for (const workspace::ObjectiveFile& file : *files) references.push_back(file.document.objective().reference);
  if (*published)
    for (const auto& [id, issue] : (*published)->issues) references.push_back(issue.reference);
  std::erase(references, std::string{});
  return !match_reference(reference, references).empty();
}

/// The running quarter before all others, then the latest.
std::optional<Quarter> another_with(const workspace::Workspace& workspace, Quarter running,
                                    const std::string& reference) {
  std::vector<Quarter> quarters = workspace.quarters();
  std::ranges::reverse(quarters);
  std::ranges::stable_partition(quarters, [&](Quarter each) { return each == running; });
  const auto found = std::ranges::find_if(quarters, [&](Quarter each) { return may_have(workspace, each, reference); });
  return found == quarters.end() ? std::nullopt : std::optional(*found);
}

/// This line once more, for that quarter.
std::string line_for(const Context& context, Quarter quarter) {
  return typed_next(context, fmt::format("{} --quarter {}{}", context.line(), to_string(quarter),
                                         context.global().dry_run ? " --dry-run" : ""));
}

/// While a quarter runs, what is typed without a quarter is looked for in the one being planned.
Status require_in_quarter(Context& context, Quarter quarter, bool is_named, const std::string& reference) {
  SECOKR_TRY(const workspace::Workspace* workspace, context.workspace());
  if (may_have(*workspace, quarter, reference)) return {};
  SECOKR_TRY(const auto* config, context.config());
  SECOKR_TRY(const Day today, context.today());
  const auto other = another_with(*workspace, config->calendar.fiscal.quarter_of(today), reference);
  if (!other) return {};
  return fail({.kind = ErrorKind::usage,
               .what = fmt::format("{} has no objective \"{}\"; {} has one of that name", to_string(quarter), reference,
                                   to_string(*other)),
               .reason = is_named ? "" : "Without --quarter the quarter being planned is meant",
               .help = is_named || context.line().empty()
                           ? fmt::format("Name that quarter: --quarter {}", to_string(*other))
                           : line_for(context, *other)});
}

}  // namespace

Expected<Quarter> draft_quarter(Context& context, const std::vector<std::string>& names) {
  SECOKR_TRY(Quarter quarter, context.quarter(QuarterDefault::planning));
  bool is_named = context.quarter_is_named();
  for (const std::string& name : names) {
    const auto parsed = parse_key_result_name(name);
    if (!parsed || !parsed->quarter) continue;
    if (is_named && *parsed->quarter != quarter)
      return fail(
          {.kind = ErrorKind::usage,
           .what = fmt::format("Two quarters are named: {} and {}", to_string(quarter), to_string(*parsed->quarter)),
           .help = "Name only one of them"});
    quarter = *parsed->quarter;
    is_named = true;
  }
  if (!context.in_workspace()) return quarter;
  for (const std::string& name : names)
    if (const auto parsed = parse_key_result_name(name); parsed && !parsed->iid && !parsed->reference.empty())
      SECOKR_CHECK(require_in_quarter(context, quarter, is_named, parsed->reference));
  return quarter;
}

}  // namespace secokr::cli
