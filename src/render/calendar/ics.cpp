#include <fmt/format.h>

#include <algorithm>

#include "render/calendar/calendar.hpp"
#include "render/core/ics.hpp"

namespace secokr::render {

namespace {

// Nine in the morning of the last working day before a Monday, and of the day before a weekly update is due.
constexpr std::string_view alarm_of_a_step = "-P2DT15H";
constexpr std::string_view alarm_of_an_update = "-PT15H";

struct Event {
  std::string uid;
  Day first{};
  Day last{};
  std::string summary;
  std::string description;
  std::string_view alarm;
  std::vector<std::pair<std::string, std::string>> recurrence{};
};

/// `fy28-q1-ceo-shares@secokr`.
std::string uid_of(const CalendarView& view, std::string_view what) {
  std::string uid = fmt::format("{}-{}@secokr", to_string(view.quarter), what);
  std::ranges::replace(uid, '_', '-');
  std::ranges::transform(uid, uid.begin(), [](char character) {
    return character >= 'A' && character <= 'Z' ? static_cast<char>(character - 'A' + 'a') : character;
  });
  return uid;
}

/// Grows by one a day.
long revision_of(base::Instant stamp) {
  const Day origin = date::year{2020} / 1 / 1;
  return std::max<long>(0, (std::chrono::floor<days>(stamp) - origin).count());
}

void write(IcsWriter& writer, const Event& event, base::Instant stamp) {
  writer.begin("VEVENT");
  writer.line("UID", event.uid);
  writer.line("DTSTAMP", ics_instant(stamp));
  // An event that moved keeps its UID, so readers must see which of two files is the newer one: by the day, and within
  // a day by the moment.
  writer.line("LAST-MODIFIED", ics_instant(stamp));
  writer.line("SEQUENCE", std::to_string(revision_of(stamp)));
  writer.line("DTSTART;VALUE=DATE", ics_date(event.first));
  writer.line("DTEND;VALUE=DATE", ics_date(event.last + days{1}));
  for (const auto& [name, value] : event.recurrence) writer.line(name, value);
  writer.text("SUMMARY", event.summary);
  writer.text("DESCRIPTION", event.description);
  writer.line("CATEGORIES", "OKR");
  writer.line("TRANSP", "TRANSPARENT");
  writer.begin("VALARM");
  writer.line("ACTION", "DISPLAY");
  writer.text("DESCRIPTION", event.summary);
  writer.line("TRIGGER", event.alarm);
  writer.end("VALARM");
  writer.end("VEVENT");
}

Event event_of(const CalendarView& view, const PlannedStep& step) {
  const std::string_view name = step.step == ceo_shares ? "the CEO shares OKRs" : std::string_view(step.step);
  std::string description = fmt::format("{}\nWho: {}", step.what, step.who);
  if (step.computed)
    description += fmt::format("\nMoved; {} counting gives {}.", to_string(view.counting), to_string(*step.computed));
  if (step.closed) description += "\nThe day is closed; the step stays on it.";
  return {.uid = uid_of(view, step.step),
          .first = step.date,
          .last = step.until.value_or(step.date),
          .summary = fmt::format("{} OKR planning: {}", to_string(view.quarter), name),
          .description = std::move(description),
          .alarm = alarm_of_a_step};
}

Event event_of(const CalendarView& view, const UpdateWeek& week) {
  return {.uid = uid_of(view, "weekly-update-" + to_string(week.monday)),
          .first = week.due,
          .last = week.due,
          .summary = fmt::format("Weekly KR update due ({})", to_string(view.quarter)),
          .description = fmt::format("The update of the week {}; its Friday is closed.", to_string(week.monday)),
          .alarm = alarm_of_an_update};
}

/// The Fridays as one event from the first that is open to the last; closed ones between are excepted, and so are
/// the weeks that owe nothing. Nothing when all are closed.
std::vector<Event> recurring_event(const CalendarView& view) {
  std::vector<Day> open;
  for (const UpdateWeek& week : view.weeks)
    if (!week.moved()) open.push_back(week.due);
  if (open.empty()) return {};
  Event event{.uid = uid_of(view, "weekly-update"),
              .first = open.front(),
              .last = open.front(),
              .summary = fmt::format("Weekly KR update due ({})", to_string(view.quarter)),
              .description = "The DRI of each active KR sets progress and health and posts the weekly update.",
              .alarm = alarm_of_an_update};
  event.recurrence.emplace_back("RRULE", fmt::format("FREQ=WEEKLY;BYDAY=FR;UNTIL={}", ics_date(open.back())));
  for (Day friday = open.front(); friday < open.back(); friday += days{7})
    if (std::ranges::find(open, friday) == open.end())
      event.recurrence.emplace_back("EXDATE;VALUE=DATE", ics_date(friday));
  return {event};
}

}  // namespace

std::string render_calendar_ics(const CalendarView& view, base::Instant stamp) {
  IcsWriter writer;
  writer.begin("VCALENDAR");
  writer.line("VERSION", "2.0");
  writer.line("PRODID", "-//secokr//secokr calendar//EN");
  writer.line("CALSCALE", "GREGORIAN");
  writer.text("X-WR-CALNAME", fmt::format("Security OKRs {}", to_string(view.quarter)));
  for (const PlannedStep& step : view.steps) write(writer, event_of(view, step), stamp);
  for (const Event& event : recurring_event(view)) write(writer, event, stamp);
  for (const UpdateWeek& week : view.weeks)
    if (week.moved()) write(writer, event_of(view, week), stamp);
  writer.end("VCALENDAR");
  return writer.str();
}

}  // namespace secokr::render
