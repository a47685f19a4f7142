#include "app/setup/init.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <system_error>

#include "app/setup/example.hpp"
#include "app/setup/new_texts.hpp"
#include "base/clock.hpp"
#include "base/text.hpp"
#include "config/keys.hpp"
#include "domain/commands.hpp"
#include "workspace/file_change.hpp"
#include "workspace/workspace.hpp"

namespace secokr::app {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view k_config_name = "secokr.toml";

Error init_usage(std::string what, std::string help) {
  return {.kind = ErrorKind::usage, .what = std::move(what), .help = std::move(help)};
}

Status check_areas(const std::vector<NewArea>& areas) {
  for (auto area = areas.begin(); area != areas.end(); ++area) {
    SECOKR_CHECK(check_area_name(area->name));
    SECOKR_CHECK(check_username(area->leader));
    const auto same = [&](const NewArea& other) {
      return base::equals_folded(base::trim(other.name), base::trim(area->name));
    };
    if (std::any_of(areas.begin(), area, same))
      return fail(init_usage(fmt::format("The area '{}' is given twice", base::trim(area->name)),
                             "Give each area once, with its leader"));
  }
  return {};
}

Status check_calendar(const NewCalendar& calendar) {
  if (calendar.first_month < 1 || calendar.first_month > 12)
    return fail(init_usage(fmt::format("{} is no month", calendar.first_month),
                           "Give a number from 1 to 12, such as --first-month 2"));
  if (!base::local_day(base::Instant{}, calendar.timezone))
    return fail(init_usage(fmt::format("'{}' is no time zone", calendar.timezone),
                           "Give an IANA name, such as --timezone Europe/Berlin"));
  return {};
}

Status check_tracker(const config::TrackerConfig& tracker) {
  if (tracker.is_local()) return {};
  SECOKR_CHECK(check_host(tracker.host));
  return check_project(tracker.project);
}

/// True when the text is a value of the key.
bool may_be(std::string_view key, const std::string& text) {
  config::Config scratch;
  return config::find_key(key)->set(scratch, config::Value{text});
}

Expected<std::string> tracker_lines(const config::TrackerConfig& tracker) {
  if (tracker.is_local()) return filled("init/tracker-local.toml", {});
  return filled("init/tracker-gitlab.toml",
                {{"host", toml_escaped(tracker.host)}, {"project", toml_escaped(tracker.project)}});
}

std::string without_last_line_end(const std::string& text) { return text.substr(0, text.find_last_not_of('\n') + 1); }

Expected<std::string> area_blocks(const std::vector<NewArea>& areas) {
  std::string blocks;
  for (const NewArea& area : areas) {
    SECOKR_TRY(const auto block, filled("init/area.toml", {{"area", toml_escaped(base::trim(area.name))},
                                                           {"leader", config::username_of(area.leader).value_or("")}}));
    if (!blocks.empty()) blocks += '\n';
    blocks += block;
  }
  return blocks;
}

Expected<std::vector<NewFile>> plain_files(const InitRequest& request) {
  auto values = calendar_values(request.calendar);
  SECOKR_TRY(const auto areas, area_blocks(request.areas));
  // The template parts the comments before and after by blank lines of its own.
  values["areas"] = without_last_line_end(areas);
  SECOKR_TRY(const auto tracker, tracker_lines(request.tracker));
  values["tracker"] = without_last_line_end(tracker);
  SECOKR_TRY(auto text, filled("init/secokr.toml", values));
  for (std::size_t at = text.find("\n\n\n"); at != std::string::npos; at = text.find("\n\n\n")) text.erase(at, 1);
  return std::vector<NewFile>{{k_config_name, std::move(text)}};
}

tracker::Change new_file(NewFile file) {
  return workspace::write_file(file.path.generic_string(), nullptr, std::move(file.text));
}

/// True when git reads the line as the same pattern: a folder with or without its slashes.
bool says_the_same(std::string_view present, std::string_view line) {
  const auto bare = [](std::string_view text) {
    text = base::trim(text);
    if (text.starts_with('/')) text.remove_prefix(1);
    if (text.ends_with('/')) text.remove_suffix(1);
    return text;
  };
  return bare(present) == bare(line);
}

/// The change that brings the template's one line into a file of git's; nothing where it stands there.
Expected<std::optional<tracker::Change>> git_file_change(const fs::path& folder, const std::string& name,
                                                         std::string_view template_name) {
  SECOKR_TRY(const auto wanted, filled(template_name, {}));
  std::error_code ignored;
  if (!fs::exists(folder / name, ignored)) return new_file({name, wanted});
  SECOKR_TRY(const auto present, base::read_file(folder / name));
  const auto lines = base::split(present.text, '\n');
  if (std::ranges::any_of(lines, [&](std::string_view line) { return says_the_same(line, wanted); }))
    return std::nullopt;
  const std::string ending = present.text.find("\r\n") == std::string::npos ? "\n" : "\r\n";
  std::string text = present.text;
  if (!text.empty() && !text.ends_with('\n')) text += ending;
  text += std::string(base::trim(wanted)) + ending;
  return workspace::write_file(name, &present, std::move(text));
}

}  // namespace

