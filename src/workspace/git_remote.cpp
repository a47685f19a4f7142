#include "workspace/git_remote.hpp"

#include <algorithm>
#include <system_error>

#include "base/file.hpp"
#include "base/text.hpp"

namespace secokr::workspace {

namespace fs = std::filesystem;

namespace {

bool is_host_name(std::string_view name) {
  return !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
  });
}

std::optional<GitRemote> remote_of(std::string_view host, std::string_view port, std::string_view path) {
  while (path.starts_with('/')) path.remove_prefix(1);
  while (path.ends_with('/')) path.remove_suffix(1);
  if (path.ends_with(".git")) path.remove_suffix(4);
  const bool odd = path.find_first_of(" \t:?#\\") != std::string_view::npos || !base::valid_utf8(path);
  if (!is_host_name(host) || odd || path.find('/') == std::string_view::npos) return std::nullopt;
  GitRemote remote{.host = "https://" + base::fold_case(host), .path = std::string{path}};
  if (!port.empty() && port != "443") remote.host += ":" + std::string{port};
  return remote;
}

std::optional<std::string> text_of(const fs::path& path) {
  auto file = base::read_file(path);
  if (!file) return std::nullopt;
  return std::move(file->text);
}

struct GitFolders {
  fs::path own{};     ///< with the working tree's HEAD
  fs::path common{};  ///< with the repository's `config`
};

/// `.git` itself, or what a linked worktree's `.git` file leads to.
std::optional<GitFolders> git_folders(const fs::path& folder) {
  std::error_code ignored;
  for (fs::path at = fs::absolute(folder, ignored).lexically_normal();; at = at.parent_path()) {
    const fs::path git = at / ".git";
    if (fs::is_directory(git, ignored)) return GitFolders{git, git};
    if (fs::is_regular_file(git, ignored)) {
      const auto pointer = text_of(git);
      constexpr std::string_view key = "gitdir:";
      if (!pointer || !pointer->starts_with(key)) return std::nullopt;
      const fs::path linked = at / base::trim(std::string_view{*pointer}.substr(key.size()));
      const auto common = text_of(linked / "commondir");
      return GitFolders{linked, common ? linked / base::trim(*common) : linked};
    }
    if (at == at.parent_path()) return std::nullopt;
  }
}

/// The name behind `ref: PREFIX`; empty for anything else.
std::string ref_in(const fs::path& path, std::string_view prefix) {
  const auto text = text_of(path);
  if (!text || !text->starts_with("ref:")) return {};
  const std::string_view ref = base::trim(std::string_view{*text}.substr(4));
  return ref.starts_with(prefix) ? std::string{ref.substr(prefix.size())} : std::string{};
}

/// A value as git writes it: quotes around it, a comment behind it.
std::string_view bare_value(std::string_view value) {
  value = base::trim(value);
  if (value.starts_with('"')) return value.substr(1, value.find('"', 1) - 1);
  return base::trim(value.substr(0, value.find_first_of("#;")));
}

}  // namespace

std::optional<GitRemote> parse_git_remote(std::string_view url) {
  url = base::trim(url);
  const auto scheme_end = url.find("://");
  if (scheme_end == std::string_view::npos) {
    // git@host:path, where a slash before the colon makes it a path on this machine.
    const auto colon = url.find(':');
    if (colon == std::string_view::npos || url.find('/') < colon) return std::nullopt;
    const std::string_view before = url.substr(0, colon);
    return remote_of(before.substr(before.find('@') + 1), "", url.substr(colon + 1));
  }
  const std::string scheme = base::fold_case(url.substr(0, scheme_end));
  if (scheme != "https" && scheme != "http" && scheme != "ssh") return std::nullopt;
  std::string_view rest = url.substr(scheme_end + 3);
  const auto slash = rest.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  std::string_view address = rest.substr(0, slash);
  if (const auto at = address.rfind('@'); at != std::string_view::npos) address.remove_prefix(at + 1);
  const auto colon = address.find(':');
  const std::string_view port = colon == std::string_view::npos ? "" : address.substr(colon + 1);
  // Only the web's own port says something of where the web pages are.
  return remote_of(address.substr(0, colon), scheme == "https" ? port : "", rest.substr(slash));
}

std::optional<GitRemote> git_origin(const fs::path& folder) {
  const auto git = git_folders(folder);
  const auto text = git ? text_of(git->common / "config") : std::nullopt;
  if (!text) return std::nullopt;
  bool in_origin = false;
  for (const std::string_view raw : base::split(*text, '\n')) {
    const auto line = base::trim(raw);
    if (line.starts_with('[')) {
      in_origin = line.starts_with("[remote \"origin\"]");
      continue;
    }
    const auto equals = line.find('=');
    if (!in_origin || equals == std::string_view::npos || base::trim(line.substr(0, equals)) != "url") continue;
    return parse_git_remote(bare_value(line.substr(equals + 1)));
  }
  return std::nullopt;
}

bool lies_in_git(const fs::path& folder) { return git_folders(folder).has_value(); }

std::optional<GitBranch> git_branch(const fs::path& folder) {
  const auto git = git_folders(folder);
  if (!git) return std::nullopt;
  GitBranch branch{.name = ref_in(git->own / "HEAD", "refs/heads/")};
  const auto main = ref_in(git->common / "refs" / "remotes" / "origin" / "HEAD", "refs/remotes/origin/");
  branch.is_default = main.empty() ? branch.name == "main" || branch.name == "master" : branch.name == main;
  return branch;
}

}  // namespace secokr::workspace
