#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

#include "app/setup/init.hpp"
#include "base/clock.hpp"
#include "base/text.hpp"
#include "cli/ask/prompts.hpp"
#include "cli/commands/init/tracker.hpp"
#include "cli/core/context.hpp"
#include "cli/core/next_commands.hpp"
#include "cli/core/registry.hpp"
#include "cli/write/apply.hpp"
#include "config/config.hpp"
#include "config/credentials.hpp"

namespace secokr::cli {
namespace {

struct InitOptions {
  bool example = false;
  std::vector<std::string> areas{};
  std::vector<std::string> leaders{};
  std::optional<std::string> counting{};
  std::optional<std::string> timezone{};
  std::optional<double> first_month{};
};

Expected<std::vector<app::NewArea>> areas_of(const InitOptions& options) {
  if (options.areas.size() != options.leaders.size())
    return fail({.kind = ErrorKind::usage,
                 .what = fmt::format("Areas and leaders do not pair up: {} --area and {} --leader",
                                     options.areas.size(), options.leaders.size()),
                 .reason = "Each area has one functional leader",
                 .help = "Give them in pairs: --area SecAssurance --leader @assurance-director"});
  std::vector<app::NewArea> areas;
  for (std::size_t i = 0; i < options.areas.size(); ++i) areas.push_back({options.areas[i], options.leaders[i]});
  return areas;
}

/// What holds outside the workspace stays as it is, unless a flag says otherwise.
Expected<app::NewCalendar> calendar_of(Context& context, const InitOptions& options) {
  SECOKR_TRY(const auto* config, context.config());
  app::NewCalendar calendar{.first_month = config->calendar.fiscal.first_month,
                            .counting = config->calendar.counting,
                            .timezone = config->timezone};
  if (options.counting) calendar.counting = *parse_counting(*options.counting);
  if (options.timezone) calendar.timezone = std::string(base::trim(*options.timezone));
  if (options.first_month) {
    const double month = *options.first_month;
    if (month < 1 || month > 12 || month != static_cast<unsigned>(month))
      return fail({.kind = ErrorKind::usage,
                   .what = fmt::format("{} is no month", base::format_number(month)),
                   .help = "Give a number from 1 to 12, such as --first-month 2"});
    calendar.first_month = static_cast<unsigned>(month);
  }
  return calendar;
}

/// Today in the zone that the new workspace will have.
Expected<Day> today_in(Context& context, const std::string& timezone) {
  if (context.global().as_of) return *context.global().as_of;
  SECOKR_TRY(const auto now, context.now());
  auto day = base::local_day(now, timezone);
  if (!day)
    return fail({.kind = ErrorKind::usage,
                 .what = fmt::format("'{}' is no time zone", base::strip_controls(timezone)),
                 .help = "Give an IANA name, such as --timezone Europe/Berlin"});
  return *day;
}

Status ask_for_area(Context& context, std::vector<app::NewArea>& areas) {
  app::NewArea area;
  SECOKR_TRY(area.name, ask(context, {.text = "First area of the division, such as SecAssurance (empty: none yet)",
                                      .flag = "--area NAME",
                                      .by_default = "",
                                      .validate = app::check_area_name}));
  if (area.name.empty()) return {};
  SECOKR_TRY(area.leader, ask(context, {.text = fmt::format("Username of the functional leader of {}", area.name),
                                        .flag = "--leader @USER",
                                        .validate = app::check_username}));
  areas.push_back(std::move(area));
  return {};
}

/// Only a quarter that starts on a Tuesday, Wednesday or Thursday makes a difference.
Status ask_for_counting(Context& context, app::NewCalendar& calendar, Day today) {
  SECOKR_TRY(const auto quarter, app::planning_quarter(calendar, today));
  auto by_counting = [&](Counting counting) {
    calendar.counting = counting;
    return calendar.planning().date_of(Step::final, quarter);
  };
  const Counting before = calendar.counting;
  const Day literal = by_counting(Counting::literal), published = by_counting(Counting::published);
  calendar.counting = before;
  if (literal == published) return {};
  SECOKR_TRY(const auto chosen,
             choose(context,
                    {.text = fmt::format("Counting of the planning Mondays; the final step of {} is on {} or on {}",
                                         to_string(quarter), to_string(literal), to_string(published)),
                     .flag = "--counting literal|published",
                     .by_default = std::string(to_string(before))},
                    {std::string(to_string(Counting::literal)), std::string(to_string(Counting::published))}));
  calendar.counting = chosen == 0 ? Counting::literal : Counting::published;
  return {};
}

/// The example is a play; nobody wants it in a project that others see.
Status check_example(const Context& context) {
  const auto& global = context.global();
  const bool is_local = !global.tracker || base::equals_folded(base::trim(*global.tracker), "local");
  if (is_local && !global.project && !global.host) return {};
  return fail({.kind = ErrorKind::usage,
               .what = "The example division lives on the local tracker",
               .reason = "Its people and OKRs are invented",
               .help = "Leave out --tracker, --host and --project, or leave out --example"});
}

std::vector<NextCommand> next_commands(const app::InitRequest& request, Quarter quarter) {
  if (!request.example) {
    std::vector<NextCommand> commands{
        {"everyone", "when each step of the quarter is due", "calendar"},
        {"functional leader", "begin the planning document with rough ideas", "draft start"},
        {"functional leader", "begin an objective", "draft objective"}};
    if (!request.tracker.is_local())
      commands.insert(commands.begin(),
                      {{"everyone", fmt::format("give secokr a token for {}, once", request.tracker.host),
                        config::login_command(request.tracker.host)},
                       {"everyone", "are server, token, project and labels as they should be?", "doctor"}});
    return commands;
  }
  const Day final_day = request.calendar.planning().date_of(Step::final, quarter);
  return {{"functional leader", "is the plan ready for the final step?", "draft check --stage final"},
          {"manager of a providing team", "what Infrastructure and Identity were asked for, and their answers",
           "draft show 'Credential Rotation'"},
          {"DRI of a key result", "what the manager of Training owes, and when", "status --user training-manager"},
          {"CISO", fmt::format("what publishing would write on {}, the day of the final step", to_string(final_day)),
           fmt::format("finalize --dry-run --user ciso --as-of {}", to_string(final_day))},
          {"everyone", "the planning calendar", "calendar"}};
}

void print_next(Context& context, const app::InitRequest& request, Quarter quarter) {
  const auto calendar = request.calendar.planning().fiscal;
  const std::string planned = fmt::format("{} ({} to {})", to_string(quarter), to_string(calendar.first_day(quarter)),
                                          to_string(calendar.last_day(quarter)));
  const std::string heading =
      request.example
          ? fmt::format("An example division that is ready to finalise {}. What to type next:", planned)
          : fmt::format("The first quarter to plan is {}. Describe the division in secokr.toml, then type:", planned);
  context.print(next_commands_text(context, heading, next_commands(request, quarter), Repeated::all_but_tracker));
}

Expected<int> run_init(Context& context, const InitOptions& options) {
  // First, because the configuration that a nested folder would read is the outer workspace's.
  SECOKR_CHECK(app::check_init_folder(context.folder()));
  app::InitRequest request{.folder = context.folder(), .example = options.example};
  if (options.example) SECOKR_CHECK(check_example(context));
  request.ids = [&context] { return context.new_id(); };
  SECOKR_TRY(request.areas, areas_of(options));
  SECOKR_TRY(request.calendar, calendar_of(context, options));
  SECOKR_TRY(request.today, today_in(context, request.calendar.timezone));
  if (!options.example) {
    SECOKR_TRY(request.tracker, new_tracker(context));
  }
  if (!options.example && can_ask(context)) {
    if (request.areas.empty()) SECOKR_CHECK(ask_for_area(context, request.areas));
    if (!options.counting) SECOKR_CHECK(ask_for_counting(context, request.calendar, request.today));
  }
  SECOKR_TRY(auto set, app::plan_init(request));
  SECOKR_TRY(const auto applied, apply(context, std::move(set), {.root = context.folder()}));
  if (applied.was_applied && context.format() == "text" && !context.global().quiet) {
    SECOKR_TRY(const auto quarter, app::planning_quarter(request.calendar, request.today));
    print_next(context, request, quarter);
  }
  return 0;
}

}  // namespace

CommandSpec init_command() {
  return {
      .path = "init",
      .group = groups::start,
      .summary = "Make this folder a workspace",
      .description =
          "Writes secokr.toml, which explains every setting, and the lines that git needs: .secokr/ is this machine's "
          "own and ignored, the record of decisions is merged line by line. A .gitignore or .gitattributes that is "
          "there keeps all it says. A folder that is a workspace already, or lies in one, is left alone.\n\n"
          "--example writes a whole invented division instead, on the local tracker and around today's date: areas, "
          "teams and people, five objectives for the quarter that is being planned, and the record of its "
          "decisions.\n\n"
          "On a terminal it asks where OKRs are published (a GitLab project, where the git remote `origin` is one by "
          "default), for the first area with its leader, and for the counting where it makes a difference. In a pipe "
          "they are published on the local tracker, unless --tracker, --host or --project say otherwise.",
      .examples = {{"secokr init --example", "Try secokr with an invented division"},
                   {"secokr init --area SecAssurance --leader @assurance-director", "A workspace with its first area"},
                   {"secokr init --project gitlab-com/gitlab-OKRs", "OKRs are published in that project on gitlab.com"},
                   {"secokr -C okrs init --counting published --timezone Europe/Berlin",
                    "Another folder, and your company's way of counting"}},
      .schema = "changes",
      .needs = Needs::nothing,
      .writes = true,
      .reads_config = true,
      .bind = with_options<InitOptions>(
          [](OptionBinder& binder, InitOptions& options) {
            binder.flag("--example", options.example, "Write an invented division to try secokr with");
            binder.texts("--area", options.areas, "An area of the division; repeat it, each with its --leader", "NAME");
            binder.texts("--leader", options.leaders, "The functional leader of the --area in the same place", "@USER");
            binder.choice("--counting", options.counting, {"literal", "published"},
                          "How the Mondays before a quarter are counted");
            binder.text("--timezone", options.timezone, "The zone that says which day it is, such as Europe/Berlin",
                        "ZONE");
            binder.number("--first-month", options.first_month, "The month in which the fiscal year starts, 1 to 12",
                          "MONTH");
          },
          run_init),
  };
}

}  // namespace secokr::cli
