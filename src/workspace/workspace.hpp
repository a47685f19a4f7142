#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <secokr/error.hpp>
#include <secokr/quarter.hpp>

#include "base/file.hpp"

namespace secokr::workspace {

/// The nearest folder at or above `folder` that holds `secokr.toml`.
std::optional<std::filesystem::path> find_root(const std::filesystem::path& folder);

/// Where everything of a workspace stands (CLI.md 1). Paths are absolute; `relative` gives them as people and change
/// sets name them.
class Workspace {
 public:
  /// The workspace that `folder` lies in. Error: configuration, when there is none.
  static Expected<Workspace> open(const std::filesystem::path& folder);

  const std::filesystem::path& root() const { return m_root; }
  std::filesystem::path config_file() const { return m_root / "secokr.toml"; }
  std::filesystem::path quarter_folder(Quarter quarter) const;
  std::filesystem::path planning_document(Quarter quarter) const { return quarter_folder(quarter) / "README.md"; }
  std::filesystem::path decisions(Quarter quarter) const { return quarter_folder(quarter) / "decisions.md"; }
  std::filesystem::path proposal(Quarter quarter) const { return quarter_folder(quarter) / "proposal.json"; }
  std::filesystem::path published(Quarter quarter) const { return quarter_folder(quarter) / "published.json"; }
  std::filesystem::path state_folder() const { return m_root / ".secokr"; }
  std::filesystem::path local_tracker() const { return state_folder() / "tracker.sqlite"; }

  /// `okrs/FY28-Q1/security-training.md`, with '/' between the parts.
  std::string relative(const std::filesystem::path& path) const;
  /// The quarters that have a folder, in order.
  std::vector<Quarter> quarters() const;
  /// The one lock of a workspace: whoever writes holds it. Error: local_file, naming who holds it.
  Expected<base::FileLock> lock() const { return base::FileLock::acquire(state_folder() / "lock"); }

 private:
  explicit Workspace(std::filesystem::path root) : m_root(std::move(root)) {}
  std::filesystem::path m_root;
};

}  // namespace secokr::workspace
