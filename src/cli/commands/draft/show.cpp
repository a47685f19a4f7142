#include "app/draft/show.hpp"

#include <fmt/format.h>

#include <memory>
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
  if (context.json())
    context.print_json(render::draft_json(view));
  else
    context.print(name ? render::draft_detail_text(view, context.page())
                       : render::draft_list_text(view, context.page()));
  return 0;
}

CommandSpec spec_of_show(std::string path, std::string summary) {
  CommandSpec spec;
  spec.path = std::move(path);
  spec.group = groups::plan;
  spec.summary = std::move(summary);
  spec.schema = "draft";
  spec.needs = Needs::workspace;
  spec.takes_quarter = true;
  return spec;
}

}  // namespace

CommandSpec draft_command() {
  CommandSpec spec = spec_of_show("draft", "Objectives on their way from rough idea to decision");
  spec.description = "Alone it lists the quarter's objectives, as `secokr draft show` does.";
  spec.examples = {{"secokr draft", "The objectives of the quarter that is planned next"}};
  spec.bind = [](OptionBinder&) -> Runner {
    return [](Context& context) { return run_draft_show(context, std::nullopt); };
  };
  return spec;
}

CommandSpec draft_show_command() {
  CommandSpec spec = spec_of_show("draft show", "Show the quarter's objectives, or one of them");
  spec.description =
      "Without a name: every objective with its status, DRI, priority, number of key results and findings at today's "
      "stage. With one: all of the "
      "objective, or of one key result, and the findings on it.";
  spec.examples = {{"secokr draft show", "The list"},
                   {"secokr draft show 'Security Training'", "One objective"},
                   {"secokr draft show 'Security Training/KR1' --json", "One key result, for a program"}};
  spec.bind = [](OptionBinder& binder) -> Runner {
    const auto name = std::make_shared<std::optional<std::string>>();
    binder.positional("REF", *name, "An objective or a key result: 'Security Training', 'Security Training/KR1'");
    return [name](Context& context) { return run_draft_show(context, *name); };
  };
  return spec;
}

}  // namespace secokr::cli
