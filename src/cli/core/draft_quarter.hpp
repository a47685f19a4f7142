#pragma once
#include <string>
#include <vector>

#include <secokr/error.hpp>
#include <secokr/quarter.hpp>

#include "cli/core/context.hpp"

namespace secokr::cli {

/// The quarter of a `draft` command: named by a flag, or in a name (`FY28-Q1/Security Training`), else the planning
/// one. Error: usage, where the names of one line disagree, and for an objective that only another quarter has, with
/// the line that names it.
Expected<Quarter> draft_quarter(Context& context, const std::vector<std::string>& names = {});

}  // namespace secokr::cli
