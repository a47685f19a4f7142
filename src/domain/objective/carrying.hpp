#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/day.hpp>
#include <secokr/objective.hpp>
#include <secokr/quarter.hpp>

namespace secokr {

/// What becomes of a running key result in the planned quarter.
enum class CarryAct { keep, modify, drop };
std::string_view to_string(CarryAct act);  ///< "keep", "modify", "drop"

/// True for a p2 objective whose progress lies below the bar of a p1, 70 % (PROCESS.md 5): carried over it is offered
/// as p1 (PROCESS.md 7).
bool is_unreached_stretch(std::optional<Priority> priority, double progress);

/// What carrying a key result over takes from the quarter that runs and from the one that is planned.
struct CarryOver {
  Quarter from{};
  std::string url{};              ///< of its issue
  std::optional<double> value{};  ///< the metric's value as last reported
  Day first_day{};                ///< of the planned quarter
  Day last_day{};
};

struct CarriedKeyResult {
  KeyResult key_result{};
  bool target_reached = false;          ///< the metric stays as it was, and needs a new target
  std::optional<double> measured{};     ///< what a baseline has found: the start of a metric, if it is to get one
  std::vector<std::string> left_out{};  ///< a sentence for what does not go along
};

/// The key result as a new one (PROCESS.md 7): its metric begins where it stands now (one to be
/// held stays as it is), nothing is answered, done or
/// weighed yet, and its prose ends with a link back. Dependencies that it does without, withdrawn or re-scoped, and
/// milestones that are done stay behind; so do dates outside the planned quarter. Number and id are left to the caller.
CarriedKeyResult carried(const KeyResult& running, const CarryOver& over);

/// The objective as a draft without id and key results; an unreached p2 becomes p1.
Objective carried_objective(const Objective& running, double progress);

/// The prose with `Carried over from FY27-Q4 KR1: URL` as its last paragraph, in place of an older link of that kind.
std::string with_link_back(std::string_view prose, Quarter from, int number, std::string_view url);
/// True where a line of the prose is a link back to that URL.
bool links_back_to(std::string_view prose, std::string_view url);

}  // namespace secokr
