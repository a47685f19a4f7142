#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <secokr/error.hpp>
#include "domain/views/dependency_view.hpp"

#include "app/core/ports.hpp"
#include "app/plan/read_plan.hpp"
#include "app/published/plan.hpp"

namespace secokr::app {

/// A key result with its dependencies, read where its truth stands: in its file, once published on its issue.
struct DependingKeyResult {
  Objective objective{};
  KeyResult key_result{};
  std::optional<std::size_t> file{};  ///< index into the files read; nothing for a published one
  std::optional<BlockIssue> issue{};  ///< nothing for one in a file
  /// It is published and its issue was not found: what its file says is shown, and nothing can be written.
  bool lost = false;

  std::string name() const { return name_of(objective, key_result); }
  /// Neither dropped nor of an excluded objective.
  bool counts() const;
};

struct DependencyPlan {
  Quarter quarter{};
  ReadPlan read{};            ///< empty without a workspace
  PublishedPlan published{};  ///< empty without a tracker
  std::vector<DependingKeyResult> key_results{};
  std::vector<std::string> notices{};  ///< to be said aloud, a sentence each
};

/// True once something of the quarter is published from this workspace: its dependencies then stand on a tracker.
Expected<bool> is_published(const workspace::Workspace& workspace, Quarter quarter);

/// Every key result of the quarter. The workspace and the tracker may each be missing: a tracker is needed once
/// something is published. Error: the tracker's, local_file.
Expected<DependencyPlan> read_dependencies(const Ports& ports, Quarter quarter);

/// By all forms of CLI.md 2. Error usage: unknown or ambiguous.
Expected<const DependingKeyResult*> find_depending(const DependencyPlan& plan, std::string_view typed);

/// `Security Training/KR1/D2` as the key result's name and `D2`, which is nothing where it does not stand there.
std::pair<std::string, std::optional<std::string>> split_dependency_name(std::string_view typed);

/// A dependency as it is shown; `index` counts from 0.
DependencyRow row_of(const Ports& ports, const DependencyPlan& plan, const DependingKeyResult& depending,
                     std::size_t index);

struct DependencyRequest {
  Quarter quarter{};
  bool mine = false;  ///< only those that `Ports::user` may answer (D1)
  std::optional<std::string> team{};
  std::optional<DependencyStatus> status{};
};

/// The dependencies of the quarter's key results that count. Error usage: a team that neither the org nor a dependency
/// names.
Expected<DependencyView> list_dependencies(const Ports& ports, const DependencyRequest& request);

}  // namespace secokr::app
