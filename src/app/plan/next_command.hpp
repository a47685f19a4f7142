#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/views/status_view.hpp"

#include "app/core/ports.hpp"
#include "app/plan/read_plan.hpp"

namespace secokr::app {

/// What there is to know before a command can be advised.
struct Situation {
  const StatusView& view;
  const ReadPlan* plan = nullptr;  ///< of the planned quarter; null without a workspace
  bool planning_document = false;  ///< it stands in the planned quarter's folder
  bool planned_is_published = false;
  bool running_is_published = false;
};

/// The one command to type now, by who I am and how far the quarter is: an update that is due, then the next step of
/// the planned quarter that is mine, else the report or the calendar. Without the program's name: `draft start`.
std::string next_command(const Ports& ports, const Situation& situation);

}  // namespace secokr::app
