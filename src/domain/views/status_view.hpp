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

/// A weekly note of mine that counts and could not be understood in part.
struct UnclearItem {
  std::string key_result{};
  std::optional<Day> week{};  ///< nothing where it is the week that is not understood
  std::string what{};
  std::string url{};
};

/// An update that was written and has not arrived.
struct WaitingItem {
  std::string key_result{};
  Day week{};
};

/// Questions that were left in the middle; the answers so far are kept.
struct BegunItem {
  std::string command{};  ///< to be typed to go on
  std::size_t answers = 0;
};

/// A finding of severity error that keeps the quarter from its next step.
struct Blocker {
  Rule rule{};
  std::string subject{};
  std::string what{};
  std::optional<Quarter> quarter{};  ///< that asks it
};

/// An issue that says by secokr's block to be one of ours, and whose author's word does not count (T1).
struct DoubtedItem {
  std::string subject{};  ///< `#14`
  std::string what{};     ///< why, a sentence
  std::string url{};
};

/// What `secokr status` says: what is due, what I owe, what blocks the quarter, what to type next.
struct StatusView {
  std::string user{};
  Day as_of{};
  Quarter quarter{};   ///< the current one
  Quarter planning{};  ///< the one being planned
  // Of a `quarter` that was named and does not run: its first day, or its last one.
  std::optional<Day> begins{};
  std::optional<Day> ended{};
  /// Where the server could not be reached: when what it says was seen.
  std::optional<std::chrono::sys_seconds> seen{};
  std::vector<DueItem> due{};
  std::vector<OwedUpdate> owed{};
  std::vector<UnclearItem> unclear{};
  std::vector<Blocker>
      demands{};  ///< what is asked of me beside updates: a decline (D3), a request (D2), an issue (F5)
  std::vector<Blocker> blocking{};
  std::vector<DoubtedItem> doubted{};
  std::vector<WaitingItem> outbox{};  ///< in the order in which `sync` sends them
  std::vector<BegunItem> begun{};
  std::string next_command{};  ///< to be typed
};

}  // namespace secokr
