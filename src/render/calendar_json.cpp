#include "render/calendar.hpp"

namespace secokr::render {

namespace {

using nlohmann::ordered_json;

ordered_json step_json(const PlannedStep& step, Day today) {
  ordered_json json{{"step", step.step}};
  if (step.mondays_before) json["mondays_before"] = *step.mondays_before;
  json["date"] = to_string(step.date);
  if (step.computed) json["computed"] = to_string(*step.computed);
  if (step.until) json["until"] = to_string(*step.until);
  if (step.other_counting) json["other_counting"] = to_string(*step.other_counting);
  json["who"] = step.who;
  json["what"] = step.what;
  json["days_left"] = (step.date - today).count();
  return json;
}

}  // namespace

ordered_json calendar_json(const CalendarView& view) {
  ordered_json json{{"quarter", to_string(view.quarter)},
                    {"first_day", to_string(view.first_day)},
                    {"last_day", to_string(view.last_day)},
                    {"counting", to_string(view.counting)},
                    {"as_of", to_string(view.today)},
                    {"next_step", view.next_step ? ordered_json(view.next_step->step) : ordered_json(nullptr)},
                    {"steps", ordered_json::array()},
                    {"weeks", ordered_json::array()}};
  for (const PlannedStep& step : view.steps) json["steps"].push_back(step_json(step, view.today));
  for (const UpdateWeek& week : view.weeks)
    json["weeks"].push_back({{"week", to_string(week.monday)}, {"due", to_string(week.due)}});
  return json;
}

}  // namespace secokr::render
