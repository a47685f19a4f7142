#pragma once
#include <string>
#include <vector>

#include "domain/views/calendar_view.hpp"

#include "base/clock.hpp"
#include "render/core/json.hpp"
#include "render/core/renderers.hpp"
#include "render/core/style.hpp"

namespace secokr::render {

/// The first line of the text output: the quarter, its days and the counting.
std::string calendar_heading(const CalendarView& view);

/// The titles of the table's columns, and its rows in date order: step, Mondays before, date, when (seen from today),
/// who, what.
std::vector<std::string> calendar_columns();
std::vector<std::vector<std::string>> calendar_rows(const CalendarView& view);

/// The lines below the table: the next step with the days left, then the weekly updates.
std::vector<std::string> calendar_footer(const CalendarView& view);

/// What a reader must know beside the table, one sentence each: that the countings differ, which dates an override
/// moved, which weekly updates closed days moved. Empty where nothing is out of the ordinary.
std::vector<std::string> calendar_notices(const CalendarView& view);

/// Heading, table, footer and notices; a list where the table is wider than the page.
std::string calendar_text(const CalendarView& view, const Page& page);
/// The whole calendar as Markdown with GitLab's tables.
std::string render_calendar_markdown(const CalendarView& view);

/// The shape `calendar` of the JSON contract; `next_step` is the step's name, or null once all have passed.
Json calendar_json(const CalendarView& view);

/// An iCalendar file (RFC 5545): an all-day event a step with an alarm, and one recurring event for the Fridays on
/// which an update is due; a week whose due day closed days moved has an event of its own. UIDs depend on the quarter
/// and the step or week alone, so that a moved date moves the event. `stamp` is DTSTAMP: equal inputs give equal bytes.
std::string render_calendar_ics(const CalendarView& view, base::Instant stamp);

/// A calendar, and when it is shown.
struct DatedCalendar {
  CalendarView view{};
  base::Instant now{};
};

template <>
inline constexpr auto renderers<DatedCalendar> = std::to_array<Renderer<DatedCalendar>>(
    {{"text", [](const DatedCalendar& dated, const Page& page) { return calendar_text(dated.view, page); }},
     {"json", [](const DatedCalendar& dated) { return calendar_json(dated.view); }},
     {"ics", [](const DatedCalendar& dated) { return render_calendar_ics(dated.view, dated.now); }},
     {"markdown", [](const DatedCalendar& dated) { return render_calendar_markdown(dated.view); }}});

}  // namespace secokr::render
