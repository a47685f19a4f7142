#include "app/label/setup.hpp"

#include <fmt/format.h>

#include <optional>

#include "base/text.hpp"
#include "cli/commands/label/range.hpp"
#include "cli/core/heading.hpp"
#include "cli/core/next_commands.hpp"
#include "cli/core/registry.hpp"
#include "cli/write/apply.hpp"
#include "cli/write/saved_plan.hpp"
#include "render/changes.hpp"
#include "render/core/findings.hpp"

namespace secokr::cli {
namespace {

struct SetupOptions {
  std::optional<std::string> group{};
  PlanOptions plan{};
};

std::string nothing_to_do(Quarter quarter, const app::LabelSetupPlan& plan) {
  const std::string labels = fmt::format("{} of {}", render::counted(plan.wanted, "label"), to_string(quarter));
  if (plan.foreign.empty()) return fmt::format("Nothing to do: all {} are as they should be", labels);
  return fmt::format("Nothing to do here: {} of the {} are as they should be", plan.wanted - plan.foreign.size(),
                     labels);
}

void tell_foreign(Context& context, Quarter quarter, const app::LabelSetupPlan& plan) {
  if (plan.foreign.empty()) return;
  std::vector<std::string> names;
  for (const tracker::Label& label : plan.foreign) names.push_back(label.name);
  context.say(fmt::format("{} {} from a group above, with another colour or description; change {} there: `{}`",
                          base::join(names, ", "), names.size() == 1 ? "comes" : "come",
                          names.size() == 1 ? "it" : "them",
                          typed_next(context, fmt::format("label setup {} --group GROUP", to_string(quarter)))));
}

Expected<int> run_saved_label_setup(Context& context, const SetupOptions& options) {
  SECOKR_CHECK(check_plan_options(options.plan,
                                  {context.quarter_is_named() ? "A quarter" : "", options.group ? "--group" : ""}));
  SECOKR_CHECK(apply_saved_plan(context, *options.plan.from, {}));
  return 0;
}

Expected<int> run_label_setup(Context& context, const SetupOptions& options) {
  if (options.plan.from) return run_saved_label_setup(context, options);
  SECOKR_TRY(const Quarter quarter, context.quarter(QuarterDefault::planning));
  SECOKR_TRY(const app::LabelRange range,
             label_range(context, {.words = {to_string(quarter)}, .group = options.group}));
  SECOKR_TRY(const app::Ports ports, label_ports(context, range));
  SECOKR_TRY(const app::LabelSetupPlan plan, app::plan_label_setup(ports, quarter, range.group));
  print_heading(context, quarter, range.group.empty() ? "label setup" : "label setup in " + range.group);
  SECOKR_CHECK(apply(context, plan.set,
                     {.nothing = nothing_to_do(quarter, plan), .save_plan = options.plan.save, .group = range.group}));
  tell_foreign(context, quarter, plan);
  return 0;
}

}  // namespace

CommandSpec label_setup_command() {
  return {
      .path = "label setup",
      .group = groups::run,
      .summary = "Define the labels of a quarter",
      .description =
          "Creates or corrects the labels of the scheme in the project, or in a group for all of its projects: name, "
          "colour and description. Without a word it is the quarter being planned. What is as it should be is left "
          "alone; a label that comes from a group above is changed there.",
      .examples = {{"secokr label setup", "The labels of the quarter being planned"},
                   {"secokr label setup FY28-Q1 --dry-run", "Show what would be defined"},
                   {"secokr label setup --group security", "For all projects of a group"}},
      .schema = "changes",
      .formats = render::formats_of<render::ToldChanges>(),
      .needs = Needs::tracker,
      .writes = true,
      .takes_quarter = true,
      .bind = with_options<SetupOptions>(
          [](OptionBinder& binder, SetupOptions& options) {
            binder.quarter_argument();
            binder.text("--group", options.group, "Define them in a group, for all of its projects", "GROUP");
            bind_plan_options(binder, options.plan);
          },
          run_label_setup),
  };
}

}  // namespace secokr::cli
