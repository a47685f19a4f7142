#include "app/run/dashboard.hpp"
#include "cli/core/context.hpp"
#include "cli/core/log_audience.hpp"
#include "cli/core/ports.hpp"
#include "cli/core/registry.hpp"
#include "render/dashboard/dashboard.hpp"

namespace secokr::cli {
namespace {

struct DashboardOptions {
  std::optional<std::string> audience{};
};

Expected<int> run_dashboard(Context& context, const DashboardOptions& options) {
  SECOKR_TRY(const app::Ports ports, ports_to_read(context));
  app::DashboardRequest request{.as_of_given = context.global().as_of.has_value()};
  SECOKR_TRY(request.quarter, context.quarter(QuarterDefault::current));
  request.audience = audience_of(context, options.audience);
  SECOKR_TRY(const Dashboard dashboard, app::read_dashboard(ports, request));
  context.show(dashboard);
  for (const std::string& notice : dashboard.notices) context.say("Warning: " + notice);
  if (dashboard.objectives.empty() && dashboard.withheld == 0)
    context.say("`secokr finalize` publishes a planned quarter; --quarter names another one");
  return 0;
}

CommandSpec dashboard_spec(std::string path, std::string summary, bool takes_quarter) {
  return {
      .path = std::move(path),
      .group = groups::report,
      .summary = std::move(summary),
      .description =
          "Reads the published objectives and their weekly updates from the tracker and rolls them up: progress is the "
          "weighted mean of the active and done key results, health the worst of the active ones. Silence is never "
          "green: a key result without an update is not reported, one whose last update is older than a week is stale. "
          "Expected is the share of the quarter that has passed. Critical projects (p0) are reported apart.\n\nWith "
          "--as-of, updates of later weeks are left out; labels, states and ticks are today's. A quarter of which "
          "nothing is published gives an empty list and exit code 0.",
      .examples = {{"secokr report dashboard", "The current quarter"},
                   {"secokr report dashboard FY28-Q1 --format markdown", "A quarter, for a GitLab page"},
                   {"secokr report dashboard --audience organisation",
                    "Without confidential items, which are counted"}},
      .schema = "dashboard",
      .formats = render::formats_of<Dashboard>(),
      .needs = Needs::tracker,
      .takes_quarter = true,
      .bind = with_options<DashboardOptions>(
          [takes_quarter](OptionBinder& binder, DashboardOptions& options) {
            if (takes_quarter) binder.quarter_argument();
            binder.choice("--audience", options.audience, {"division", "organisation"},
                          "Who reads it; confidential items are withheld from the organisation (division by default, "
                          "organisation in a CI job)");
          },
          run_dashboard),
  };
}

}  // namespace

// The bare group takes no QUARTER, so that a mistyped report is told from one.
CommandSpec report_command() { return dashboard_spec("report", "The same as `report dashboard`", false); }

CommandSpec report_dashboard_command() {
  return dashboard_spec("report dashboard", "Show a quarter's progress and health, rolled up", true);
}

}  // namespace secokr::cli
