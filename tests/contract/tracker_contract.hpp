#pragma once
#include <functional>
#include <memory>
#include <string>

#include "tracker/port/tracker.hpp"

namespace secokr::test {

/// Opens one and the same project for a user. The project is empty when a test case begins; users are members who may
/// write.
using TrackerFactory = std::function<std::unique_ptr<tracker::Tracker>(std::string user)>;

/// What every tracker promises, as sections of the calling test case. What one kind of tracker promises beyond it is
/// tested beside it.
void check_tracker_contract(const TrackerFactory& open);

}  // namespace secokr::test
