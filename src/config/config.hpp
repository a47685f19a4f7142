#pragma once
#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/error.hpp>
#include <secokr/label_scheme.hpp>
#include <secokr/org.hpp>
#include <secokr/planning_calendar.hpp>

#include "base/environment.hpp"
#include "domain/rules.hpp"

namespace secokr::config {

using secokr::to_string;  // a Day is a type of std, so those below would hide it

/// Who said a value, in ascending strength.
enum class Origin { by_default, user_file, workspace_file, environment, flag };
std::string_view to_string(Origin origin);  ///< "default", "user file", …

/// Where a value was said.
struct Source {
  Origin origin = Origin::by_default;
  std::string name{};         ///< `secokr.toml`, a path, `SECOKR_CALENDAR_COUNTING`, `--tracker`; empty for a default
  std::size_t line = 0;       ///< of a file, 1-based; 0 elsewhere
  std::string place() const;  ///< `secokr.toml:12`, `SECOKR_CALENDAR_COUNTING`
};

enum class TrackerKind { local, gitlab };
std::string_view to_string(TrackerKind kind);

struct TrackerConfig {
  TrackerKind kind = TrackerKind::local;
  std::string host = "https://gitlab.com";  ///< an origin without a final slash; plain HTTP only to a loopback address
  std::string project{};                    ///< `group/project`
};

/// Every setting of FORMATS.md 7, checked: what is here may be used without another look.
struct Config {
  TrackerConfig tracker{};
  PlanningCalendar calendar{};  ///< fiscal.first_month, calendar.counting, closed_days and the quarters' overrides
  std::string timezone = "UTC";
  Limits limits{};
  LabelScheme labels{};
  std::string ciso_strategy{};            ///< URL
  std::vector<std::string> top5_risks{};  ///< empty: the risk of an objective is not checked
  std::string delegate{};                 ///< finalize.delegate, a username
  Org org{};                              ///< from the workspace's file only

  // From the user's file, the environment or a flag only.
  std::string user{};
  std::vector<std::string> credential_helper{};  ///< an argument vector
  std::string ca_file{};
  std::string proxy{};
  std::string token_file{};

  std::map<std::string, Source, std::less<>> sources{};  ///< by key, of all that is not a default
  /// Who said a key such as `tracker.host`.
  Source source_of(std::string_view key) const;
};

/// What a configuration is read from.
struct Sources {
  std::optional<std::filesystem::path> workspace_file{};  ///< must exist when given
  std::optional<std::filesystem::path> user_file{};       ///< read only when present
  base::Environment environment{};                        ///< an empty variable counts as not set
  std::map<std::string, std::string, std::less<>>
      flags{};  ///< key -> text, `{"tracker.kind", "local"}`; lists separated by commas
};

/// `$XDG_CONFIG_HOME/secokr/config.toml`, else `$HOME/.config/secokr/config.toml`; nothing when neither is set.
std::optional<std::filesystem::path> user_file(const base::Environment& environment);

/// flag > environment > workspace's file > user's file > default. Error: configuration with a note for every problem of
/// every source at once (usage, when only flags are wrong); local_file for a file that cannot be read.
Expected<Config> load(const Sources& sources);

struct SettingRow {
  std::string key{};
  std::string value{};
  Origin origin = Origin::by_default;
  std::string place{};
};
/// Every key with the value that holds, in the order of the documentation; the people of the org are not settings.
std::vector<SettingRow> settings(const Config& config);

/// The environment's name of a key: `calendar.counting` -> `SECOKR_CALENDAR_COUNTING`.
std::string environment_name(std::string_view key);

}  // namespace secokr::config
