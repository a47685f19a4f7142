#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include <secokr/day.hpp>
#include <secokr/objective.hpp>
#include <secokr/quarter.hpp>

namespace secokr {

/// A decline as the record of its quarter keeps it (D5), whatever was answered afterwards.
struct RecordedDecline {
  Quarter quarter{};
  Day on{};
  std::string team{};
  std::string area{};        ///< of the team; "external" outside the division, empty where the org does not know it
  std::string manager{};     ///< without '@'
  std::string key_result{};  ///< `Security Training/KR1`
  DeclineClass decline_class = DeclineClass::other;
  std::string reason{};
  std::string by{};  ///< who wrote it down, without '@'
};

/// What `secokr report capacity` prints.
struct CapacityReport {
  std::vector<Quarter> quarters{};          ///< whose records were read
  std::vector<RecordedDecline> declines{};  ///< by quarter, then in the order of the record

  std::size_t count(DeclineClass decline_class) const;
};

/// One line of the report: how often a team declined in a quarter, by class.
struct CapacityLine {
  Quarter quarter{};
  std::string team{};
  std::string area{};
  std::map<DeclineClass, std::size_t> declines{};

  std::size_t count(DeclineClass decline_class) const;
};
/// By quarter; within one those without capacity first, the most often first, then by name.
std::vector<CapacityLine> lines_of(const CapacityReport& report);

}  // namespace secokr
