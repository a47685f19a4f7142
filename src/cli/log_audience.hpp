#pragma once
#include "cli/context.hpp"
#include "domain/audience.hpp"

namespace secokr::cli {

/// Who reads what a command prints that has no `--audience`: in a CI job its log, which is read by many; else whoever
/// typed it.
Audience log_audience(const Context& context);

}  // namespace secokr::cli
