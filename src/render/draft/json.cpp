#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "domain/objective/fields.hpp"
#include "render/core/findings.hpp"
#include "render/draft/draft.hpp"

namespace secokr::render {
namespace {

Json dependency_json(const Objective& objective, const KeyResult& key_result, std::size_t index) {
  const Dependency& dependency = key_result.dependencies[index];
  Json row{{"name", fmt::format("{}/D{}", name_of(objective, key_result), index + 1)},
           {"team", dependency.team},
           {"manager", dependency.manager},
           {"need", dependency.need},
           {"status", std::string(to_string(dependency.status()))},
           {"settled", dependency.settled()}};
  if (dependency.events.empty()) return row;
  const DependencyEvent& last = dependency.events.back();
  row["by"] = last.by;
  put_if(row, "on_behalf_of", last.on_behalf_of);
  put_if(row, "evidence", last.evidence);
  row["on"] = to_string(last.on);
  put_if(row, "reason", last.reason);
  return row;
}

Json milestone_json(const Milestone& milestone) {
  Json row;
  row["number"] = milestone.number;
  row["done"] = milestone.done;
  if (milestone.no_longer_applies) row["no_longer_applies"] = true;
  row["description"] = milestone.description;
  put_if(row, "dri", milestone.dri);
  put_if(row, "due", milestone.due);
  return row;
}

Json key_result_json(const Objective& objective, std::size_t index, Day last_day) {
  const KeyResult& key_result = objective.key_results[index];
  Json row{{"number", key_result.number}, {"name", name_of(objective, key_result)}, {"title", key_result.title}};
  put_if(row, "id", key_result.id);
  row["dri"] = key_result.dri;
  put_if(row, "contributed_by", key_result.contributed_by);
  if (key_result.measure) row["metric"] = to_string(*key_result.measure);
  if (key_result.weight) row["weight"] = json_number(*key_result.weight);
  row["share"] = json_percent(shares(objective)[index] * 100);
  row["state"] = to_json_name(effective_state(objective, key_result));
  put_if(row, "paused_by", key_result.paused_by);
  row["due"] = to_string(due_of(key_result, last_day));
  put_if(row, "outcome", key_result.outcome);
  row["dependencies"] = Json::array();
  for (std::size_t i = 0; i < key_result.dependencies.size(); ++i)
    row["dependencies"].push_back(dependency_json(objective, key_result, i));
  row["milestones"] = Json::array();
  for (const Milestone& milestone : key_result.milestones) row["milestones"].push_back(milestone_json(milestone));
  return row;
}

/// `top_5_risk`.
std::string key_of(std::string_view field) {
  std::string key = base::slug(field);
  std::ranges::replace(key, '-', '_');
  return key;
}

Json objective_json(const DraftView& view, const DraftedObjective& drafted) {
  const Objective& objective = drafted.objective;
  Json row{{"reference", objective.reference},
           {"title", objective.title},
           {"status", std::string(to_string(objective.status))},
           {"dri", objective.dri},
           {"area", objective.area},
           {"path", drafted.path}};
  put_if(row, "id", objective.id);
  for (const auto& field : line_fields<Objective>()) {
    const std::string key = key_of(field.name);
    if (field.id == Field::confidential)
      row[key] = objective.confidential;
    else if (!row.contains(key))
      put_if(row, key.c_str(), field.access.write(objective));
  }
  put_if(row, "outcome", objective.outcome);
  row["key_results"] = Json::array();
  for (std::size_t i = 0; i < objective.key_results.size(); ++i)
    if (!view.key_result || objective.key_results[i].number == *view.key_result)
      row["key_results"].push_back(key_result_json(objective, i, view.last_day));
  row["findings"] = findings_json({.findings = drafted.findings})["findings"];
  return row;
}

}  // namespace

Json draft_json(const DraftView& view) {
  Json json{{"quarter", to_string(view.quarter)},
            {"stage", std::string(to_string(view.stage))},
            {"next_step", view.next_step ? Json(view.next_step->step) : Json(nullptr)}};
  if (view.next_step) json["next_step_date"] = to_string(view.next_step->date);
  json["limit"] = view.objective_limit;
  json["objectives"] = Json::array();
  for (const DraftedObjective& drafted : view.objectives) json["objectives"].push_back(objective_json(view, drafted));
  json["findings"] = findings_json({.findings = view.findings})["findings"];
  return json;
}

}  // namespace secokr::render
