#include "app/core/refusal.hpp"

#include <fmt/format.h>

namespace secokr::app {

Error refusal(const Finding& finding, ErrorKind kind) {
  Error error{
      .kind = kind, .what = fmt::format("{} ({})", finding.message, to_string(finding.rule)), .help = finding.hint};
  if (!finding.path.empty()) error.notes.push_back({.path = finding.path, .line = finding.line});
  return error;
}

Error join_problems(const std::vector<Error>& problems, std::string what) {
  if (problems.size() == 1) return problems.front();
  Error all{.kind = problems.front().kind, .what = std::move(what), .reason = "Nothing was written"};
  for (const Error& problem : problems) {
    ErrorNote note{.text = problem.what, .expected = problem.help};
    if (!problem.reason.empty()) note.text += ": " + problem.reason;
    if (!problem.notes.empty()) {
      note.path = problem.notes.front().path;
      note.line = problem.notes.front().line;
    }
    all.notes.push_back(std::move(note));
  }
  return all;
}

}  // namespace secokr::app
