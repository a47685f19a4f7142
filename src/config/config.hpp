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
#include "domain/rules/rules.hpp"

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

  /// The one of this machine; every other one lives on a server.
  bool is_local() const { return kind == TrackerKind::local; }
  void use_server() { kind = TrackerKind::gitlab; }
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
  std::string http_version = "1.1";  ///< `1.1` or `2`

  /// Hosts that the user, the environment or CI named, also where the workspace's file names another one: a token from
  /// the environment may go there.
  std::vector<std::string> own_hosts{};
  std::map<std::string, Source, std::less<>> sources{};  ///< by key, of all that is not a default
  /// Who said a key such as `tracker.host`.
  Source source_of(std::string_view key) const;
};

/// True when `tracker.host` is one that somebody else than the workspace's file named, or GitLab's own.
bool host_is_own(const Config& config);
/// True when the project is known from CI_PROJECT_ID alone, which names what is to be read and not what may be written.
bool reads_only(const Config& config);

/// The origin of a URL as every key and comparison of hosts has it: in small letters, without a final slash or the
/// scheme's own port. HTTPS everywhere, plain HTTP to this machine only; nothing for a text that is none.
std::optional<std::string> origin_of(std::string_view url);

/// What a configuration is read from.
struct Sources {
  std::optional<std::filesystem::path> workspace_file{};  ///< must exist when given
  std::optional<std::filesystem::path> user_file{};       ///< read only when present
  base::Environment environment{};  ///< an empty variable counts as not set; in GitLab CI its variables fill the host
                                    ///< and the project that nothing else says
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
