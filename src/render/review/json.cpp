
#include <fmt/format.h>

#include "render/core/findings.hpp"
#include "render/review/review.hpp"

namespace secokr::render {
namespace {

Json leader_json(const LeaderStanding& leader) {
  Json row{{"area", leader.area},         {"leader", leader.leader},           {"owes", leader.owes},
           {"proposes", leader.proposes}, {"contributes", leader.contributes}, {"drafts", leader.drafts},
           {"excluded", leader.excluded}};
  if (leader.business_as_usual) row["business_as_usual"] = *leader.business_as_usual;
  if (leader.withheld > 0) row["withheld"] = leader.withheld;
  return row;
}

Json key_result_json(const ReviewedKeyResult& reviewed) {
  const KeyResult& key_result = reviewed.key_result;
  Json row{{"kr", reviewed.name}, {"title", key_result.title}, {"dri", key_result.dri}};
  if (key_result.measure) row["metric"] = to_string(*key_result.measure);
  if (key_result.weight) row["weight"] = json_number(*key_result.weight);
  row["milestones"] = key_result.milestones.size();
  row["missing"] = reviewed.missing;
  return row;
}

Json objective_json(const ReviewedObjective& reviewed) {
  const Objective& objective = reviewed.objective;
  Json row{{"reference", objective.reference},
           {"title", objective.title},
           {"status", std::string(to_string(objective.status))}};
  put_if(row, "excluded_because", reviewed.excluded_because);
  row["dri"] = objective.dri;
  row["area"] = objective.area;
  if (objective.priority) row["priority"] = std::string(to_string(*objective.priority));
  if (objective.top5_risk) row["top_5_risk"] = to_string(*objective.top5_risk);
  put_if(row, "strategy", objective.strategy);
  put_if(row, "working_group", objective.working_group);
  put_if(row, "critical_project", objective.critical_project);
  row["confidential"] = objective.confidential;
  row["areas"] = reviewed.areas;
  row["weights"] = reviewed.weights;
  row["key_results"] = Json::array();
  for (const ReviewedKeyResult& each : reviewed.key_results) row["key_results"].push_back(key_result_json(each));
  return row;
}

Json team_json(const ProvidingTeam& team) {
  Json row{{"team", team.team},
           {"manager", team.manager},
           {"external", team.external},
           {"open", team.open},
           {"dependencies", Json::array()}};
  for (const DependencyRow& each : team.dependencies) {
    Json dependency;
    dependency["dependency"] = each.name();
    dependency["need"] = each.dependency.need;
    dependency["status"] = std::string(to_string(each.dependency.status()));
    dependency["open"] = each.open();
    put_if(dependency, "objection", each.objection);
    row["dependencies"].push_back(std::move(dependency));
  }
  return row;
}

Json project_json(const CriticalProject& project) {
  Json row;
  row["objective"] = project.objective;
  put_if(row, "url", project.url);
  row["giving_way"] = Json::array();
  for (const GivingWay& each : project.giving_way) {
    Json giving_way{
        {"kr", each.key_result}, {"priority", std::string(to_string(each.priority))}, {"shared", each.shared}};
    row["giving_way"].push_back(std::move(giving_way));
  }
  return row;
}

std::string kind_name(ReviewChange::Kind kind) {
  return kind == ReviewChange::Kind::added ? "new" : kind == ReviewChange::Kind::gone ? "gone" : "changed";
}

Json history_json(const ReviewHistory& history) {
  Json json;
  put_if(json, "absent", history.absent);
  if (!history.absent.empty()) return json;
  json["base"] = history.base;
  json["commit"] = history.commit;
  json["on"] = to_string(history.on);
  json["changes"] = Json::array();
  for (const ReviewChange& change : history.changes) {
    Json row{{"subject", change.subject},
             {"change", kind_name(change.kind)},
             {"title", change.title},
             {"fields", Json::array()}};
    for (const ReviewedField& field : change.fields) {
      Json one;
      one["field"] = field.field;
      put_if(one, "before", field.before);
      put_if(one, "after", field.after);
      row["fields"].push_back(std::move(one));
    }
    json["changes"].push_back(std::move(row));
  }
  json["decisions"] = history.decisions;
  return json;
}

Json acted_on_json(const ReviewFinding& each) {
  Json row;
  put_if(row, "who", each.who);
  row.update(finding_json(each.finding));
  return row;
}

template <class T, class Row>
Json array_of(const std::vector<T>& all, const Row& row) {
  Json array = Json::array();
  for (const T& each : all) array.push_back(row(each));
  return array;
}

}  // namespace

Json review_json(const ReviewView& view) {
  Json json;
  json["quarter"] = to_string(view.quarter);
  json["as_of"] = to_string(view.today);
  if (view.next_step) {
    json["next_step"] = view.next_step->step;
    json["next_step_date"] = to_string(view.next_step->date);
  } else {
    json["next_step"] = nullptr;
  }
  json["participants"] = array_of(view.participants, [](const Person& person) {
    Json row;
    row["username"] = person.username;
    put_if(row, "name", person.name);
    row["level"] = std::string(to_string(person.level));
    return row;
  });
  json["limit"] = view.limit;
  json["included"] = view.included;
  json["proposed"] = view.proposed;
  json["withheld"] = view.withheld;
  json["withheld_key_results"] = view.withheld_key_results;
  json["leaders"] = array_of(view.leaders, leader_json);
  json["objectives"] = array_of(view.objectives, objective_json);
  json["risks"] = array_of(view.risks, [&](const RiskCover& cover) {
    Json row{{"risk", cover.risk}, {"configured", cover.configured}, {"met_by", cover.met_by}};
    if (cover.met_by.empty() && !view.shows_all()) row["not_shown"] = true;
    return row;
  });
  json["without_risk"] = view.without_risk;
  json["without_strategy"] = view.without_strategy;
  json["open_dependencies"] = view.open_dependencies();
  json["teams"] = array_of(view.teams, team_json);
  json["critical_projects"] = array_of(view.critical_projects, project_json);
  json["history"] = history_json(view.history);
  json["stage"] = std::string(to_string(view.stage));
  json["findings"] = array_of(view.findings, acted_on_json);
  json["notes"] = view.notes;
  return json;
}

}  // namespace secokr::render
