#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace secokr::test {

/// JSON that a step printed, and the schema that it must meet.
struct PrintedJson {
  std::string schema{};
  std::string text{};
};

struct Transcript {
  std::string text{};
  std::vector<PrintedJson> json{};
};

/// Plays the `steps` of a golden case on a Machine of its own. Lines of a script (blank lines and `#` are comments):
///   $ secokr draft check --stage final     a run; its output, told apart by stream, and its exit code go to the
///   transcript show PATH                              a file's text goes to the transcript (or that it does not
///   exist); a folder: its files today 2026-12-14 | now 2026-12-14T09:30:00Z user NAME SECOKR_USER terminal COLUMNS |
///   pipe                where the streams go; a pipe at first env NAME=VALUE type "text" answers one prompt of the
///   runs that follow; `type ^D` ends the input file PATH <<EOF … EOF                  puts a file below the working
///   folder; `stdin <<EOF … EOF` standard input remove PATH | mode 555 PATH | cd PATH workspace example `secokr init
///   --example`, not shown
/// Throws std::runtime_error with file and line for a script that cannot be played.
Transcript play(const std::filesystem::path& case_folder);

}  // namespace secokr::test
