#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <secokr/day.hpp>
#include <secokr/objective.hpp>
#include <secokr/quarter.hpp>

namespace secokr {

struct AnnouncedKeyResult {
  int number = 0;
  std::string title{};
  std::string dri{};  ///< without '@'
  std::string url{};  ///< empty while it is not published
  KeyResultState state = KeyResultState::active;
};

struct AnnouncedObjective {
  std::string reference{};
  std::string title{};
  std::string area{};
  std::string dri{};  ///< without '@'
  std::optional<Priority> priority{};
  std::optional<Top5Risk> top5_risk{};
  std::string critical_project{};
  std::string url{};
  std::vector<AnnouncedKeyResult> key_results{};  ///< without dropped ones
};

/// A finalised quarter as the whole organisation may see it.
struct Announcement {
  Quarter quarter{};
  Day first_day{};
  Day last_day{};
  Day first_update_due{};                        ///< of the first week for which updates are owed
  bool published = false;                        ///< every objective shown has an issue
  std::vector<AnnouncedObjective> objectives{};  ///< p0, then p1, then p2; within one in the order of the plan
  std::vector<std::string> gives_way{};          ///< a sentence for each critical project, naming nothing confidential
  std::size_t withheld = 0;                      ///< confidential objectives
  std::size_t withheld_key_results = 0;          ///< confidential KRs of those shown
};

}  // namespace secokr
