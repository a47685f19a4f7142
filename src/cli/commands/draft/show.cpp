#include "app/draft/show.hpp"

#include <fmt/format.h>

#include <optional>

#include "cli/core/draft_quarter.hpp"
#include "cli/core/log_audience.hpp"
#include "cli/core/ports.hpp"
#include "cli/core/registry.hpp"
#include "render/core/findings.hpp"
#include "render/draft/draft.hpp"

namespace secokr::cli {
namespace {

Expected<int> run_draft_show(Context& context, const std::optional<std::string>& name) {
  SECOKR_TRY(const Quarter quarter, draft_quarter(context, name ? std::vector{*name} : std::vector<std::string>{}));
  SECOKR_TRY(const app::Ports ports, ports_to_read(context));
  SECOKR_TRY(DraftView view, app::view_draft(ports, quarter, name));
  if (const Withheld withheld = withhold(log_audience(context), view); withheld.any())
    context.say(fmt::format("Not shown here: {} and {}", render::counted(withheld.objectives, "confidential objective"),
                            render::counted(withheld.key_results, "confidential key result")));
  context.show(view);
  return 0;
}

}  // namespace

CommandSpec draft_command() {
  return {
      .path = "draft",
      .group = groups::plan,
      .summary = "Objectives on their way from rough idea to decision",
      .description = "Alone it lists the quarter's objectives, as `secokr draft show` does.",
      .examples = {{"secokr draft", "The objectives of the quarter that is planned next"}},
      .schema = "draft",
      .formats = render::formats_of<DraftView>(),
      .needs = Needs::workspace,
      .takes_quarter = true,
      .bind = [](OptionBinder&) -> Runner { return [](Context& context) { return run_draft_show(context, {}); }; },
  };
}

CommandSpec draft_show_command() {
  return {
      .path = "draft show",
      .group = groups::plan,
      .summary = "Show the quarter's objectives, or one of them",
      .description =
          "Without a name: every objective with its status, DRI, priority, number of key results and findings at "
          "today's stage. With one: all of the objective, or of one key result, and the findings on it.",
      .examples = {{"secokr draft show", "The list"},
                   {"secokr draft show 'Security Training'", "One objective"},
                   {"secokr draft show 'Security Training/KR1' --json", "One key result, for a program"}},
      .schema = "draft",
      .formats = render::formats_of<DraftView>(),
      .needs = Needs::workspace,
      .takes_quarter = true,
      .bind = with_options<std::optional<std::string>>(
          [](OptionBinder& binder, std::optional<std::string>& name) {
            binder.positional("REF", name,
                              "An objective or a key result: 'Security Training', 'Security Training/KR1'");
          },
          run_draft_show),
  };
}

}  // namespace secokr::cli
