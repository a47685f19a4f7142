#include <algorithm>
#include <iterator>

#include "app/review/capacity.hpp"
#include "cli/core/context.hpp"
#include "cli/core/log_audience.hpp"
#include "cli/core/ports.hpp"
#include "cli/core/registry.hpp"
#include "render/capacity.hpp"
#include "workspace/workspace.hpp"

namespace secokr::cli {
namespace {

struct ReportCapacityOptions {
  bool all = false;
};

Expected<std::vector<Quarter>> quarters(Context& context, const ReportCapacityOptions& options) {
  if (!options.all) {
    SECOKR_TRY(const Quarter quarter, context.quarter(QuarterDefault::current));
    return std::vector{quarter};
  }
  if (context.quarter_is_named())
    return fail({.kind = ErrorKind::usage, .what = "--all is given beside a quarter", .help = "Give one of them"});
  SECOKR_TRY(const auto* workspace, context.workspace());
  return workspace->quarters();
}

/// Teams decline what is being planned: where nothing is named and there are such declines, they are shown too.
Status add_planned(Context& context, const app::Ports& ports, CapacityReport& report) {
  SECOKR_TRY(const Quarter planned, context.quarter(QuarterDefault::planning));
  if (std::ranges::find(report.quarters, planned) != report.quarters.end()) return {};
  SECOKR_TRY(CapacityReport more, app::read_capacity(ports, {planned}, log_audience(context)));
  if (more.declines.empty()) return {};
  report.quarters.push_back(planned);
  std::ranges::move(more.declines, std::back_inserter(report.declines));
  return {};
}

Expected<int> run_report_capacity(Context& context, const ReportCapacityOptions& options) {
  SECOKR_TRY(const app::Ports ports, ports_to_read(context));
  SECOKR_TRY(const auto wanted, quarters(context, options));
  SECOKR_TRY(CapacityReport report, app::read_capacity(ports, wanted, log_audience(context)));
  if (!options.all && !context.quarter_is_named()) SECOKR_CHECK(add_planned(context, ports, report));
  context.show(report);
  if (report.declines.empty() && !options.all)
    context.say("`secokr report capacity --all` looks at every quarter of the workspace");
  return 0;
}

}  // namespace

CommandSpec report_capacity_command() {
  return {
      .path = "report capacity",
      .group = groups::report,
      .summary = "Show which teams declined what, for capacity and headcount planning",
      .description =
          "By team, quarter and class how often a dependency was declined, and each decline with its reason. It reads "
          "the quarters' records (decisions.md), which are only ever appended to, and the answers in files and on "
          "published issues, so that one written by hand counts too. A decline stays counted when the answer changes "
          "later (D5).",
      .examples = {{"secokr report capacity",
                    "The current quarter, and the planned one where teams declined something of it"},
                   {"secokr report capacity FY28-Q1", "A quarter"},
                   {"secokr report capacity --all --format markdown", "Every quarter, for a GitLab page"}},
      .schema = "capacity",
      .formats = render::formats_of<CapacityReport>(),
      .needs = Needs::workspace,
      .takes_quarter = true,
      .bind = with_options<ReportCapacityOptions>(
          [](OptionBinder& binder, ReportCapacityOptions& options) {
            binder.quarter_argument();
            binder.flag("--all", options.all, "Every quarter of the workspace");
          },
          run_report_capacity),
  };
}

}  // namespace secokr::cli
