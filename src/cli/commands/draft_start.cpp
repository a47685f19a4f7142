#include "app/draft_start.hpp"

#include <fmt/format.h>

#include "cli/apply.hpp"
#include "cli/commands/commands.hpp"
#include "cli/draft_support.hpp"
#include "cli/next_commands.hpp"
#include "cli/ports.hpp"
#include "cli/registry.hpp"

namespace secokr::cli {
namespace {

Expected<int> run(Context& context) {
  SECOKR_TRY(const Quarter quarter, draft_quarter(context));
  SECOKR_TRY(const app::Ports ports, cli::ports(context));
  SECOKR_TRY(const app::DraftStart start, app::plan_draft_start(ports, quarter));
  print_heading(context, quarter, "planning document");
  SECOKR_TRY(const ApplyResult result,
             apply(context, start.set, {.nothing = fmt::format("{} is there already and stays as it is", start.path)}));
  if (result.was_applied)
    context.say(fmt::format("Share {} with the functional leaders; each of them types next: {}", start.path,
                            typed_next(context, quarter, "draft objective", TypedBy::somebody_else)));
  return 0;
}

}  // namespace

CommandSpec draft_start_command() {
  CommandSpec spec;
  spec.path = "draft start";
  spec.group = groups::plan;
  spec.summary = "Write the quarter's planning document";
  spec.description =
      "Writes okrs/QUARTER/README.md: the timeline, the participants of the draft review (the division's Senior "
      "Managers and above), and a "
      "section for each functional leader's rough ideas. A document that is there is never overwritten. A workspace "
      "changes its shape with "
      "templates/planning.md.";
  spec.examples = {{"secokr draft start", "The document of the quarter that is planned next"},
                   {"secokr draft start FY28-Q2 --dry-run", "What another quarter's would be"}};
  spec.schema = "changes";
  spec.needs = Needs::workspace;
  spec.writes = true;
  spec.bind = [](OptionBinder& binder) -> Runner {
    binder.quarter_argument();
    return [](Context& context) { return run(context); };
  };
  return spec;
}

}  // namespace secokr::cli
