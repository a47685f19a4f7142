#include "workspace/plan_file.hpp"

#include <fmt/format.h>

#include <system_error>

#include "base/hash.hpp"
#include "base/private_file.hpp"
#include "render/changes.hpp"
#include "workspace/json_file.hpp"
#include "workspace/plan_payload.hpp"
#include "workspace/strict_json.hpp"

namespace secokr::workspace {
namespace {

namespace fs = std::filesystem;
using tracker::Change;

constexpr std::size_t longest_plan = 64U << 20U;
constexpr int deepest_plan = 16;
constexpr const char* anew = "Make a new plan with --save-plan FILE";

std::string sum_of(Json document) {
  document.erase("sum");
  return base::sha256_hex(document.dump(-1, ' ', false, Json::error_handler_t::replace));
}

Json document_of(const PlanFile& plan) {
  tracker::ChangeSet set = plan.set;
  for (Change& change : set.changes) {
    change.outcome.reset();
    change.url.clear();
    change.warnings.clear();
  }
  Json document{{"version", plan.version},
                {"secokr", plan.secokr},
                {"command", plan.command},
                {"origin", plan.origin},
                {"project_id", plan.project_id}};
  render::put_if(document, "group", plan.group);
  const Json shape = render::changes_json(set, plan.report);
  for (const auto& [key, value] : shape.items()) document[key] = value;
  for (std::size_t i = 0; i < set.changes.size(); ++i)
    document["changes"][i]["payload"] = json_of(set.changes[i].payload);
  for (const auto& [subject, issue] : set.known)
    document["known"].push_back(
        {{"subject", subject}, {"project", issue.ref.project}, {"iid", issue.ref.iid}, {"url", issue.url}});
  render::put_if(document, "common", set.common);
  for (const tracker::FileRead& read : set.files_read)
    document["files_read"].push_back({{"path", read.path.generic_string()}, {"hash", read.hash}});
  document["sum"] = sum_of(document);
  return document;
}

tracker::Fields fields_from(const Json& change, const char* key) {
  tracker::Fields fields;
  if (!change.contains(key)) return fields;
  if (!change.at(key).is_object()) throw BadValue{key};
  for (const auto& [name, value] : change.at(key).items()) fields.emplace_back(name, value.get<std::string>());
  return fields;
}

Change change_from(const Json& json) {
  return {.subject = json.at("subject").get<std::string>(),
          .name = json.value("name", std::string{}),
          .before = fields_from(json, "before"),
          .after = fields_from(json, "after"),
          .payload = payload_from(json.at("payload"), json.at("action").get<std::string>())};
}

PlanFile plan_from(const Json& json) {
  PlanFile plan{.version = json.at("version").get<std::string>(),
                .secokr = json.at("secokr").get<std::string>(),
                .command = json.at("command").get<std::string>(),
                .origin = json.at("origin").get<std::string>(),
                .project_id = json.at("project_id").get<std::string>(),
                .group = json.value("group", std::string{})};
  plan.set.quarter = json.at("quarter").get<std::string>();
  plan.set.common = json.value("common", std::string{});
  if (json.contains("files_read"))
    for (const Json& read : json.at("files_read"))
      plan.set.files_read.push_back({read.at("path").get<std::string>(), read.at("hash").get<std::string>()});
  for (const Json& change : json.at("changes")) plan.set.changes.push_back(change_from(change));
  if (json.contains("known"))
    for (const Json& known : json.at("known"))
      plan.set.known.emplace_back(
          known.at("subject").get<std::string>(),
          tracker::Issue{.ref = {known.at("project").get<std::string>(), count_from(known.at("iid"))},
                         .url = known.at("url").get<std::string>()});
  return plan;
}

Error no_plan(const std::string& name, std::string reason) {
  return {ErrorKind::local_file, fmt::format("{} is no plan of secokr", name), std::move(reason), anew, {}};
}

Status check_version(const Json& json, const std::string& name) {
  if (!json.is_object() || !json.contains("version") || !json.at("version").is_string())
    return fail(no_plan(name, "it is no JSON that --save-plan wrote"));
  const auto version = json.at("version").get<std::string>();
  if (version == PlanFile{}.version) return {};
  return fail({ErrorKind::local_file,
               fmt::format("{} is a plan of version {}", name, version),
               fmt::format("this secokr knows version {}", PlanFile{}.version),
               "Apply it with the secokr that made it, or make a new plan",
               {}});
}

Status check_sum(const Json& json, const std::string& name) {
  if (json.contains("sum") && json.at("sum").is_string() && json.at("sum").get<std::string>() == sum_of(json))
    return {};
  return fail({ErrorKind::local_file,
               fmt::format("{} was changed by hand or damaged", name),
               "its checksum does not fit what it says",
               anew,
               {}});
}

/// A plan travels: it may not reach what git, a shell or secokr itself obeys.
bool lies_in_the_plans(const fs::path& path) {
  const fs::path plain = path.lexically_normal();
  return plain == path && path.is_relative() && path.has_filename() && std::distance(path.begin(), path.end()) > 1 &&
         *path.begin() == "okrs";
}

Status check_path(const fs::path& path, std::string_view doing, const std::string& name) {
  if (lies_in_the_plans(path)) return {};
  return fail({ErrorKind::local_file,
               fmt::format("{} would {} `{}`", name, doing, path.string()),
               fmt::format("a plan {}s below `okrs/` only", doing),
               anew,
               {}});
}

Status check_paths(const tracker::ChangeSet& set, const std::string& name) {
  for (const tracker::FileRead& read : set.files_read) SECOKR_CHECK(check_path(read.path, "read", name));
  for (const Change& change : set.changes)
    if (const fs::path* path = tracker::file_of(change)) SECOKR_CHECK(check_path(*path, "write", name));
  return {};
}

/// A plan replaces an older plan, and nothing else that somebody may still need.
Status refuse_to_replace(const fs::path& path) {
  std::error_code ignored;
  if (!fs::is_regular_file(path, ignored) || fs::file_size(path, ignored) == 0) return {};
  SECOKR_TRY(const base::FileText present, base::read_bytes(path));
  const Json json = parse_strict(present.text, deepest_plan);
  if (json.is_object() && json.contains("command") && json.contains("changes") && json.contains("sum")) return {};
  return fail({ErrorKind::local_file,
               fmt::format("{} stands there already, and is no plan of secokr", path.string()),
               "a plan takes the place of an older plan only",
               "Name another file, or remove that one first",
               {}});
}

}  // namespace

std::string plan_text(const PlanFile& plan) { return render::dump(document_of(plan)); }

Expected<PlanFile> parse_plan(const std::string& text, const std::string& name) {
  if (text.size() > longest_plan) return fail(no_plan(name, "it is larger than any plan"));
  const Json json = parse_strict(text, deepest_plan);
  SECOKR_CHECK(check_version(json, name));
  SECOKR_CHECK(check_sum(json, name));
  auto plan = read_values(name, [&] { return plan_from(json); });
  if (!plan) return fail(no_plan(name, plan.error().reason));
  if (auto read = base::Form<PlanReport>::read(json, plan->report); !read)
    return fail(no_plan(name, std::move(read).error()));
  if (!json.contains("checksum") || json.at("checksum") != plan->set.checksum())
    return fail(no_plan(name, "its checksum does not fit its changes"));
  SECOKR_CHECK(check_paths(plan->set, name));
  return plan;
}

Status write_plan(const fs::path& path, const PlanFile& plan) {
  const Json document = document_of(plan);
  try {
    static_cast<void>(document.dump());
  } catch (const Json::exception&) {
    return fail({ErrorKind::local_file,
                 "the plan was not written",
                 "a text in it is no UTF-8, which a plan cannot hold",
                 "Apply it without --save-plan, or mend the text",
                 {}});
  }
  SECOKR_CHECK(refuse_to_replace(path));
  // An older file keeps its mode when it is replaced.
  std::error_code ignored;
  if (fs::is_regular_file(path, ignored))
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write, ignored);
  return base::replace_private_file(path, render::dump(document));
}

Expected<PlanFile> read_plan(const fs::path& path) {
  std::error_code failed;
  const auto size = fs::file_size(path, failed);
  if (!failed && size > longest_plan) return fail(no_plan(path.string(), "it is larger than any plan"));
  SECOKR_TRY(const base::FileText file, base::read_file(path));
  return parse_plan(file.text, path.string());
}

}  // namespace secokr::workspace
