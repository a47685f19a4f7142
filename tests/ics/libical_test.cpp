#include <libical/ical.h>
#include <catch2/catch.hpp>

#include <functional>
#include <map>
#include <memory>
#include <set>

#include "render/calendar/calendar.hpp"
#include "support/calendar_samples.hpp"

using namespace secokr;
using namespace date::literals;

namespace {

using Component = std::unique_ptr<icalcomponent, decltype(&icalcomponent_free)>;

Component parse(const std::string& text) { return {icalparser_parse_string(text.c_str()), &icalcomponent_free}; }

/// What libical found wrong: properties that it could not read, and breaks of RFC 5545's counts of properties.
int errors_in(icalcomponent* calendar) {
  int errors = icalcomponent_count_errors(calendar) + (icalrestriction_check(calendar) == 1 ? 0 : 1);
  for (auto* part = icalcomponent_get_first_component(calendar, ICAL_ANY_COMPONENT); part != nullptr;
       part = icalcomponent_get_next_component(calendar, ICAL_ANY_COMPONENT))
    errors += icalcomponent_count_properties(part, ICAL_XLICERROR_PROPERTY) + icalcomponent_count_errors(part);
  return errors;
}

Day day_of(const icaltimetype& time) { return date::year{time.year} / time.month / time.day; }

/// A property that is missing is empty; libical says so with a null pointer.
std::string text_or_empty(const char* text) { return text == nullptr ? "" : text; }

struct Event {
  std::vector<Day> days;  ///< the first day of each occurrence
  Day end{};              ///< DTEND of the first, exclusive
  std::string summary;
  std::string description;
  int alarms = 0;
  int alarm_seconds = 0;  ///< the trigger, relative to the start
};

std::vector<Day> occurrences(icalcomponent* event) {
  std::vector<Day> days_found;
  const auto collect = [](icalcomponent*, icaltime_span* span, void* data) {
    static_cast<std::vector<Day>*>(data)->push_back(
        std::chrono::floor<days>(std::chrono::sys_seconds{std::chrono::seconds{span->start}}));
  };
  icalcomponent_foreach_recurrence(event, icaltime_from_string("19900101T000000Z"),
                                   icaltime_from_string("21100101T000000Z"), collect, &days_found);
  return days_found;
}

/// The events by UID; a UID that is missing or comes twice is an error, so is an event that is not of whole days.
std::map<std::string, Event> events_of(const std::string& text, int& errors) {
  const Component calendar = parse(text);
  if (!calendar) {
    ++errors;
    return {};
  }
  errors += errors_in(calendar.get());
  std::map<std::string, Event> events;
  for (auto* part = icalcomponent_get_first_component(calendar.get(), ICAL_VEVENT_COMPONENT); part != nullptr;
       part = icalcomponent_get_next_component(calendar.get(), ICAL_VEVENT_COMPONENT)) {
    Event event{.days = occurrences(part),
                .end = day_of(icalcomponent_get_dtend(part)),
                .summary = text_or_empty(icalcomponent_get_summary(part)),
                .description = text_or_empty(icalcomponent_get_description(part)),
                .alarms = icalcomponent_count_components(part, ICAL_VALARM_COMPONENT)};
    if (auto* alarm = icalcomponent_get_first_component(part, ICAL_VALARM_COMPONENT)) {
      auto* trigger = icalcomponent_get_first_property(alarm, ICAL_TRIGGER_PROPERTY);
      event.alarm_seconds = icaldurationtype_as_int(icalproperty_get_trigger(trigger).duration);
    }
    if (!icaltime_is_date(icalcomponent_get_dtstart(part)) || !icaltime_is_date(icalcomponent_get_dtend(part)))
      ++errors;
    const std::string uid = text_or_empty(icalcomponent_get_uid(part));
    if (uid.empty() || !events.emplace(uid, std::move(event)).second) ++errors;
  }
  return events;
}

std::map<std::string, Event> good_events_of(const CalendarView& view) {
  int errors = 0;
  auto events = events_of(render::render_calendar_ics(view, test::sample_stamp()), errors);
  REQUIRE(errors == 0);
  return events;
}

std::vector<Day> fridays(Day first, Day last, const std::set<Day>& without = {}) {
  std::vector<Day> found;
  for (Day day = first; day <= last; day += days{1})
    if (date::weekday{day} == date::Friday && !without.contains(day)) found.push_back(day);
  return found;
}

}  // namespace

