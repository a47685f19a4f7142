#pragma once
#include <cstddef>
#include <optional>
#include <vector>

#include <secokr/error.hpp>
#include <secokr/finding.hpp>

#include "app/core/ports.hpp"
#include "domain/people/confidential_names.hpp"
#include "domain/rules/rules.hpp"

namespace secokr::app {

struct DraftCheck {
  Quarter quarter{};
  Stage stage = Stage::always;
  std::optional<Day> stage_since{};  ///< the day that the stage begins
  std::size_t checked = 0;           ///< objectives
  std::vector<Finding> findings{};
  ConfidentialNames confidential{};
};

/// Every finding of a quarter's plan at a stage; unless one is named `published` once the quarter was finalised, before
/// that today's. A line that the record has lost is a warning where git knows it. Nothing to look at is an error (F1).
/// Error: local_file.
Expected<DraftCheck> check_draft(const Ports& ports, Quarter quarter, std::optional<Stage> stage,
                                 const std::vector<Override>& overrides);

}  // namespace secokr::app
