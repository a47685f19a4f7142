#include "render/calendar/calendar.hpp"
#include "cli/core/context.hpp"
#include "cli/core/registry.hpp"
#include "config/config.hpp"
#include "render/core/table.hpp"
#include "render/core/wrap.hpp"

namespace secokr::cli {
namespace {

constexpr std::size_t k_dates = 4;  // the columns before who and what
constexpr std::size_t k_least_cell = 10;
constexpr std::size_t k_wide_page = 150;  // where who and what fit beside the dates

/// Where a table is wider than the page.
std::string list_text(const CalendarView& view, const render::Page& page) {
  std::string text;
  for (const auto& row : render::calendar_rows(view)) {
    const bool is_next = view.next_step && row.front() == view.next_step->step;
    text += page.style.paint(is_next ? render::Tone::strong : render::Tone::plain, row.front()) + "\n";
    const std::string mondays = row[1].empty() ? "" : row[1] + (row[1] == "1" ? " Monday before" : " Mondays before");
    text += render::flowed({mondays, row[2], row[3]}, page, 2);
  }
  return text;
}

std::string table_text(const CalendarView& view, std::size_t shown, const render::Page& page) {
  const auto titles = render::calendar_columns();
  std::vector<render::Column> columns;
  for (std::size_t i = 0; i < shown; ++i) columns.push_back({.header = titles[i], .right = i == 1, .wraps = i > 0});
  if (shown > k_dates)
    for (std::size_t i = 0; i < k_dates; ++i) columns[i].wraps = false;
  render::Table table(std::move(columns));
  for (const auto& row : render::calendar_rows(view)) {
    std::vector<render::Cell> cells(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(shown));
    if (view.next_step && row.front() == view.next_step->step) cells.front().tone = render::Tone::strong;
    table.add_row(std::move(cells));
  }
  return table.fits(page, k_least_cell) ? table.to_text(page) : list_text(view, page);
}

std::string who_does_what(const CalendarView& view, const render::Page& page) {
  std::vector<render::Term> terms;
  for (const PlannedStep& step : view.steps) terms.push_back({step.step, step.who + ": " + step.what});
  return render::term_list(terms, page.width);
}

void print_text(Context& context, const CalendarView& view) {
  const auto& page = context.page();
  std::string text = render::wrap_indented(render::calendar_heading(view), page.width, 0) + "\n";
  if (page.width && *page.width < k_wide_page)
    text += table_text(view, k_dates, page) + "\n" + who_does_what(view, page);
  else
    text += table_text(view, render::calendar_columns().size(), page);
  text += "\n";
  for (const auto& line : render::calendar_footer(view)) text += render::wrap_indented(line, page.width, 0);
  for (const auto& notice : render::calendar_notices(view))
    text += render::wrap_indented("Note: " + notice, page.width, 0);
  context.print(text);
}

Expected<int> run_calendar(Context& context) {
  SECOKR_TRY(const auto* config, context.config());
  SECOKR_TRY(const auto today, context.today());
  SECOKR_TRY(const auto quarter, context.quarter(QuarterDefault::planning));
  if (!context.in_workspace())
    context.say_more("No workspace here: the calendar follows your user file and the defaults");
  const auto view = view_of(config->calendar, quarter, today);
  if (context.json()) {
    context.print_json(render::calendar_json(view));
  } else if (context.format() == "markdown") {
    context.print(render::render_calendar_markdown(view));
  } else if (context.format() == "ics") {
    SECOKR_TRY(const auto stamp, context.now());
    context.print(render::render_calendar_ics(view, stamp));
  } else {
    print_text(context, view);
  }
  return 0;
}

}  // namespace

CommandSpec calendar_command() {
  CommandSpec spec;
  spec.path = "calendar";
  spec.group = std::string(groups::plan);
  spec.summary = "Show a quarter's planning calendar";
  spec.description =
      "Shows when each planning step of a quarter is due, who acts, how many days are left, and for which weeks "
      "updates are owed. Without "
      "QUARTER it is the quarter that is being planned: the one after the current one.\n\n"
      "Dates are counted in Mondays before the quarter's first day, as calendar.counting says; [calendar.FY28-Q1] in "
      "secokr.toml moves single "
      "dates. Outside a workspace your user file and the defaults hold.\n\n"
      "The iCalendar file has an all-day event with an alarm for each step and a repeating one for the Fridays. "
      "Importing it again moves the "
      "events whose dates have changed.";
  spec.examples = {{"secokr calendar", "The quarter that is being planned"},
                   {"secokr calendar FY28-Q1 --as-of 2027-01-04", "A quarter as it looks on a day"},
                   {"secokr calendar --format ics > okrs.ics", "Import it into a calendar program"}};
  spec.schema = "calendar";
  spec.needs = Needs::config;
  spec.formats = {"text", "json", "ics", "markdown"};
  spec.takes_quarter = true;
  spec.bind = [](OptionBinder& binder) -> Runner {
    binder.quarter_argument();
    return run_calendar;
  };
  return spec;
}

}  // namespace secokr::cli
