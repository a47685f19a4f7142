#pragma once
#include <optional>
#include <string>

#include "cli/core/context.hpp"
#include "domain/people/audience.hpp"

namespace secokr::cli {

/// Who reads what a command prints that has no `--audience`: in a CI job its log, which is read by many; else whoever
/// typed it.
Audience log_audience(const Context& context);

/// That of `--audience`, and where it was not given that of the log.
Audience audience_of(const Context& context, const std::optional<std::string>& given);

/// What a command failed with, as whoever reads its log may know it: files and issues of the workspace tell what is
/// confidential.
Error told_in_log(Context& context, Error error);

}  // namespace secokr::cli
