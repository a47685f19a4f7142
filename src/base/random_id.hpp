#pragma once
#include <functional>
#include <string>

namespace secokr::base {

/// Gives a new id of 16 lower-case hex digits at each call. Injected: tests count up.
using IdSource = std::function<std::string()>;

/// Ids from the system's random source.
IdSource random_ids();

}  // namespace secokr::base
