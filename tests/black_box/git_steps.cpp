#include "black_box/git_steps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "support/git_repository.hpp"

namespace secokr::test {

void GitSteps::run(Machine& machine, std::string_view rest) {
  const GitRepository repository(machine.folder());
  repository.run(shell_words(rest), fmt::format("{} +0000", machine.clock().now().time_since_epoch().count()));
  std::string id;
  try {
    id = repository.run({"rev-parse", "--verify", "--quiet", "HEAD"});
  } catch (const std::runtime_error&) {
    return;  // no commit yet
  }
  if (std::ranges::find(m_commits, id) == m_commits.end()) m_commits.push_back(std::move(id));
}

std::string GitSteps::portable(std::string text) const {
  constexpr std::size_t short_hash = 8;
  for (std::size_t i = 0; i < m_commits.size(); ++i)
    for (const std::string& hash : {m_commits[i], m_commits[i].substr(0, short_hash)})
      text = replaced(std::move(text), hash, fmt::format("<commit {}>", i + 1));
  return text;
}

}  // namespace secokr::test
