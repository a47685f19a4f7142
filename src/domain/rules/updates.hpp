#pragma once
#include <secokr/day.hpp>
#include <secokr/objective.hpp>

namespace secokr {

/// U5: undone, and due within the days in which it is raised, or overdue.
bool is_due_soon(const Milestone& milestone, Day today);

}  // namespace secokr
