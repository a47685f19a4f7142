#pragma once
#include <chrono>
#include <cstddef>
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

}  // namespace secokr::base
