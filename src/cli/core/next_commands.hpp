#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "cli/core/context.hpp"

namespace secokr::cli {

/// Who types a command that is told.
enum class TypedBy { same_person, somebody_else };

/// What of the line typed now the next ones must say again.
enum class Repeated {
  everything,
  all_but_tracker,  ///< tracker, host and project stand in the workspace's file now
  all_but_day,      ///< what is named means the same on any day; a shared tracker is never written to on another one
};

/// `command`, such as `draft kr "Red Team"`, with the program's name or without, as it is typed next to go on from
/// here: what this line said of folder, configuration, tracker and day is repeated where the command obeys it, `--user`
/// for the same person only. What `command` gives itself stays.
std::string typed_next(const Context& context, const std::string& command, TypedBy by = TypedBy::same_person);
/// The same for a command that means the planning quarter: `--quarter` is added where `quarter` is another one.
std::string typed_next(Context& context, Quarter quarter, const std::string& command,
                       TypedBy by = TypedBy::same_person);
std::string typed_next(const Context& context, const std::string& command, Repeated repeated);

/// `secokr` and a line as `Context::line` keeps it, as it is typed again from here: in this run's folder, on its day.
std::string typed_again(const Context& context, const std::string& line);

/// The text with each command in backticks as it is typed next to go on from here, with this line's quarter too where
/// it names none. One that means the same everywhere
/// (`secokr help quarters`) stays as it is.
std::string from_here(const Context& context, std::string_view text, TypedBy by = TypedBy::same_person);

/// A command for somebody to type as it stands.
struct NextCommand {
  std::string who{};      ///< "CISO"
  std::string what{};     ///< what it shows or does, one phrase
  std::string command{};  ///< without the program's name: `draft check --stage final`
};

/// Below a blank line the heading, then each command on a line of its own, never wrapped.
std::string next_commands_text(const Context& context, const std::string& heading,
                               const std::vector<NextCommand>& commands, Repeated repeated = Repeated::everything);

}  // namespace secokr::cli
