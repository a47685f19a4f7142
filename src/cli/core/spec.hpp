#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/error.hpp>

#include "cli/core/binder.hpp"

namespace secokr::cli {

class Context;

/// What a command does once parsing is over. Gives the exit code: 0 done or nothing to do, 1 findings; every failure is
/// an Error.
using Runner = std::function<Expected<int>(Context&)>;

/// What must be there before the Runner starts; it is loaded then, so that the Context's accessors for it cannot fail
/// in the Runner.
enum class Needs { nothing, config, workspace, tracker };

struct Example {
  std::string command{};  ///< the whole line to type: `secokr draft check --stage final`
  std::string what{};     ///< what it does, one phrase
};

/// Everything that secokr knows of a command. Help, usage, completion, man page and the JSON contract are printed from
/// it; a command file exposes one function `CommandSpec xyz_command();` and the registry lists them.
struct CommandSpec {
  std::string path{};  ///< "calendar", "draft objective"; a group's own name ("draft") is what the bare group runs
  std::string_view group{};   ///< heading of the overview: one of `registry.hpp`'s groups
  std::string summary{};      ///< one line for the overview, without a full stop
  std::string description{};  ///< paragraphs parted by blank lines; wrapped when shown
  std::vector<Example> examples{};
  std::string schema{};  ///< name of its JSON schema in docs/schemas ("findings"); empty when `--json` has no contract
  std::vector<std::string> formats{"text", "json"};  ///< what `--format` may say; the first is the default
  Needs needs = Needs::nothing;
  bool counts_from_now = false;  ///< where things stand decides what is done: the same line again is another change
  bool writes = false;           ///< writes to a tracker or to files: `--dry-run` and `--yes` mean something
  // What more of the global options it obeys; all others are refused (global_use).
  bool takes_quarter = false;  ///< `--quarter`
  bool judges_rules = false;   ///< `--override RULE --reason TEXT`
  bool confirms = false;       ///< `--yes`, of a command that writes nothing that a dry run could show
  bool reads_config = false;   ///< of one that needs nothing: configuration, tracker, user and day count all the same
  /// Declares options and gives the Runner. Called for parsing and also only for help: it must have no effect.
  std::function<Runner(OptionBinder&)> bind{};
};

/// A `bind` of what one command is told: `declare` names the options, `run` gets their values.
template <class Options, class Declare, class Run>
auto with_options(Declare declare, Run run) {
  return [=](OptionBinder& binder) -> Runner {
    const auto options = std::make_shared<Options>();
    declare(binder, *options);
    return [=](Context& context) { return run(context, *options); };
  };
}

}  // namespace secokr::cli
