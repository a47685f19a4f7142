#include <algorithm>

#include "render/reminders/update_reminders.hpp"
#include "render/reminders/words.hpp"

namespace secokr::render {
namespace {

Json last_json(const WeeklyUpdate& last) {
  Json json{{"week", to_string(last.week)}, {"progress", json_percent(last.progress)}};
  json["health"] = last.health ? Json(to_json_name(*last.health)) : Json(nullptr);
  return json;
}

Json owed_json(const UpdateReminders& all, const OwedReminder& owed, const TypedCommand& typed) {
  Json json{{"kr", owed.key_result},
            {"title", owed.title},
            {"dri", owed.dri},
            {"last", owed.last ? last_json(*owed.last) : Json(nullptr)},
            {"silent_weeks", owed.silent},
            {"reminded", !owed.stopped()},
            {"command", typed(update_command_words(all, owed, owed.names_week))}};
  if (owed.confidential) json["confidential"] = true;
  put_if(json, "url", owed.url);
  return json;
}

Json raised_json(const UpdateReminders& all, const RaisedReminder& raised) {
  const Concern& concern = raised.concern;
  Json json{{"kr", raised.key_result},
            {"title", raised.title},
            {"what", to_string(concern.kind)},
            {"message", concern_words(concern, all.as_of, [](std::string_view text) { return std::string(text); })},
            {"tell", raised.tell}};
  if (concern.milestone) {
    json["milestone"] = concern.milestone->number;
    if (concern.milestone->due) json["due"] = to_string(*concern.milestone->due);
    json["at_risk"] = concern.at_risk;
  } else {
    json["progress"] = json_percent(concern.progress);
  }
  if (concern.kind == ConcernKind::behind) json["expected"] = json_percent(concern.expected);
  if (concern.since) json["since"] = to_string(*concern.since);
  if (raised.confidential) json["confidential"] = true;
  put_if(json, "url", raised.url);
  return json;
}

}  // namespace

Json update_reminders_json(const UpdateReminders& all, const TypedCommand& typed,
                           const std::vector<PostedReminder>* posted) {
  Json json{{"quarter", to_string(all.quarter)},
            {"as_of", to_string(all.as_of)},
            {"week", to_string(all.week)},
            {"due", all.closed ? Json(nullptr) : Json(to_string(all.due))},
            {"slot", all.slot ? Json(to_string(*all.slot)) : Json(nullptr)},
            {"active", all.active},
            {"withheld", all.withheld},
            {"owed", Json::array()},
            {"raised", Json::array()}};
  for (const OwedReminder& owed : all.owed) json["owed"].push_back(owed_json(all, owed, typed));
  for (const RaisedReminder& raised : all.raised) json["raised"].push_back(raised_json(all, raised));
  if (posted == nullptr) return json;
  json["posted"] = Json::array();
  for (const PostedReminder& note : *posted) {
    Json each{{"about", note.about}, {"to", note.to}, {"outcome", note.outcome}};
    put_if(each, "url", note.url);
    json["posted"].push_back(std::move(each));
  }
  return json;
}

}  // namespace secokr::render
