#include "workspace/proposal.hpp"

#include "workspace/file_change.hpp"
#include "workspace/json_file.hpp"
#include "workspace/kept_shapes.hpp"

namespace secokr::workspace {

std::string render_proposal(const Proposal& proposal) { return sealed(proposal); }

Expected<Proposal> parse_proposal(std::string_view text, const std::string& path) {
  return opened<Proposal>(text, path);
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
