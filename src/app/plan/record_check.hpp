#pragma once
#include <cstddef>
#include <vector>

#include <secokr/finding.hpp>

#include "app/core/ports.hpp"
#include "app/plan/read_plan.hpp"

namespace secokr::app {

struct CheckedRecord {
  std::size_t lines = 0;  ///< that were looked at
  std::vector<Finding> findings{};
};

/// R1: a finding for each line of the quarter's record that any commit up to HEAD has and the file no longer does: it
/// is only ever appended to (FORMATS.md 4). Nothing is found where git is not there or knows no record.
CheckedRecord check_record(const Ports& ports, const ReadPlan& read, Stage stage);

}  // namespace secokr::app
