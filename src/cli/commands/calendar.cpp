#include "render/calendar/calendar.hpp"
#include "cli/core/context.hpp"
#include "cli/core/registry.hpp"
#include "config/config.hpp"

namespace secokr::cli {
namespace {

Expected<int> run_calendar(Context& context) {
  SECOKR_TRY(const auto* config, context.config());
  SECOKR_TRY(const auto today, context.today());
  SECOKR_TRY(const auto quarter, context.quarter(QuarterDefault::planning));
  if (!context.in_workspace())
    context.say_more("No workspace here: the calendar follows your user file and the defaults");
  SECOKR_TRY(const auto now, context.now());
  context.show(render::DatedCalendar{view_of(config->calendar, quarter, today), now});
  return 0;
}

}  // namespace

CommandSpec calendar_command() {
  return {
      .path = "calendar",
      .group = groups::plan,
      .summary = "Show a quarter's planning calendar",
      .description =
          "Shows when each planning step of a quarter is due, who acts, how many days are left, and for which weeks "
          "updates are owed. Without QUARTER it is the quarter that is being planned: the one after the current "
          "one.\n\n"
          "Dates are counted in Mondays before the quarter's first day, as calendar.counting says; [calendar.FY28-Q1] "
          "in secokr.toml moves single dates. Outside a workspace your user file and the defaults hold.\n\n"
          "The iCalendar file has an all-day event with an alarm for each step and a repeating one for the Fridays. "
          "Importing it again moves the events whose dates have changed.",
      .examples = {{"secokr calendar", "The quarter that is being planned"},
                   {"secokr calendar FY28-Q1 --as-of 2027-01-04", "A quarter as it looks on a day"},
                   {"secokr calendar --format ics > okrs.ics", "Import it into a calendar program"}},
      .schema = "calendar",
      .formats = render::formats_of<render::DatedCalendar>(),
      .needs = Needs::config,
      .takes_quarter = true,
      .bind = [](OptionBinder& binder) -> Runner {
        binder.quarter_argument();
        return run_calendar;
      },
  };
}

}  // namespace secokr::cli
