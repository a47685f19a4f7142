#include "cli/core/global_use.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cli/core/global_options.hpp"

namespace secokr::cli {
namespace {

bool always(const CommandSpec&) { return true; }
bool knows_the_world(const CommandSpec& command) { return command.needs != Needs::nothing || command.reads_config; }
bool is_about_a_quarter(const CommandSpec& command) { return command.takes_quarter; }
bool judges(const CommandSpec& command) { return command.judges_rules; }
bool writes(const CommandSpec& command) { return command.writes; }
bool confirms(const CommandSpec& command) { return command.writes || command.confirms; }

struct GlobalUse {
  std::string_view option;
  bool (*obeyed_by)(const CommandSpec&);
  std::string_view why_not;
};

/// Every global option; the tests hold this table against the declarations and the registry.
constexpr std::array global_uses{
    GlobalUse{"-C", always, ""},
    GlobalUse{"--config", knows_the_world, "It reads no configuration"},
    GlobalUse{"--quarter", is_about_a_quarter, "It is about no quarter"},
    GlobalUse{"--tracker", knows_the_world, "It asks no tracker"},
    GlobalUse{"--project", knows_the_world, "It asks no tracker"},
    GlobalUse{"--host", knows_the_world, "It asks no tracker"},
    GlobalUse{"--user", knows_the_world, "It is the same for everyone"},
    GlobalUse{"--as-of", knows_the_world, "It is the same on every day"},
    GlobalUse{"--format", always, ""},  // by its own check: each command has its formats
    GlobalUse{"--json", always, ""},
    GlobalUse{"--no-input", always, ""},
    GlobalUse{"--dry-run", writes, "It writes nothing that a dry run could show"},
    GlobalUse{"--yes", confirms, "It asks for no confirmation"},
    GlobalUse{"--override", judges, "It judges no rule"},
    GlobalUse{override_reason_name, judges, "It judges no rule"},
    GlobalUse{"--quiet", always, ""},
    GlobalUse{"--verbose", always, ""},
    GlobalUse{"--no-color", always, ""},
    GlobalUse{"--version", always, ""},
    GlobalUse{"--help", always, ""},
};

const GlobalUse* global_use_of(std::string_view option) {
  const auto* const found = std::ranges::find(global_uses, option, &GlobalUse::option);
  return found == global_uses.end() ? nullptr : found;
}

}  // namespace

bool obeys(const CommandSpec& command, std::string_view option) {
  const GlobalUse* use = global_use_of(option);
  return use != nullptr && use->obeyed_by(command);
}

Status check_obeyed(const CommandSpec& command, const std::set<std::string>& given) {
  for (const std::string& option : given) {
    // A reason is nothing without its --override, which is said then.
    if (option == override_reason_name || obeys(command, option)) continue;
    const GlobalUse* use = global_use_of(option);
    const std::string name = command.path.empty() ? "secokr" : "secokr " + command.path;
    return fail({.kind = ErrorKind::usage,
                 .what = fmt::format("{} means nothing to `{}`", option, name),
                 .reason = std::string(use == nullptr ? "" : use->why_not),
                 .help = command.path.empty() ? "secokr help" : "secokr help " + command.path});
  }
  return {};
}

}  // namespace secokr::cli