PlanningCalendar NewCalendar::planning() const {
  return {.fiscal = {.first_month = first_month}, .counting = counting};
}

Status check_init_folder(const fs::path& folder) {
  const auto root = workspace::find_root(folder);
  if (!root) return {};
  std::error_code ignored;
  if (fs::equivalent(*root, folder, ignored))
    return fail({.kind = ErrorKind::configuration,
                 .what = fmt::format("`{}` is a workspace already", root->string()),
                 .reason = fmt::format("{} stands there, and nothing was changed", k_config_name),
                 .help = fmt::format("Edit {}, or name another folder: {}", k_config_name, command::init_elsewhere)});
  return fail({.kind = ErrorKind::configuration,
               .what = fmt::format("This folder lies inside the workspace `{}`", root->string()),
               .reason = "A workspace inside it would hide its OKRs from every command that is typed here",
               .help = fmt::format("Use that workspace, or name a folder outside it: {}", command::init_elsewhere)});
}

Expected<Quarter> planning_quarter(const NewCalendar& calendar, Day today) {
  const Quarter quarter = calendar.planning().fiscal.quarter_of(today) + 1;
  if (quarter.ok()) return quarter;
  return fail(init_usage(fmt::format("No quarter can be planned on {}", to_string(today)),
                         "secokr knows the quarters of FY00 to FY99"));
}

Status check_area_name(const std::string& name) {
  const auto trimmed = base::trim(name);
  if (!trimmed.empty() && trimmed.find_first_of("\r\n") == std::string_view::npos && base::valid_utf8(trimmed))
    return {};
  return fail(
      init_usage("An area needs a name of one line", "Give it as in --area SecAssurance --leader @assurance-director"));
}

Status check_username(const std::string& username) {
  if (config::username_of(username)) return {};
  return fail(init_usage(fmt::format("'{}' is no username", base::strip_controls(username)),
                         "A username has letters, digits, '.', '_' and '-': --leader @assurance-director"));
}

Status check_host(const std::string& host) {
  if (may_be("tracker.host", host)) return {};
  return fail(init_usage(fmt::format("'{}' is no address of a GitLab server", base::strip_controls(host)),
                         "Give it without a path, as in --host https://gitlab.com"));
}

Status check_project(const std::string& project) {
  if (may_be("tracker.project", project)) return {};
  return fail(init_usage(fmt::format("'{}' is no project on GitLab", base::strip_controls(project)),
                         "Give its path as in its address: --project gitlab-com/gitlab-OKRs"));
}

Expected<tracker::ChangeSet> plan_init(const InitRequest& request) {
  SECOKR_CHECK(check_init_folder(request.folder));
  SECOKR_CHECK(check_areas(request.areas));
  SECOKR_CHECK(check_tracker(request.tracker));
  SECOKR_CHECK(check_calendar(request.calendar));
  SECOKR_TRY(const auto quarter, planning_quarter(request.calendar, request.today));
  tracker::ChangeSet set{.quarter = to_string(quarter)};
  for (const auto& [name, template_name] :
       {std::pair{".gitignore", "init/gitignore"}, std::pair{".gitattributes", "init/gitattributes"}}) {
    SECOKR_TRY(auto change, git_file_change(request.folder, name, template_name));
    if (change) set.changes.push_back(*std::move(change));
  }
  auto files = request.example ? example_files(request, quarter) : plain_files(request);
  if (!files) return fail(std::move(files).error());
  for (NewFile& file : *files) set.changes.push_back(new_file(std::move(file)));
  return set;
}

}  // namespace secokr::app
