#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "black_box/machine.hpp"

namespace secokr::test {

/// The git of a golden case: a person of one name, the machine's clock, and no configuration but the repository's own.
class GitSteps {
 public:
  /// `git ARGS…` in the machine's working folder. Throws where git fails.
  void run(Machine& machine, std::string_view rest);
  /// Hashes change with every byte of what is committed: each commit of the case becomes `<commit 1>`, `<commit 2>`, …
  std::string portable(std::string text) const;

 private:
  std::vector<std::string> m_commits{};
};

}  // namespace secokr::test
