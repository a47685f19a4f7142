#include "workspace/workspace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

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

Expected<Workspace> Workspace::open(const fs::path& folder) {
  if (auto root = find_root(folder)) return Workspace{*std::move(root)};
  return fail({ErrorKind::configuration,
               "no workspace here",
               fmt::format("neither {} nor a folder above it holds secokr.toml", folder.string()),
               "run `secokr init` to make one, or name its folder with -C",
               {}});
}

fs::path Workspace::quarter_folder(Quarter quarter) const { return m_root / "okrs" / to_string(quarter); }

std::string Workspace::relative(const fs::path& path) const {
  return path.is_absolute() ? path.lexically_relative(m_root).generic_string() : path.generic_string();
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
