#include <fmt/format.h>

#include <optional>

#include "app/draft/business_as_usual.hpp"
#include "cli/commands/draft/verb.hpp"
#include "cli/core/draft_quarter.hpp"
#include "cli/core/heading.hpp"
#include "cli/core/ports.hpp"
#include "cli/write/apply.hpp"

namespace secokr::cli {
namespace {

struct DraftBusinessAsUsualOptions {
  std::optional<std::string> area{};
  std::string reason{};
};

Expected<int> run_draft_business_as_usual(Context& context, const DraftBusinessAsUsualOptions& options) {
  SECOKR_TRY(const Quarter quarter, draft_quarter(context));
  SECOKR_TRY(const app::Ports ports, cli::ports(context));
  SECOKR_TRY(const app::BusinessAsUsual declared,
             app::plan_business_as_usual(ports, quarter, options.area, options.reason));
  print_heading(context, quarter, fmt::format("business as usual for {}", declared.area));
  SECOKR_TRY(
      const ApplyResult result,
      apply(context, declared.set, {.nothing = fmt::format("Nothing to do: declared already ({})", declared.reason)}));
  if (!declared.contradiction.empty()) context.say("Warning: " + declared.contradiction);
  if (result.was_applied) context.say(fmt::format("Commit what was written to okrs/{}", to_string(quarter)));
  return 0;
}

}  // namespace

CommandSpec draft_business_as_usual_command() {
  return draft_verb({
      .path = "draft business-as-usual",
      .summary = "Declare that an area brings no objective this quarter",
      .description =
          "Every functional leader proposes an objective, contributes a key result, or declares business as usual with "
          "a reason (O3), which goes on the quarter's record. For the area's leader, the CISO or the named delegate.",
      .examples = {{"secokr draft business-as-usual --reason 'the incident backlog takes the quarter'",
                    "For the area that you lead"},
                   {"secokr draft business-as-usual SecOps --reason 'incident backlog'", "For a named area"}},
      .bind = with_options<DraftBusinessAsUsualOptions>(
          [](OptionBinder& binder, DraftBusinessAsUsualOptions& options) {
            binder.positional("AREA", options.area, "The area; the one that you lead unless it is named");
            binder.text("--reason", options.reason, "Why, for the record").make_required();
          },
          run_draft_business_as_usual),
  });
}

}  // namespace secokr::cli
