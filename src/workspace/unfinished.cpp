#include "workspace/unfinished.hpp"

#include <algorithm>

#include "workspace/json_file.hpp"
#include "workspace/kept_shapes.hpp"

namespace secokr::workspace {
namespace {

constexpr auto k_unfinished_name = "unfinished.json";

}  // namespace

Expected<std::vector<UnfinishedRun>> UnfinishedRuns::all() const {
  SECOKR_TRY(const auto file, m_state.read(k_unfinished_name));
  auto kept = file ? opened<UnfinishedFile>(file->text, k_unfinished_name) : UnfinishedFile{};
  return kept ? std::move(kept->runs) : std::vector<UnfinishedRun>{};
}

Status UnfinishedRuns::write(const std::vector<UnfinishedRun>& runs) const {
  if (runs.empty()) return m_state.remove(k_unfinished_name);
  return m_state.write(k_unfinished_name, sealed(UnfinishedFile{runs}));
}

Expected<std::optional<UnfinishedRun>> UnfinishedRuns::find(const std::string& line) const {
  SECOKR_TRY(const auto runs, all());
  const auto found = std::ranges::find(runs, line, &UnfinishedRun::line);
  if (found == runs.end()) return std::nullopt;
  return std::optional{*found};
}

Status UnfinishedRuns::begin(const UnfinishedRun& run) const {
  SECOKR_TRY(auto runs, all());
  std::erase_if(runs, [&](const UnfinishedRun& each) { return each.line == run.line; });
  runs.push_back(run);
  return write(runs);
}

Status UnfinishedRuns::finish(const std::string& line) const {
  SECOKR_TRY(auto runs, all());
  if (std::erase_if(runs, [&](const UnfinishedRun& each) { return each.line == line; }) == 0) return {};
  return write(runs);
}

}  // namespace secokr::workspace
