#include "support/git_repository.hpp"

#include <fmt/format.h>

#include <map>
#include <stdexcept>

#include "base/process.hpp"
#include "base/text.hpp"

namespace secokr::test {
namespace {

using Variables = std::map<std::string, std::string, std::less<>>;

const Variables isolated{{"GIT_CONFIG_GLOBAL", "/dev/null"}, {"GIT_CONFIG_NOSYSTEM", "1"}};

}  // namespace

std::string GitRepository::run(const std::vector<std::string>& words, const std::string& moment) const {
  Variables variables = isolated;
  for (const std::string who : {"AUTHOR", "COMMITTER"}) {
    variables["GIT_" + who + "_NAME"] = "A Leader";
    variables["GIT_" + who + "_EMAIL"] = "leader@example.com";
    variables["GIT_" + who + "_DATE"] = moment;
  }
  base::ProgramRun run{.words = {"git", "-C", m_folder.string(), "-c", "init.defaultBranch=main"},
                       .environment = base::Environment{std::move(variables)}};
  run.words.insert(run.words.end(), words.begin(), words.end());
  const auto end = base::run_program(run);
  if (!end) throw std::runtime_error(end.error().what);
  if (!end->succeeded())
    throw std::runtime_error(fmt::format("git {} failed:\n{}{}", base::join(words, " "), end->out, end->err));
  return std::string(base::trim_right(end->out));
}

std::string GitRepository::commit_all(const std::string& moment) const {
  run({"add", "-A"});
  run({"commit", "-q", "--allow-empty", "-m", "words"}, moment);
  return run({"rev-parse", "HEAD"});
}

base::Environment GitRepository::environment() { return base::Environment{isolated}; }

}  // namespace secokr::test
