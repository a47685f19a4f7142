#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include <secokr/error.hpp>
#include <secokr/objective.hpp>
#include <secokr/quarter.hpp>

#include "tracker/change/change_set.hpp"
#include "workspace/workspace.hpp"

namespace secokr::workspace {

/// What the proposal froze (`proposal.json`): each objective as it was when it was included, the base for D4.
struct Proposal {
  Quarter quarter{};
  std::map<std::string, Objective> objectives{};  ///< by secokr's id
  friend bool operator==(const Proposal&, const Proposal&) = default;
};

/// The file's text, with a checksum over all of it: the same value gives the same bytes.
std::string render_proposal(const Proposal& proposal);
/// Error local_file: no JSON, another version, a wrong checksum.
Expected<Proposal> parse_proposal(std::string_view text, const std::string& path);

/// Nothing when nothing was included yet.
Expected<std::optional<Proposal>> read_proposal(const Workspace& workspace, Quarter quarter);
/// The change that writes it over the file that stands there now, if any. Error: local_file.
Expected<tracker::Change> write_proposal(const Workspace& workspace, const Proposal& proposal);

}  // namespace secokr::workspace
