#include <fmt/format.h>

#include "base/shell.hpp"
#include "cli/commands/dependency/answer.hpp"
#include "cli/core/log_audience.hpp"
#include "cli/core/next_commands.hpp"
#include "cli/core/ports.hpp"
#include "cli/core/registry.hpp"
#include "render/dependencies.hpp"

namespace secokr::cli {
namespace {

struct DependencyListOptions {
  bool mine = false;
  std::optional<std::string> team{};
  std::optional<std::string> status{};
};

std::optional<DependencyStatus> status_of(const std::optional<std::string>& word) {
  for (const auto status : {DependencyStatus::requested, DependencyStatus::confirmed, DependencyStatus::declined,
                            DependencyStatus::withdrawn})
    if (word && *word == to_string(status)) return status;
  return std::nullopt;
}

void tell_next(Context& context, const DependencyView& view) {
  for (const DependencyRow& row : view.dependencies) {
    if (!row.mine.value_or(false) || !row.open()) continue;
    const std::string name = base::shell_quoted(row.name());
    context.say("Next: " + typed_next(context, view.quarter, "dependency confirm " + name));
    context.say("or: " + typed_next(context, view.quarter,
                                    fmt::format("dependency decline {} --class no-capacity --reason TEXT", name)));
    return;
  }
}

Expected<int> run_dependency_list(Context& context, const DependencyListOptions& options) {
  SECOKR_TRY(const Quarter quarter, context.quarter(QuarterDefault::planning));
  SECOKR_TRY(const app::Ports ports, dependency_ports(context, quarter, options.mine));
  SECOKR_TRY(DependencyView view, app::list_dependencies(ports, {.quarter = quarter,
                                                                 .mine = options.mine,
                                                                 .team = options.team,
                                                                 .status = status_of(options.status)}));
  const auto withheld = std::erase_if(
      view.dependencies, [&](const DependencyRow& row) { return !shows(log_audience(context), row.confidential); });
  if (withheld > 0)
    view.notices.push_back(fmt::format("{} of confidential key results, not named here",
                                       withheld == 1 ? "1 dependency" : fmt::format("{} dependencies", withheld)));
  context.show(view);
  for (const std::string& notice : view.notices) context.say("Warning: " + notice);
  tell_next(context, view);
  return 0;
}

}  // namespace

CommandSpec dependency_command() {
  return {
      .path = "dependency",
      .group = groups::plan,
      .summary = "What key results need of other teams, and who answers",
      .description = "Alone it lists the quarter's dependencies, as `secokr dependency list` does.",
      .examples = {{"secokr dependency", "Every dependency of the quarter that is planned next"}},
      .schema = "dependency",
      .formats = render::formats_of<DependencyView>(),
      .needs = Needs::config,
      .takes_quarter = true,
      .bind = [](OptionBinder&) -> Runner { return [](Context& context) { return run_dependency_list(context, {}); }; },
  };
}

CommandSpec dependency_list_command() {
  return {
      .path = "dependency list",
      .group = groups::plan,
      .summary = "List the quarter's dependencies and their answers",
      .description =
          "Each dependency with its address, the team that is asked, what is needed, and who answered when and on "
          "whose behalf. Until a key result is published its file is read, afterwards its issue: a tick or an answer "
          "that was written there counts. Excluded objectives and dropped key results are left out.\n\n--mine shows "
          "those that you may answer (D1): of the teams that you manage, and of those below you. On GitLab it needs no "
          "workspace, but then nothing tells whose line you are above.",
      .examples = {{"secokr dependency list --mine", "What waits for your answer"},
                   {"secokr dependency list --status requested", "What nobody has answered yet"},
                   {"secokr dependency list --team PeopleOps --quarter FY28-Q1 --json", "For a program"}},
      .schema = "dependency",
      .formats = render::formats_of<DependencyView>(),
      .needs = Needs::config,
      .takes_quarter = true,
      .bind = with_options<DependencyListOptions>(
          [](OptionBinder& binder, DependencyListOptions& options) {
            binder.flag("--mine", options.mine, "Only those that you may answer");
            binder.text("--team", options.team, "Only those that this team provides", "TEAM");
            binder.choice("--status", options.status, {"requested", "confirmed", "declined", "withdrawn"},
                          "Only those that stand like this");
          },
          run_dependency_list),
  };
}

}  // namespace secokr::cli
