#include "workspace/published.hpp"

#include <fmt/format.h>

#include <set>

#include "workspace/file_change.hpp"
#include "workspace/json_file.hpp"

namespace secokr::workspace {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A block without the numbers behind its '#', whether they are filled in or still tokens.
std::string without_numbers(std::string_view block) {
  std::string text;
  while (true) {
    const auto hash = block.find('#');
    text += block.substr(0, hash);
    if (hash == std::string_view::npos) return text;
    text += '#';
    block.remove_prefix(hash + 1);
    if (const auto end = block.find("}}"); block.starts_with("{{iid ") && end != std::string_view::npos)
      block.remove_prefix(end + 2);
    else
      while (!block.empty() && is_digit(block.front())) block.remove_prefix(1);
  }
}

Json covered(Json json) {
  if (!json.contains("issues") || !json.at("issues").is_object()) return json;
  for (auto& [id, issue] : json.at("issues").items()) {
    if (!issue.is_object()) continue;
    issue.erase("iid");
    issue.erase("url");
    if (issue.contains("block") && issue.at("block").is_string())
      issue["block"] = without_numbers(issue.at("block").get<std::string>());
  }
  return json;
}

Json issue_json(const std::string& subject, const PublishedIssue& issue) {
  Json json = Json::object();
  json["kind"] = issue.kind;
  if (!issue.objective.empty()) json["objective"] = issue.objective;
  if (!issue.reference.empty()) json["reference"] = issue.reference;
  if (issue.number != 0) json["number"] = issue.number;
  if (issue.iid != 0)
    json["iid"] = issue.iid;
  else
    json["iid"] = tracker::iid_token(subject);
  json["url"] = issue.iid != 0 ? issue.url : tracker::url_token(subject);
  json["title"] = issue.title;
  json["labels"] = issue.labels;
  json["dri"] = issue.dri;
  if (issue.measure) json["metric"] = json_of(*issue.measure);
  if (issue.weight) json["weight"] = *issue.weight;
  if (issue.due) json["due"] = secokr::to_string(*issue.due);
  if (!issue.milestones.empty()) {
    json["milestones"] = Json::array();
    for (Milestone milestone : issue.milestones) {
      milestone.mark_like({});  // ticks are the issue's
      json["milestones"].push_back(json_of(milestone));
    }
  }
  if (issue.confidential) json["confidential"] = true;
  json["block"] = issue.block;
  return json;
}

PublishedIssue issue_from(const Json& json) {
  PublishedIssue issue;
  issue.kind = json.at("kind").get<std::string>();
  if (issue.kind != "objective" && issue.kind != "kr") throw BadValue{issue.kind};
  issue.objective = json.value("objective", std::string{});
  issue.reference = json.value("reference", std::string{});
  if (json.contains("number")) issue.number = whole_from<int>(json.at("number"));
  issue.iid = whole_from<long>(json.at("iid"));
  issue.url = json.at("url").get<std::string>();
  issue.title = json.at("title").get<std::string>();
  issue.labels = json.at("labels").get<std::vector<std::string>>();
  issue.dri = json.at("dri").get<std::string>();
  if (json.contains("metric")) issue.measure = measure_from(json.at("metric"));
  if (json.contains("weight")) issue.weight = json.at("weight").get<double>();
  if (json.contains("due")) issue.due = day_from(json.at("due"));
  if (json.contains("milestones"))
    for (const Json& milestone : json.at("milestones")) issue.milestones.push_back(milestone_from(milestone));
  issue.confidential = json.value("confidential", false);
  issue.block = json.at("block").get<std::string>();
  return issue;
}

/// The number in place of the token's text: `"iid": "{{iid kr:…}}"` becomes a JSON number as soon as the token is
/// filled in.
std::string unquote_iids(std::string text) {
  constexpr std::string_view before = "\"iid\": \"{{iid ";
  for (auto at = text.find(before); at != std::string::npos; at = text.find(before, at)) {
    const auto first_quote = at + std::string_view{"\"iid\": "}.size();
    const auto last_quote = text.find("}}\"", first_quote) + 2;
    text.erase(last_quote, 1);
    text.erase(first_quote, 1);
  }
  return text;
}

}  // namespace

std::string render_published(const Published& published) {
  Json content = Json::object();
  content["quarter"] = to_string(published.quarter);
  content["tracker"] = published.tracker;
  content["origin"] = published.origin;
  content["project_id"] = published.project_id;
  content["issues"] = Json::object();
  for (const auto& [id, issue] : published.issues) content["issues"][id] = issue_json(issue.kind + ":" + id, issue);
  return unquote_iids(seal_json(content, covered));
}

Expected<Published> parse_published(std::string_view text, const std::string& path) {
  SECOKR_TRY(const Json json, open_json(text, path, covered));
  SECOKR_TRY(Published published, read_values(path, [&] {
               Published read;
               const auto written = json.at("quarter").get<std::string>();
               const auto quarter = parse_quarter(written);
               if (!quarter) throw BadValue{written};
               read.quarter = *quarter;
               read.tracker = json.at("tracker").get<std::string>();
               read.origin = json.at("origin").get<std::string>();
               read.project_id = json.at("project_id").get<std::string>();
               for (const auto& [id, issue] : json.at("issues").items()) read.issues[id] = issue_from(issue);
               return read;
             }));
  std::set<long> iids;
  for (const auto& [id, issue] : published.issues) {
    if (issue.iid <= 0) return fail(not_understood(path, fmt::format("{} has no issue number", id)));
    if (!iids.insert(issue.iid).second)
      return fail(not_understood(path, fmt::format("#{} stands there twice", issue.iid)));
  }
  return published;
}

Expected<std::optional<Published>> read_published(const Workspace& workspace, Quarter quarter) {
  const auto path = workspace.published(quarter);
  SECOKR_TRY(const auto file, workspace.read(path));
  if (!file) return std::nullopt;
  SECOKR_TRY(Published published, parse_published(file->text, workspace.relative(path)));
  return std::optional{std::move(published)};
}

Expected<tracker::Change> write_published(const Workspace& workspace, const Published& published) {
  const auto path = workspace.published(published.quarter);
  SECOKR_TRY(const auto file, workspace.read(path));
  return write_file(workspace.relative(path), file ? &*file : nullptr, render_published(published), Shows::whole);
}

}  // namespace secokr::workspace
