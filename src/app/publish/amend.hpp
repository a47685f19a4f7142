#pragma once
#include <map>
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "app/core/ports.hpp"
#include "app/plan/file_edits.hpp"
#include "app/plan/publications.hpp"
#include "app/publish/files.hpp"
#include "tracker/change/change_set.hpp"
#include "workspace/published.hpp"

namespace secokr::app {

/// What of a published quarter is published anew (F4).
struct Amendments {
  std::vector<tracker::Change> changes{};  ///< edits of issues, of objectives before their key results
  std::vector<FileEdit> edits{};           ///< what the files say anew; without `--amend` only told
  Rebased rebased{};                       ///< the entries of `published.json` that change with it
};

/// Three ways, field by field: what only the file changed is edited on the issue, what the issue says already is done,
/// and where the issue says a third thing nothing is written. Without `amend` only the lists of objectives change that
/// gain a key result. Error refused with a note for each field that the file and the issue both changed.
Expected<Amendments> plan_amendments(const Ports& ports, Quarter quarter, const std::vector<Publication>& publications,
                                     const workspace::Published& base, const PresentIssues& present, bool amend);

/// The lines on the record, one for each edit.
std::vector<tracker::Change> amendment_records(const Ports& ports, Quarter quarter, const Amendments& amendments,
                                               const std::string& reason);

}  // namespace secokr::app
