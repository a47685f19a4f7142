#pragma once
#include <string>
#include <vector>

#include "app/labelled_issues.hpp"

namespace secokr::app {

struct LabelCheckRequest {
  LabelRange range{};
  std::function<std::string(const LabelledIssue&)> repair{};  ///< as LabelRules::repair
  std::string setup{};                                        ///< the command that defines the labels
};

struct LabelCheck {
  std::size_t read = 0;
  std::size_t ours = 0;
  std::size_t others = 0;
  std::size_t unclear = 0;
  std::vector<Finding> findings{};  ///< L7 first, then by issue; path empty, url the issue's
  bool definitions_known = true;    ///< false for an export: L7 was not looked at
  std::size_t checked() const { return ours + others + unclear; }
};

/// L1–L8 over a range (PROCESS.md 5). It reads, and writes nothing.
Expected<LabelCheck> check_labels(const Ports& ports, const LabelCheckRequest& request);

}  // namespace secokr::app
