#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <secokr/day.hpp>
#include <secokr/quarter.hpp>
#include <secokr/rule.hpp>

namespace secokr {

/// A date of the calendar that lies ahead; `days_left` is 0 on the day itself.
struct DueItem {
  std::string what{};
  Day date{};
  int days_left = 0;
};

/// A weekly update that somebody still owes; overdue when `due` lies before today.
struct OwedUpdate {
  std::string key_result{};  ///< `Security Training/KR2`
  Day week{};
  Day due{};
};

/// An update that was written and has not arrived.
struct WaitingItem {
  std::string key_result{};
  Day week{};
};

/// A finding of severity error that keeps the quarter from its next step.
struct Blocker {
  Rule rule = Rule::F1;
  std::string subject{};
  std::string what{};
};

/// What `secokr status` says: what is due, what I owe, what blocks the quarter, what to type next.
struct StatusView {
  std::string user{};
  Day as_of{};
  Quarter quarter{};   ///< the current one
  Quarter planning{};  ///< the one being planned
  /// Where the server could not be reached: when what it says was seen.
  std::optional<std::chrono::sys_seconds> seen{};
  std::vector<DueItem> due{};
  std::vector<OwedUpdate> owed{};
  std::vector<Blocker> blocking{};
  std::vector<WaitingItem> outbox{};  ///< in the order in which `sync` sends them
  std::string next_command{};         ///< to be typed; where it comes from a use case, without the program's name
};

}  // namespace secokr
