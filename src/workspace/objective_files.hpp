#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/error.hpp>
#include <secokr/titles.hpp>

#include "base/file.hpp"
#include "documents/objective/document.hpp"
#include "tracker/change/change_set.hpp"
#include "workspace/published.hpp"
#include "workspace/workspace.hpp"

namespace secokr::workspace {

/// An objective as it stands on the disk.
struct ObjectiveFile {
  std::string path{};  ///< relative to the workspace
  base::FileText file{};
  documents::ObjectiveDocument document{};
};

/// Whether a file of that name in a quarter's folder is an objective.
bool is_objective_name(std::string_view name);

/// Every `*.md` of the quarter's folder but README.md and decisions.md, by name; none when there is no folder. Error:
/// local_file.
Expected<std::vector<ObjectiveFile>> read_objective_files(const Workspace& workspace, Quarter quarter);

/// Stops a command that needs the files whole. Error local_file with a note for each problem of severity error, of all
/// files at once.
Status require_understood(const std::vector<ObjectiveFile>& files);

/// The objective with this reference, or a unique prefix of it; case is ignored and an exact match beats a prefix.
/// Error usage: unknown (with the nearest one), or ambiguous (with the candidates). `quarter` is named in it.
Expected<const ObjectiveFile*> find_objective(const std::vector<ObjectiveFile>& files, std::string_view reference,
                                              std::optional<Quarter> quarter = std::nullopt);

struct FoundKeyResult {
  const ObjectiveFile* file = nullptr;
  const KeyResult* key_result = nullptr;
};
/// The KR that a user named. An iid is looked up in what was published; without it, or where it is unknown there, it is
/// a usage error.
Expected<FoundKeyResult> find_key_result(const std::vector<ObjectiveFile>& files, const KeyResultName& name,
                                         const Published* published = nullptr,
                                         std::optional<Quarter> quarter = std::nullopt);

/// Where a new objective goes: `okrs/FY28-Q1/security-training.md`, numbered when the name is in `taken`, reserved, or
/// without a letter.
std::string slug_path(Quarter quarter, std::string_view reference, const std::vector<std::string>& taken);

/// The change that writes an edited document over the file that it was read from.
tracker::Change write_objective(const ObjectiveFile& file, const documents::ObjectiveDocument& edited);

}  // namespace secokr::workspace
