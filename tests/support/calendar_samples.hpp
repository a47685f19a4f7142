#pragma once
#include "domain/views/calendar_view.hpp"

#include "base/clock.hpp"

namespace secokr::test {

/// 2026-11-22 09:30 UTC, the DTSTAMP of the samples.
inline base::Instant sample_stamp() {
  using namespace date::literals;
  return base::Instant{Day{2026_y / 11 / 22}} + std::chrono::minutes{570};
}

/// FY28-Q1 as the defaults lay it out: it starts on a Monday, so that both countings agree.
inline CalendarView plain_quarter() {
  using namespace date::literals;
  return view_of(PlanningCalendar{}, {2028, 1}, 2026_y / 11 / 22);
}

/// FY29-Q1 without anything moved: it starts on a Tuesday.
inline CalendarView differing_quarter() {
  using namespace date::literals;
  return view_of(PlanningCalendar{}, {2029, 1}, 2028_y / 1 / 12);
}

/// FY29-Q1 with a step moved, the CEO's day, and three closed days: the first Friday, Good Friday and a Monday that
/// nothing is due on.
inline CalendarView moved_quarter() {
  using namespace date::literals;
  const PlanningCalendar calendar{
      .overrides = {{{2029, 1}, {{"objectives", 2028_y / 1 / 3}, {"ceo_shares", 2028_y / 1 / 6}}}},
      .closed_days = {2028_y / 2 / 4, 2028_y / 4 / 14, 2028_y / 4 / 17}};
  return view_of(calendar, {2029, 1}, 2028_y / 1 / 12);
}

}  // namespace secokr::test
