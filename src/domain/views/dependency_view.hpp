#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <secokr/day.hpp>
#include <secokr/objective.hpp>
#include <secokr/quarter.hpp>

namespace secokr {

/// A dependency of a quarter, where it stands and what is to be said of it.
struct DependencyRow {
  std::string key_result{};   ///< `Security Training/KR1`
  std::size_t number = 0;     ///< 1-based: D1
  std::string title{};        ///< the key result's
  std::string dri{};          ///< the key result's, without '@'
  bool confidential = false;  ///< so is its objective
  Dependency dependency{};
  std::string manager{};       ///< who answers: the org knows best
  std::string objection{};     ///< D1: why the answer that stands does not count; empty where it does, or none stands
  std::optional<bool> mine{};  ///< I may answer; nothing where nobody asked who I am
  std::string path{};          ///< of the file that it was read from, relative to the workspace; empty for an issue
  std::size_t line = 0;
  std::string url{};  ///< of the key result's issue; empty for a file

  /// `Security Training/KR1/D2`.
  std::string name() const { return key_result + "/D" + std::to_string(number); }
  /// Waits for somebody: nothing was answered, or what was answered does not count.
  bool open() const { return dependency.status() == DependencyStatus::requested || !objection.empty(); }
};

/// The dependencies of a quarter, those that were asked for.
struct DependencyView {
  Quarter quarter{};
  std::string user{};             ///< who asks; empty where it makes no difference
  std::size_t all = 0;            ///< of the quarter, before any was left out
  std::optional<Day> final_on{};  ///< the day on which the quarter becomes final
  std::vector<DependencyRow> dependencies{};
  std::vector<std::string> notices{};  ///< to be said aloud, a sentence each
};

/// What is said to one manager who owes answers.
struct DependencyReminder {
  std::string manager{};  ///< without '@'
  std::vector<std::string> teams{};
  std::vector<DependencyRow> dependencies{};
  std::size_t withheld = 0;        ///< confidential ones, which are not named outside the division
  std::vector<std::string> ask{};  ///< who can tell about those, without '@'
};

struct DependencyReminders {
  Quarter quarter{};
  Day today{};
  Day first_day{};
  Day last_day{};
  Day prepared_from{};  ///< when teams begin to prepare and answer
  Day final_on{};
  std::size_t all = 0;  ///< dependencies of the quarter, answered ones too
  std::vector<DependencyReminder> reminders{};
  std::vector<std::string> notices{};  ///< to be said aloud, a sentence each
};

}  // namespace secokr
