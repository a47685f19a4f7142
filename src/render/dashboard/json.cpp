#include <secokr/objective.hpp>

#include <fmt/format.h>

#include "render/dashboard/dashboard.hpp"

namespace secokr::render {
namespace {

Json health_json(const std::optional<ReportedHealth>& health) {
  return health ? Json(to_json_name(*health)) : Json(nullptr);
}

Json key_result_json(const DashboardObjective& objective, const DashboardKeyResult& key_result) {
  Json json{{"kr", fmt::format("{}/KR{}", objective.reference, key_result.number)},
            {"title", key_result.title},
            {"dri", key_result.dri},
            {"state", to_json_name(key_result.state)},
            {"progress", json_percent(key_result.progress)}};
  if (key_result.computed) json["computed"] = json_percent(*key_result.computed);
  if (key_result.value) json["value"] = json_number(*key_result.value);
  put_if(json, "unit", key_result.unit);
  json["health"] = health_json(key_result.health);
  json["updated"] = key_result.updated ? Json(to_string(*key_result.updated)) : Json(nullptr);
  put_if(json, "url", key_result.url);
  if (key_result.lost) json["issue"] = "gone";
  if (key_result.closed) json["issue"] = "closed";
  return json;
}

Json objective_json(const DashboardObjective& objective) {
  Json json{{"reference", objective.reference},
            {"title", objective.title},
            {"priority", objective.priority ? Json(to_string(*objective.priority)) : Json(nullptr)},
            {"dri", objective.dri},
            {"progress", json_percent(objective.progress)},
            {"expected", objective.expected ? json_percent(*objective.expected) : Json(nullptr)},
            {"health", health_json(objective.health)},
            {"stale", objective.stale},
            {"not_reported", objective.not_reported}};
  put_if(json, "url", objective.url);
  if (objective.gone) json["issue"] = "gone";
  if (objective.closed) json["issue"] = "closed";
  json["key_results"] = Json::array();
  for (const DashboardKeyResult& key_result : objective.key_results)
    json["key_results"].push_back(key_result_json(objective, key_result));
  return json;
}

}  // namespace

Json dashboard_json(const Dashboard& dashboard) {
  Json json{{"quarter", to_string(dashboard.quarter)},
            {"as_of", to_string(dashboard.as_of)},
            {"withheld", dashboard.withheld},
            {"withheld_key_results", dashboard.withheld_key_results},
            {"objectives", Json::array()}};
  for (const DashboardObjective& objective : dashboard.objectives)
    json["objectives"].push_back(objective_json(objective));
  return json;
}

}  // namespace secokr::render
