#include "workspace/proposal.hpp"

#include <functional>

#include "workspace/file_change.hpp"
#include "workspace/json_file.hpp"

namespace secokr::workspace {

namespace {}  // namespace

std::string render_proposal(const Proposal& proposal) {
  Json content = Json::object();
  content["quarter"] = to_string(proposal.quarter);
  content["objectives"] = Json::object();
  for (const auto& [id, objective] : proposal.objectives) content["objectives"][id] = json_of(objective);
  return seal_json(content, everything);
}

Expected<Proposal> parse_proposal(std::string_view text, const std::string& path) {
  SECOKR_TRY(const Json json, open_json(text, path, everything));
  return read_values(path, [&] {
    Proposal proposal;
    const auto written = json.at("quarter").get<std::string>();
    const auto quarter = parse_quarter(written);
    if (!quarter) throw BadValue{written};
    proposal.quarter = *quarter;
    for (const auto& [id, objective] : json.at("objectives").items())
      proposal.objectives[id] = objective_from(objective);
    return proposal;
  });
}

Expected<std::optional<Proposal>> read_proposal(const Workspace& workspace, Quarter quarter) {
  const auto path = workspace.proposal(quarter);
  SECOKR_TRY(const auto file, workspace.read(path));
  if (!file) return std::nullopt;
  SECOKR_TRY(Proposal proposal, parse_proposal(file->text, workspace.relative(path)));
  return std::optional{std::move(proposal)};
}

Expected<tracker::Change> write_proposal(const Workspace& workspace, const Proposal& proposal) {
  const auto path = workspace.proposal(proposal.quarter);
  SECOKR_TRY(const auto file, workspace.read(path));
  return write_file(workspace.relative(path), file ? &*file : nullptr, render_proposal(proposal), Shows::whole);
}

}  // namespace secokr::workspace
