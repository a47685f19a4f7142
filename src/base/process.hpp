#pragma once
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "base/environment.hpp"

namespace secokr::base {

/// A program to run. Never a shell's line: its words reach the program as they stand here.
struct ProgramRun {
  /// The program and its arguments. A name without a slash is looked for in the absolute folders of `environment`'s
  /// PATH, so that nothing in the working folder passes for it.
  std::vector<std::string> words{};
  std::string input{};        ///< its standard input
  Environment environment{};  ///< its whole environment
  std::chrono::milliseconds time_limit{10'000};
  std::size_t most_output = 65'536;  ///< bytes kept of each stream; what comes beyond is read and dropped
};

struct ProgramEnd {
  bool timed_out = false;  ///< it was killed
  int signal = 0;          ///< what killed it; 0 when it ended by itself
  int code = 0;            ///< its exit code when it ended by itself
  std::string out{};
  std::string err{};
  bool succeeded() const { return !timed_out && signal == 0 && code == 0; }
};

/// Runs the program to its end or its time limit. It inherits no open file but its three streams, and no ignored
/// signals. What it leaves running is not waited for. Error: local_file, when it cannot be started.
Expected<ProgramEnd> run_program(const ProgramRun& run);

/// A program that a person works with: it has our three streams, and with them the terminal.
struct TerminalProgram {
  std::vector<std::string> words{};  ///< as ProgramRun::words
  Environment environment{};
  std::filesystem::path folder{};  ///< where it stands; ours when empty
};

/// Runs it to its end, however long that takes; only `code` and `signal` of the end are filled. What a person types at
/// it (Ctrl-C, Ctrl-\) is the program's alone, Ctrl-Z stops both, and the terminal is afterwards as it was before.
/// Error: local_file, when it cannot be started.
Expected<ProgramEnd> run_on_terminal(const TerminalProgram& program);

/// Where a program of this name is; nothing where PATH has none. As ProgramRun::words says.
std::optional<std::filesystem::path> program_path(const std::string& name, const Environment& environment);

}  // namespace secokr::base
