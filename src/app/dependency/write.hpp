#pragma once
#include <cstddef>
#include <optional>
#include <string>

#include <secokr/error.hpp>

#include "app/dependency/dependencies.hpp"
#include "tracker/change/change_set.hpp"

namespace secokr::app {

/// The line of a dependency that is to stand in a key result: at `index` (from 0), or as a new last one.
struct DependencyLine {
  std::optional<std::size_t> index{};
  Dependency dependency{};
};

/// Error refused, where the key result is published and its issue was not found: nothing can be read or written.
Status require_found(const DependingKeyResult& depending);

/// Adds the change that writes the line where the key result's truth stands: its file, or its issue's block.
Status write_dependency(const DependencyPlan& plan, const DependingKeyResult& depending, const DependencyLine& line,
                        tracker::ChangeSet& set);

}  // namespace secokr::app
