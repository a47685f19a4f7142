#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <secokr/error.hpp>
#include <secokr/quarter.hpp>

#include "base/environment.hpp"
#include "base/file.hpp"
#include "base/state_folder.hpp"

namespace secokr::workspace {

/// The nearest folder at or above `folder` that holds `secokr.toml`.
std::optional<std::filesystem::path> find_root(const std::filesystem::path& folder);

/// Where everything of a workspace stands (CLI.md 1). Paths are absolute; `relative` gives them as people and change
/// sets name them.
class Workspace {
 public:
  /// The workspace that `folder` lies in. Error: configuration, when there is none.
  /// The environment is for git, to tell what a repository brought into the state folder; without one that is not
  /// looked at.
  static Expected<Workspace> open(const std::filesystem::path& folder, const base::Environment* environment = nullptr);

  const std::filesystem::path& root() const { return m_root; }
  std::filesystem::path config_file() const { return m_root / "secokr.toml"; }
  std::filesystem::path quarter_folder(Quarter quarter) const;
  std::filesystem::path planning_document(Quarter quarter) const { return quarter_folder(quarter) / "README.md"; }
  std::filesystem::path decisions(Quarter quarter) const { return quarter_folder(quarter) / "decisions.md"; }
  std::filesystem::path proposal(Quarter quarter) const { return quarter_folder(quarter) / "proposal.json"; }
  std::filesystem::path published(Quarter quarter) const { return quarter_folder(quarter) / "published.json"; }
  /// `.secokr`: what this machine keeps for itself. Nothing in it is reached in another way.
  const base::StateFolder& state() const { return m_state; }

  /// `okrs/FY28-Q1/security-training.md`, with '/' between the parts.
  std::string relative(const std::filesystem::path& path) const;
  /// A file of the workspace as it stands, nothing where there is none. Error local_file, also for one that a symbolic
  /// link leads out of the workspace.
  Expected<std::optional<base::FileText>> read(const std::filesystem::path& path) const;
  /// The same for a file that may be in any encoding.
  Expected<std::optional<base::FileText>> read_bytes(const std::filesystem::path& path) const;
  /// The quarters that have a folder, in order.
  std::vector<Quarter> quarters() const;
  /// The one lock of a workspace: whoever writes holds it. Error: local_file, naming who holds it.
  Expected<base::FileLock> lock() const { return m_state.lock("lock"); }

 private:
  Workspace(std::filesystem::path root, base::StateFolder state) : m_root(std::move(root)), m_state(std::move(state)) {}
  std::filesystem::path m_root;
  base::StateFolder m_state;
};

}  // namespace secokr::workspace
