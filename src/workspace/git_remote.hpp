#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace secokr::workspace {

/// Where a git remote leads on the web.
struct GitRemote {
  std::string host{};  ///< `https://gitlab.com`, in lower case
  std::string path{};  ///< `group/project`
  friend bool operator==(const GitRemote&, const GitRemote&) = default;
};

/// Reads `https://host/path.git`, `ssh://git@host:22/path.git` and `git@host:path.git`. A user and a password in it are
/// left out; the port of ssh is too. Nothing for a folder on this machine, or for what is no remote.
std::optional<GitRemote> parse_git_remote(std::string_view url);

/// The remote `origin` of the git repository that the folder lies in, from its `config` file; nothing where there is
/// none or it cannot be read. What git would include from elsewhere is not looked at.
std::optional<GitRemote> git_origin(const std::filesystem::path& folder);

/// True in a git working tree.
bool lies_in_git(const std::filesystem::path& folder);

/// Where a git working tree stands.
struct GitBranch {
  std::string name{};       ///< empty where HEAD stands on no branch
  bool is_default = false;  ///< the one that merge requests are merged into: what `origin` says, else main or master
};
/// The branch of the working tree that the folder lies in; nothing outside git.
std::optional<GitBranch> git_branch(const std::filesystem::path& folder);

}  // namespace secokr::workspace