TEST_CASE("libical sees a broken calendar: the check can fail") {
  const std::string good = render::render_calendar_ics(test::plain_quarter(), test::sample_stamp());
  const auto broken_by = [&](const std::string& from, const std::string& to) {
    std::string text = good;
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
    int errors = 0;
    (void)events_of(text, errors);
    return errors > 0;
  };
  REQUIRE(broken_by("TRIGGER:-P2DT15H", "TRIGGER:three days"));
  REQUIRE(broken_by("UID:fy28-q1-ideas@secokr\r\n", ""));
  REQUIRE(broken_by("UID:fy28-q1-ideas@secokr", "UID:fy28-q1-final@secokr"));
  REQUIRE(broken_by("FREQ=WEEKLY", "FREQ=FORTNIGHTLY"));
}

TEST_CASE("libical reads the plain quarter") {
  const auto events = good_events_of(test::plain_quarter());
  REQUIRE(events.size() == 6);
  REQUIRE(events.at("fy28-q1-ideas@secokr").days == std::vector<Day>{2026_y / 12 / 14});
  REQUIRE(events.at("fy28-q1-ideas@secokr").end == Day{2026_y / 12 / 15});
  REQUIRE(events.at("fy28-q1-objectives@secokr").days == std::vector<Day>{2026_y / 12 / 21});
  REQUIRE(events.at("fy28-q1-proposal@secokr").days == std::vector<Day>{2027_y / 1 / 4});
  REQUIRE(events.at("fy28-q1-preparation@secokr").days == std::vector<Day>{2027_y / 1 / 4});
  REQUIRE(events.at("fy28-q1-preparation@secokr").end == Day{2027_y / 1 / 19});
  REQUIRE(events.at("fy28-q1-final@secokr").days == std::vector<Day>{2027_y / 1 / 18});
  REQUIRE(events.at("fy28-q1-weekly-update@secokr").days == fridays(2027_y / 2 / 1, 2027_y / 4 / 30));
  REQUIRE(events.at("fy28-q1-weekly-update@secokr").days.size() == 13);
  REQUIRE(events.at("fy28-q1-weekly-update@secokr").summary == "Weekly KR update due (FY28-Q1)");
}

TEST_CASE("libical unfolds and unescapes texts to what they were") {
  const CalendarView view = test::plain_quarter();
  const auto events = good_events_of(view);
  REQUIRE(events.at("fy28-q1-proposal@secokr").description == view.steps[2].what + "\nWho: " + view.steps[2].who);
}

TEST_CASE("libical reads the alarms") {
  constexpr int hour = 3600;
  for (const auto& [uid, event] : good_events_of(test::moved_quarter())) {
    INFO(uid);
    REQUIRE(event.alarms == 1);
    REQUIRE(event.alarm_seconds ==
            (uid.find("weekly-update") == std::string::npos ? -(2 * 24 + 15) * hour : -15 * hour));
  }
}

TEST_CASE("libical reads moved dates: the Fridays that are closed are no occurrence, their weeks have an event") {
  const auto events = good_events_of(test::moved_quarter());
  REQUIRE(events.size() == 9);
  REQUIRE(events.at("fy29-q1-objectives@secokr").days == std::vector<Day>{2028_y / 1 / 3});
  REQUIRE(events.at("fy29-q1-ceo-shares@secokr").days == std::vector<Day>{2028_y / 1 / 6});
  REQUIRE(events.at("fy29-q1-weekly-update@secokr").days ==
          fridays(2028_y / 2 / 1, 2028_y / 4 / 30, {2028_y / 2 / 4, 2028_y / 4 / 14}));
  REQUIRE(events.at("fy29-q1-weekly-update-2028-01-31@secokr").days == std::vector<Day>{2028_y / 2 / 3});
  REQUIRE(events.at("fy29-q1-weekly-update-2028-04-10@secokr").days == std::vector<Day>{2028_y / 4 / 13});
}

TEST_CASE("a UID stays when its date moves") {
  const auto moved = good_events_of(test::moved_quarter());
  for (const auto& [uid, event] : good_events_of(test::differing_quarter())) REQUIRE(moved.contains(uid));
}

TEST_CASE("libical finds nothing wrong in any quarter, and an event for each update owed") {
  int failures = 0;
  for (const Counting counting : {Counting::literal, Counting::published})
    for (const unsigned month : {1U, 2U, 12U}) {
      const PlanningCalendar calendar{.fiscal = {.first_month = month}, .counting = counting};
      for (Quarter quarter{2000, 1}; quarter.ok(); quarter = quarter + 1) {
        const CalendarView view = view_of(calendar, quarter, {});
        const auto events = events_of(render::render_calendar_ics(view, test::sample_stamp()), failures);
        std::vector<Day> due;
        for (const auto& [uid, event] : events)
          if (uid.find("weekly-update") != std::string::npos)
            due.insert(due.end(), event.days.begin(), event.days.end());
        failures += events.size() != 6 || due != fridays(view.first_day, view.last_day);
      }
    }
  REQUIRE(failures == 0);
}
