#include "workspace/workspace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "domain/commands.hpp"
#include "workspace/git_run.hpp"

namespace secokr::workspace {

namespace fs = std::filesystem;

std::optional<fs::path> find_root(const fs::path& folder) {
  std::error_code failed;
  fs::path here = fs::weakly_canonical(fs::absolute(folder, failed), failed);
  if (failed) return std::nullopt;
  while (true) {
    if (fs::is_regular_file(here / "secokr.toml", failed)) return here;
    if (here == here.parent_path()) return std::nullopt;
    here = here.parent_path();
  }
}

Expected<Workspace> Workspace::open(const fs::path& folder, const base::Environment* environment) {
  constexpr auto k_state = ".secokr";
  if (auto root = find_root(folder)) {
    base::StateFolder state(
        *root, k_state,
        environment == nullptr ? base::StateFolder::IsForeign{} : tracked_below(root->string(), k_state, *environment));
    return Workspace{*std::move(root), std::move(state)};
  }
  return fail({ErrorKind::configuration,
               "no workspace here",
               fmt::format("neither {} nor a folder above it holds secokr.toml", folder.string()),
               fmt::format("run `{}` to make one, or name its folder with -C", command::init),
               {}});
}

fs::path Workspace::quarter_folder(Quarter quarter) const { return m_root / "okrs" / to_string(quarter); }

std::string Workspace::relative(const fs::path& path) const {
  return path.is_absolute() ? path.lexically_relative(m_root).generic_string() : path.generic_string();
}

Expected<std::optional<base::FileText>> Workspace::read(const fs::path& path) const {
  SECOKR_TRY(auto file, read_bytes(path));
  if (file) SECOKR_CHECK(base::require_utf8(file->text, path.string()));
  return file;
}

Expected<std::optional<base::FileText>> Workspace::read_bytes(const fs::path& path) const {
  std::error_code failed;
  const bool is_there = fs::exists(path, failed);
  if (!is_there && !failed) return std::nullopt;
  // What cannot even be looked at says why when it is read.
  fs::path whole = path;
  if (!failed) {
    SECOKR_TRY(whole, base::path_below(m_root, relative(path), "read"));
  }
  SECOKR_TRY(base::FileText file, base::read_bytes(whole));
  return std::optional{std::move(file)};
}

std::vector<Quarter> Workspace::quarters() const {
  std::vector<Quarter> quarters;
  std::error_code failed;
  for (fs::directory_iterator entry{m_root / "okrs", failed}, end; !failed && entry != end; entry.increment(failed)) {
    const std::string name = entry->path().filename().string();
    const auto quarter = parse_quarter(name);
    // Only the one spelling that is written: another would be a folder that no command reads.
    std::error_code ignored;
    if (quarter && to_string(*quarter) == name && entry->is_directory(ignored)) quarters.push_back(*quarter);
  }
  std::ranges::sort(quarters);
  return quarters;
}

}  // namespace secokr::workspace
