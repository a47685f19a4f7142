#include "workspace/objective_json.hpp"

#include <cmath>
#include <string>
#include <string_view>

namespace secokr::workspace {

namespace {

Json number_json(double value) {
  constexpr double exact = 9e15;  // whole numbers up to here are exact, and read better without ".0"
  if (std::nearbyint(value) == value && std::fabs(value) < exact) return static_cast<std::int64_t>(value);
  return value;
}

void put(Json& json, const char* name, std::string_view text) {
  if (!text.empty()) json[name] = text;
}

std::string text_of(const Json& json, const char* name) { return json.value(name, std::string{}); }

template <class Parse>
auto word(const Json& json, const Parse& parse) {
  const auto text = json.get<std::string>();
  const auto value = parse(text);
  if (!value) throw BadValue{text};
  return *value;
}

template <class Parse>
auto optional_word(const Json& json, const char* name, const Parse& parse) {
  return json.contains(name) ? std::optional{word(json.at(name), parse)} : std::nullopt;
}

std::optional<double> optional_number(const Json& json, const char* name) {
  return json.contains(name) ? std::optional{json.at(name).get<double>()} : std::nullopt;
}

template <class T, class Write>
Json list_json(const std::vector<T>& items, const Write& write) {
  Json list = Json::array();
  for (const T& item : items) list.push_back(write(item));
  return list;
}

template <class Read>
auto list_from(const Json& json, const char* name, const Read& read) {
  std::vector<decltype(read(json))> items;
  if (json.contains(name))
    for (const Json& item : json.at(name)) items.push_back(read(item));
  return items;
}

const char* held_name(MetricKind kind) { return kind == MetricKind::at_least ? "at_least" : "at_most"; }

Json event_json(const DependencyEvent& event) {
  Json json = Json::object();
  json["verb"] = to_string(event.verb);
  json["by"] = event.by;
  put(json, "on_behalf_of", event.on_behalf_of);
  put(json, "evidence", event.evidence);
  json["on"] = to_string(event.on);
  if (event.decline_class) json["class"] = to_string(*event.decline_class);
  put(json, "reason", event.reason);
  return json;
}

DependencyEvent event_from(const Json& json) {
  DependencyEvent event;
  event.verb = word(json.at("verb"), parse_dependency_verb);
  event.by = json.at("by").get<std::string>();
  event.on_behalf_of = text_of(json, "on_behalf_of");
  event.evidence = text_of(json, "evidence");
  event.on = day_from(json.at("on"));
  event.decline_class = optional_word(json, "class", parse_decline_class);
  event.reason = text_of(json, "reason");
  return event;
}

Json dependency_json(const Dependency& dependency) {
  Json json = Json::object();
  if (dependency.ticked) json["ticked"] = true;
  json["team"] = dependency.team;
  json["manager"] = dependency.manager;
  json["need"] = dependency.need;
  if (!dependency.events.empty()) json["events"] = list_json(dependency.events, event_json);
  return json;
}

Dependency dependency_from(const Json& json) {
  Dependency dependency;
  dependency.ticked = json.value("ticked", false);
  dependency.team = json.at("team").get<std::string>();
  dependency.manager = json.at("manager").get<std::string>();
  dependency.need = json.at("need").get<std::string>();
  dependency.events = list_from(json, "events", event_from);
  return dependency;
}

}  // namespace

Day day_from(const Json& json) { return word(json, parse_day); }

Json json_of(const Measure& measure) {
  const auto* metric = std::get_if<Metric>(&measure);
  if (metric == nullptr) return "baseline";
  Json json = Json::object();
  json["name"] = metric->name;
  if (metric->is_held()) {
    json[held_name(metric->kind)] = number_json(metric->target);
  } else {
    json["start"] = number_json(metric->start);
    json["target"] = number_json(metric->target);
  }
  put(json, "unit", metric->unit);
  put(json, "currency", metric->currency);
  return json;
}

Measure measure_from(const Json& json) {
  if (json == "baseline") return Baseline{};
  Metric metric{
      .name = json.at("name").get<std::string>(), .unit = text_of(json, "unit"), .currency = text_of(json, "currency")};
  for (const MetricKind kind : {MetricKind::at_least, MetricKind::at_most}) {
    if (!json.contains(held_name(kind))) continue;
    metric.kind = kind;
    metric.start = metric.target = json.at(held_name(kind)).get<double>();
    return metric;
  }
  metric.start = json.at("start").get<double>();
  metric.target = json.at("target").get<double>();
  return metric;
}

Json json_of(const Milestone& milestone) {
  Json json = Json::object();
  json["number"] = milestone.number;
  if (milestone.done) json["done"] = true;
  if (milestone.no_longer_applies) json["no_longer_applies"] = true;
  json["description"] = milestone.description;
  put(json, "dri", milestone.dri);
  if (milestone.due) json["due"] = to_string(*milestone.due);
  return json;
}

Milestone milestone_from(const Json& json) {
  Milestone milestone;
  milestone.number = whole_from<int>(json.at("number"));
  milestone.done = json.value("done", false);
  milestone.no_longer_applies = json.value("no_longer_applies", false);
  milestone.description = json.at("description").get<std::string>();
  milestone.dri = text_of(json, "dri");
  milestone.due = optional_word(json, "due", parse_day);
  return milestone;
}

Json json_of(const KeyResult& key_result) {
  Json json = Json::object();
  json["number"] = key_result.number;
  json["title"] = key_result.title;
  put(json, "id", key_result.id);
  put(json, "dri", key_result.dri);
  put(json, "contributed_by", key_result.contributed_by);
  if (key_result.measure) json["metric"] = json_of(*key_result.measure);
  if (key_result.weight) json["weight"] = number_json(*key_result.weight);
  if (key_result.state) json["state"] = to_json_name(*key_result.state);
  put(json, "paused_by", key_result.paused_by);
  put(json, "outcome", key_result.outcome);
  if (!key_result.dependencies.empty()) json["dependencies"] = list_json(key_result.dependencies, dependency_json);
  if (!key_result.milestones.empty())
    json["milestones"] =
        list_json(key_result.milestones, [](const Milestone& milestone) { return json_of(milestone); });
  return json;
}

KeyResult key_result_from(const Json& json) {
  KeyResult key_result;
  key_result.number = whole_from<int>(json.at("number"));
  key_result.title = json.at("title").get<std::string>();
  key_result.id = text_of(json, "id");
  key_result.dri = text_of(json, "dri");
  key_result.contributed_by = text_of(json, "contributed_by");
  if (json.contains("metric")) key_result.measure = measure_from(json.at("metric"));
  key_result.weight = optional_number(json, "weight");
  key_result.state = optional_word(json, "state", parse_key_result_state);
  key_result.paused_by = text_of(json, "paused_by");
  key_result.outcome = text_of(json, "outcome");
  key_result.dependencies = list_from(json, "dependencies", dependency_from);
  key_result.milestones = list_from(json, "milestones", milestone_from);
  return key_result;
}

Json json_of(const Objective& objective) {
  Json json = Json::object();
  json["title"] = objective.title;
  put(json, "id", objective.id);
  put(json, "reference", objective.reference);
  json["status"] = to_string(objective.status);
  put(json, "dri", objective.dri);
  put(json, "area", objective.area);
  if (objective.priority) json["priority"] = to_string(*objective.priority);
  if (objective.top5_risk) {
    json["top5_risk"]["treatment"] = to_string(objective.top5_risk->treatment);
    json["top5_risk"]["risk"] = objective.top5_risk->risk;
  }
  put(json, "strategy", objective.strategy);
  put(json, "security_roadmap", objective.security_roadmap);
  put(json, "budget", objective.budget);
  put(json, "working_group", objective.working_group);
  put(json, "critical_project", objective.critical_project);
  if (objective.confidential) json["confidential"] = true;
  put(json, "published", objective.published);
  put(json, "outcome", objective.outcome);
  json["key_results"] =
      list_json(objective.key_results, [](const KeyResult& key_result) { return json_of(key_result); });
  return json;
}

Objective objective_from(const Json& json) {
  Objective objective;
  objective.title = json.at("title").get<std::string>();
  objective.id = text_of(json, "id");
  objective.reference = text_of(json, "reference");
  objective.status = word(json.at("status"), parse_objective_status);
  objective.dri = text_of(json, "dri");
  objective.area = text_of(json, "area");
  objective.priority = optional_word(json, "priority", parse_priority);
  if (json.contains("top5_risk"))
    objective.top5_risk = Top5Risk{word(json.at("top5_risk").at("treatment"), parse_risk_treatment),
                                   json.at("top5_risk").at("risk").get<std::string>()};
  objective.strategy = text_of(json, "strategy");
  objective.security_roadmap = text_of(json, "security_roadmap");
  objective.budget = text_of(json, "budget");
  objective.working_group = text_of(json, "working_group");
  objective.critical_project = text_of(json, "critical_project");
  objective.confidential = json.value("confidential", false);
  objective.published = text_of(json, "published");
  objective.outcome = text_of(json, "outcome");
  objective.key_results = list_from(json, "key_results", key_result_from);
  return objective;
}

}  // namespace secokr::workspace
