#include "workspace/git_run.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/text.hpp"
#include "workspace/git_remote.hpp"

namespace secokr::workspace {
namespace {

constexpr std::chrono::seconds k_git_time_limit{20};
constexpr std::size_t k_most_git_output = 64UL * 1024 * 1024;

using TrackedPaths = std::set<std::string>;

Expected<TrackedPaths> tracked_paths(const std::string& root, const std::string& folder,
                                     const base::Environment& environment) {
  if (!lies_in_git(root)) return TrackedPaths{};
  // Whose the repository is does not matter here: nothing of its configuration is run.
  const auto end = base::run_program(git_run(root, environment_for_git(environment),
                                             {"-c", "safe.directory=*", "ls-files", "-z", "--", ":(icase)" + folder}));
  if (!end) return TrackedPaths{};
  const bool is_none = end->err.find("not a git repository") != std::string::npos;
  if (!end->succeeded() && is_none) return TrackedPaths{};
  if (!end->succeeded())
    return fail({.kind = ErrorKind::local_file,
                 .what = fmt::format("git cannot tell what it tracks in {}", folder),
                 .reason = end->timed_out ? "it took too long" : first_line_of_git(end->err),
                 .help = fmt::format("run `git ls-files {}` and look at what it says", folder)});
  TrackedPaths paths;
  for (const std::string_view path : base::split(end->out, '\0'))
    if (!path.empty()) paths.insert(base::fold_case(path));
  return paths;
}

}  // namespace

base::Environment environment_for_git(const base::Environment& environment) {
  constexpr std::array kept{"PATH",     "HOME",         "XDG_CONFIG_HOME", "LD_LIBRARY_PATH", "GIT_CEILING_DIRECTORIES",
                            "SUDO_UID", "GIT_EXEC_PATH"};
  std::map<std::string, std::string, std::less<>> variables;
  for (const auto& [name, value] : environment.all())
    if (name.starts_with("GIT_CONFIG_") || std::ranges::find(kept, name) != kept.end()) variables[name] = value;
  variables["LC_ALL"] = "C";
  variables["GIT_OPTIONAL_LOCKS"] = "0";
  variables["GIT_TERMINAL_PROMPT"] = "0";
  variables["GIT_NO_LAZY_FETCH"] = "1";
  return base::Environment{std::move(variables)};
}

base::ProgramRun git_run(const std::string& root, const base::Environment& environment, std::vector<std::string> words,
                         std::string input) {
  base::ProgramRun run{.words = {"git", "-C", root, "--no-pager", "-c", "core.quotepath=off", "-c",
                                 "protocol.allow=never", "-c", "core.fsmonitor=false"},
                       .input = std::move(input),
                       .environment = environment,
                       .time_limit = k_git_time_limit,
                       .most_output = k_most_git_output};
  std::ranges::move(words, std::back_inserter(run.words));
  return run;
}

std::string first_line_of_git(std::string_view text) {
  text = base::trim(text.substr(0, text.find('\n')));
  constexpr std::string_view fatal = "fatal: ";
  if (text.starts_with(fatal)) text.remove_prefix(fatal.size());
  return base::strip_controls(text);
}

base::StateFolder::IsForeign tracked_below(const std::string& root, const std::string& folder,
                                           const base::Environment& environment) {
  const auto known = std::make_shared<std::optional<TrackedPaths>>();
  return [root, folder, environment, known](const std::string& path) -> Expected<bool> {
    if (!*known) {
      SECOKR_TRY(*known, tracked_paths(root, folder, environment));
    }
    // A submodule is tracked as the folder that it is.
    std::string at = base::fold_case(path);
    for (;;) {
      if ((*known)->contains(at)) return true;
      const auto slash = at.rfind('/');
      if (slash == std::string::npos) return false;
      at.resize(slash);
    }
  };
}

}  // namespace secokr::workspace
