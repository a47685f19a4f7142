#include "workspace/unfinished.hpp"

#include <algorithm>

#include "workspace/json_file.hpp"

namespace secokr::workspace {
namespace {

constexpr auto k_unfinished_name = "unfinished.json";

std::vector<UnfinishedRun> runs_in(const std::string& text) {
  const auto json = open_json(text, k_unfinished_name, everything);
  if (!json) return {};
  auto runs = read_values(k_unfinished_name, [&] {
    std::vector<UnfinishedRun> found;
    for (const Json& each : json->at("runs"))
      found.push_back({.line = each.at("line").get<std::string>(),
                       .records = each.at("records").get<std::vector<std::string>>(),
                       .files = each.at("files").get<std::map<std::string, std::string>>(),
                       .ended = each.value("ended", false)});
    return found;
  });
  return runs ? *std::move(runs) : std::vector<UnfinishedRun>{};
}

}  // namespace

Expected<std::vector<UnfinishedRun>> UnfinishedRuns::all() const {
  SECOKR_TRY(const auto file, m_state.read(k_unfinished_name));
  return file ? runs_in(file->text) : std::vector<UnfinishedRun>{};
}

Status UnfinishedRuns::write(const std::vector<UnfinishedRun>& runs) const {
  if (runs.empty()) return m_state.remove(k_unfinished_name);
  Json content = Json::object();
  content["runs"] = Json::array();
  for (const UnfinishedRun& run : runs) {
    content["runs"].push_back({{"line", run.line}, {"records", run.records}, {"files", run.files}});
    if (run.ended) content["runs"].back()["ended"] = true;
  }
  return m_state.write(k_unfinished_name, seal_json(content, everything));
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
