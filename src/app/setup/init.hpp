#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include <secokr/day.hpp>
#include <secokr/error.hpp>
#include <secokr/planning_calendar.hpp>

#include "base/random_id.hpp"
#include "config/config.hpp"
#include "tracker/change/change_set.hpp"

namespace secokr::app {

/// An area of the division and its functional leader.
struct NewArea {
  std::string name{};
  std::string leader{};  ///< a username, with or without '@'
};

/// What a new workspace's `secokr.toml` says of time.
struct NewCalendar {
  unsigned first_month = 2;  ///< 1..12
  Counting counting = Counting::literal;
  std::string timezone = "UTC";

  PlanningCalendar planning() const;
};

struct InitRequest {
  std::filesystem::path folder{};
  config::TrackerConfig tracker{};  ///< where it publishes: the local one with `example`
  NewCalendar calendar{};
  std::vector<NewArea> areas{};  ///< none with `example`, which brings its own
  bool example = false;
  Day today{};
  base::IdSource ids{};  ///< for the example's objectives and KRs
};

/// The folder becomes a workspace only where it is none yet and lies in none. Error: configuration.
Status check_init_folder(const std::filesystem::path& folder);

/// The quarter after the one that `today` lies in. Error: usage, past FY99.
Expected<Quarter> planning_quarter(const NewCalendar& calendar, Day today);

/// An area's name and leader as they may stand in `secokr.toml`. Error: usage.
Status check_area_name(const std::string& name);
Status check_username(const std::string& username);
/// A GitLab server and a project as they may stand there. Error: usage.
Status check_host(const std::string& host);
Status check_project(const std::string& project);

/// The files of a new workspace, relative to its folder; `secokr.toml` comes last, so that an init that was cut short
/// can be repeated. A
/// `.gitignore` and a `.gitattributes` that stand there already get the one missing line and keep all else. Errors: as
/// `check_init_folder`; usage, for an area, a leader, a host, a project, a month or a time zone that is none;
/// local_file, for a file that cannot be read.
Expected<tracker::ChangeSet> plan_init(const InitRequest& request);

}  // namespace secokr::app
