#pragma once
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/day.hpp>
#include <secokr/error.hpp>
#include <secokr/quarter.hpp>

#include "base/environment.hpp"
#include "workspace/workspace.hpp"

namespace secokr::workspace {

struct GitCommit {
  std::string id{};  ///< the whole hash
  Day on{};          ///< when it was committed, in the configured zone
  friend bool operator==(const GitCommit&, const GitCommit&) = default;
};

/// What git knows of a workspace. It is only read, by git's own plumbing, which runs no hook, no filter and no
/// transport; of the environment git gets what it needs to find itself and its configuration, and no token. Where there
/// is nothing to read, `absent` says why and everything else gives nothing: that is never an error.
class GitHistory {
 public:
  /// `zone` is an IANA name: it decides when a day ends. Without an environment nothing is there.
  static GitHistory open(const Workspace& workspace, const base::Environment* environment, std::string zone);

  /// Why there is nothing to compare with, a sentence without a full stop: no git, not in git, no commit yet; empty
  /// where there is something.
  const std::string& absent() const { return m_absent; }
  const std::optional<GitCommit>& head() const { return m_head; }
  /// The clone leaves older commits out.
  bool shallow() const { return m_shallow; }

  /// The last commit at or before the end of a day, on the line that led to HEAD: what a merge brought counts from the
  /// merge on.
  std::optional<GitCommit> at_end_of(Day day) const;
  /// Any way to name a commit. Error usage: it begins with '-', or git knows no such commit.
  Expected<GitCommit> commit(const std::string& revision) const;
  /// The text files of the quarter's folder, by their paths relative to the workspace. Nothing where git cannot give
  /// them.
  std::optional<std::map<std::string, std::string>> files(const GitCommit& commit, Quarter quarter) const;
  /// Every text that a file has had in the commits that led to HEAD, merged ones included; `path` is relative to the
  /// workspace. Nothing where git cannot give them.
  std::optional<std::vector<std::string>> versions(const std::string& path) const;

 private:
  std::optional<std::string> run(std::vector<std::string> words, std::string input = {}) const;
  std::optional<std::vector<GitCommit>> commits(std::vector<std::string> words, std::size_t most) const;

  std::string m_root{};
  base::Environment m_environment{};
  std::string m_zone{};
  std::string m_absent{};
  std::optional<GitCommit> m_head{};
  bool m_shallow = false;
};

}  // namespace secokr::workspace
