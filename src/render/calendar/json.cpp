#include "render/calendar/calendar.hpp"

namespace secokr::render {

namespace {

Json step_json(const PlannedStep& step, Day today) {
  Json json{{"step", step.step}};
  put_if(json, "mondays_before", step.mondays_before);
  json["date"] = to_string(step.date);
  put_if(json, "computed", step.computed);
  put_if(json, "until", step.until);
  put_if(json, "other_counting", step.other_counting);
  json["who"] = step.who;
  json["what"] = step.what;
  json["days_left"] = (step.date - today).count();
  if (step.closed) json["closed"] = true;
  return json;
}

}  // namespace

Json calendar_json(const CalendarView& view) {
  Json json{{"quarter", to_string(view.quarter)},
            {"first_day", to_string(view.first_day)},
            {"last_day", to_string(view.last_day)},
            {"counting", to_string(view.counting)},
            {"as_of", to_string(view.today)},
            {"next_step", view.next_step ? Json(view.next_step->step) : Json(nullptr)},
            {"steps", Json::array()},
            {"weeks", Json::array()}};
  for (const PlannedStep& step : view.steps) json["steps"].push_back(step_json(step, view.today));
  for (const UpdateWeek& week : view.weeks)
    json["weeks"].push_back({{"week", to_string(week.monday)}, {"due", to_string(week.due)}});
  json["notices"] = calendar_notices(view);
  return json;
}

}  // namespace secokr::render
