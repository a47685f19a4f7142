#pragma once
#include <filesystem>
#include <string>

#include <secokr/error.hpp>

#include "tracker/change_set.hpp"

namespace secokr::workspace {

/// A change set that was saved to be applied later (`--save-plan`, FORMATS.md 5): the `changes` shape with what each
/// change needs to be made. Equal sets give equal bytes.
struct PlanFile {
  std::string version = "1";  ///< of the format
  std::string secokr{};       ///< of the program that planned it
  std::string origin{};       ///< tracker::Project::origin
  std::string project_id{};   ///< tracker::Project::id; a group's path for a plan over a group
  tracker::ChangeSet set{};
};

std::string plan_text(const PlanFile& plan);
/// Error local_file, with the place: no JSON, no plan, of a newer version, or changed by hand (its checksum does not
/// fit).
Expected<PlanFile> parse_plan(const std::string& text, const std::string& name);

/// Mode 0600, replaced atomically. Error local_file.
Status write_plan(const std::filesystem::path& path, const PlanFile& plan);
Expected<PlanFile> read_plan(const std::filesystem::path& path);

}  // namespace secokr::workspace
