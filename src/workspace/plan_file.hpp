#pragma once
#include <filesystem>
#include <string>

#include <secokr/error.hpp>

#include "domain/views/plan_report.hpp"
#include "tracker/change/change_set.hpp"

namespace secokr::workspace {

/// A change set that was saved to be applied later (`--save-plan`, FORMATS.md 5): the `changes` shape with what each
/// change needs to be made. Equal sets give equal bytes.
struct PlanFile {
  std::string version = "1";  ///< of the format
  std::string secokr{};       ///< of the program that planned it
  std::string command{};      ///< that planned it and can apply it: `label apply`
  std::string origin{};       ///< tracker::Project::origin
  std::string project_id{};   ///< tracker::Project::id; empty where each issue and label names its project or group
  std::string group{};        ///< the path of the group that was looked at; empty for none
  tracker::ChangeSet set{};   ///< of `known` only address and number of each issue are kept
  PlanReport report{};
};

std::string plan_text(const PlanFile& plan);
/// Error local_file, with the place: no JSON, no plan, of a newer version, changed by hand (its checksum does not fit),
/// or one that writes files elsewhere than below `okrs/`.
Expected<PlanFile> parse_plan(const std::string& text, const std::string& name);

/// Mode 0600, replaced atomically. Error local_file.
Status write_plan(const std::filesystem::path& path, const PlanFile& plan);
Expected<PlanFile> read_plan(const std::filesystem::path& path);

}  // namespace secokr::workspace
