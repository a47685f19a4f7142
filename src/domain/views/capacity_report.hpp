#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include <secokr/day.hpp>
#include <secokr/objective.hpp>
#include <secokr/quarter.hpp>

namespace secokr {

/// A decline of a quarter (D5), whatever was answered afterwards: as its record keeps it, or as an answer says it in a
/// file or on an issue.
struct RecordedDecline {
  Quarter quarter{};
  Day on{};
  std::string team{};
  std::string area{};        ///< of the team; "external" outside the division, empty where the org does not know it
  std::string manager{};     ///< without '@'
  std::string key_result{};  ///< `Security Training/KR1`
  DeclineClass decline_class = DeclineClass::other;
  std::string reason{};
  std::string by{};       ///< who wrote it down, without '@'
  bool on_record = true;  ///< false: an answer says it, and no line of the record
};

/// The declines on the record, and behind them those that only answers hold: one that stands in several places counts
/// once, as often as the place that has it most often. `answers` is a list a place. A key result that was numbered anew
/// since is found under its older name.
std::vector<RecordedDecline> with_answers(std::vector<RecordedDecline> recorded,
                                          const std::vector<std::vector<RecordedDecline>>& answers);
/// What the answers of an objective's dependencies decline, under the key results' names of today.
std::vector<RecordedDecline> declines_in(const Objective& objective, Quarter quarter);

/// What `secokr report capacity` prints.
struct CapacityReport {
  std::vector<Quarter> quarters{};  ///< whose records were read
  std::vector<RecordedDecline>
      declines{};  ///< by quarter, then in the order of the record, then those in answers alone

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
