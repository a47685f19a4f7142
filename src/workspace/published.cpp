#include "workspace/published.hpp"

#include <fmt/format.h>

#include <set>

#include "workspace/file_change.hpp"
#include "workspace/json_file.hpp"
#include "workspace/kept_shapes.hpp"

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
  Json content = base::json_of(published);
  for (auto& [id, issue] : content["issues"].items()) {
    if (issue["iid"] != 0) continue;
    const std::string subject = issue["kind"].get<std::string>() + ":" + id;
    issue["iid"] = tracker::iid_token(subject);
    issue["url"] = tracker::url_token(subject);
  }
  return unquote_iids(seal_json(content, covered));
}

Expected<Published> parse_published(std::string_view text, const std::string& path) {
  SECOKR_TRY(Published published, opened<Published>(text, path, covered));
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
