#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include <secokr/finding.hpp>

#include "app/label/labelled_issues.hpp"

namespace secokr::app {

struct LabelCheckRequest {
  LabelRange range{};
  std::function<std::string(const LabelledIssue&)> repair{};  ///< as LabelRules::repair
  /// The command that defines a quarter's labels in a home.
  std::function<std::string(Quarter, const tracker::LabelHome&)> setup{};
};

struct LabelCheck {
  std::string
      place{};  ///< a group, a project, `the local tracker`; empty for a file and for issues of several projects
  std::size_t read = 0;
  std::size_t ours = 0;
  std::size_t others = 0;
  std::size_t unclear = 0;
  std::vector<Finding> findings{};  ///< L7 first, then by issue; path empty, url the issue's
  std::size_t checked() const { return ours + others + unclear; }
};

/// L1–L8 over a range (PROCESS.md 5); of a file, L7 is not looked at. It reads, and writes nothing.
Expected<LabelCheck> check_labels(const Ports& ports, const LabelCheckRequest& request);

}  // namespace secokr::app
