#include "config/config.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "config/keys.hpp"

namespace secokr::config {

std::string_view to_string(Origin origin) {
  switch (origin) {
    case Origin::by_default:
      return "default";
    case Origin::user_file:
      return "user file";
    case Origin::workspace_file:
      return "workspace file";
    case Origin::environment:
      return "environment";
    case Origin::flag:
      return "flag";
  }
  return {};
}

std::string Source::place() const { return line == 0 ? name : fmt::format("{}:{}", name, line); }

Source Config::source_of(std::string_view key) const {
  const auto found = sources.find(key);
  return found == sources.end() ? Source{} : found->second;
}

bool host_is_own(const Config& config) {
  return config.tracker.host == TrackerConfig{}.host ||
         std::ranges::find(config.own_hosts, config.tracker.host) != config.own_hosts.end();
}

bool reads_only(const Config& config) { return config.source_of("tracker.project").name == "CI_PROJECT_ID"; }

std::optional<std::filesystem::path> user_file(const base::Environment& environment) {
  // A relative $XDG_CONFIG_HOME is to be ignored, says the XDG specification.
  if (const auto folder = environment.get("XDG_CONFIG_HOME"); folder && folder->starts_with('/'))
    return std::filesystem::path{*folder} / "secokr" / "config.toml";
  if (const auto home = environment.get("HOME"); home && !home->empty())
    return std::filesystem::path{*home} / ".config" / "secokr" / "config.toml";
  return std::nullopt;
}

std::string environment_name(std::string_view key) {
  std::string name = "SECOKR_";
  for (const char c : key) {
    const bool is_lower = c >= 'a' && c <= 'z';
    name += c == '.' || c == '-' ? '_' : is_lower ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return name;
}

std::vector<SettingRow> settings(const Config& config) {
  std::vector<SettingRow> rows;
  const auto add = [&](std::string key, std::string value) {
    const Source source = config.source_of(key);
    rows.push_back({std::move(key), std::move(value), source.origin, source.place()});
  };
  for (const Key& key : keys()) {
    add(std::string{key.path}, key.get(config));
    if (key.path != "calendar.closed_days") continue;
    for (const auto& [quarter, overrides] : config.calendar.overrides)
      for (const auto& [step, day] : overrides)
        add(fmt::format("calendar.{}.{}", to_string(quarter), step), to_string(day));
  }
  return rows;
}

}  // namespace secokr::config
