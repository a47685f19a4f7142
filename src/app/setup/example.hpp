#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include <secokr/day.hpp>
#include <secokr/error.hpp>
#include <secokr/quarter.hpp>

#include "app/setup/init.hpp"

namespace secokr::app {

/// A file to write, relative to the workspace.
struct NewFile {
  std::filesystem::path path{};
  std::string text{};
};

/// A believable Security division that has planned `quarter` and is ready to finalise it: org, five objectives, record,
/// the year's priorities, and the proposal that froze the objectives. Its milestones lie on due days of the quarter's
/// updates; its answers on `today` and the two weeks before it. `calendar` holds what `request`'s says. What
/// an interrupted run left in the request's folder keeps its ids.
Expected<std::vector<NewFile>> example_files(const InitRequest& request, Quarter quarter);

/// The quarter's holidays that fall on a Friday, so that the example has an update that is due earlier: New Year, Good
/// Friday, Labour Day, Christmas.
std::vector<Day> friday_holidays(Day first_day, Day last_day);

}  // namespace secokr::app
