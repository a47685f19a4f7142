#pragma once
#include <optional>

#include "app/run/update_target.hpp"

namespace secokr::app {

/// The progress that a value of the week gives, with the values of the weeks before it.
std::optional<double> computed_of(const UpdateTarget& target, const std::optional<double>& value);

/// Of a value from which no progress follows, what a baseline finds: the progress stays what it was, and 0 at first.
std::optional<double> kept_progress(const UpdateTarget& target, const std::optional<double>& value);

}  // namespace secokr::app
