#pragma once
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <secokr/day.hpp>
#include <secokr/error.hpp>
#include <secokr/objective.hpp>

#include "tracker/change/change_set.hpp"
#include "workspace/workspace.hpp"

namespace secokr::workspace {

/// One line of a quarter's record (FORMATS.md 4).
struct Decision {
  Day on{};
  std::string rule{};     ///< a rule's ID, or `override ID`
  std::string subject{};  ///< an area, a reference, `Security Training/KR1`, a quarter
  std::vector<std::string> details{};
  std::string reason{};
  std::string by{};  ///< username without '@'
  friend bool operator==(const Decision&, const Decision&) = default;
};

/// `- 2026-12-21 · O3 · SecOps · business as usual · incident backlog · by @secops-director`; inside a part ` · ` and
/// line breaks become blanks.
std::string render_decision(const Decision& decision);
std::optional<Decision> parse_decision(std::string_view line);

/// A record as read. It is everybody's file: what is no decision is kept in the file and named here, never an error.
struct Record {
  std::vector<Decision> decisions{};  ///< in order; a line that a merge doubled counts once
  std::vector<std::pair<std::size_t, std::string>>
      other_lines{};  ///< what is neither a decision nor a heading or comment, with 1-based lines
};
Record parse_record(std::string_view text);

/// The decisions of a quarter; none when it has no record. Error: local_file.
Expected<std::vector<Decision>> read_decisions(const Workspace& workspace, Quarter quarter);

/// The change that appends a decision to the quarter's record.
tracker::Change append_change(const Workspace& workspace, Quarter quarter, const Decision& decision);

/// What is decided on the record, each for its rule; all but the last two with a word as first detail.
enum class Decided {
  business_as_usual,
  excluded,
  dropped,
  gone_with_last,  ///< the objective of the last key result that was dropped
  rescoped,
  renumbered,
  amended,   ///< details: what a file says otherwise
  accepted,  ///< details: what an issue says otherwise
};
/// `rest` with the rule and word of what was decided.
Decision decision_of(Decided what, Decision rest);
bool says(const Decision& decision, Decided what);

/// Area -> reason of those that declared business as usual (O3).
std::map<std::string, std::string> business_as_usual(const std::vector<Decision>& decisions);
/// A team's no to a dependency, as a decision keeps it: no capacity is D5, the other classes are D3, which is what they
/// demand. The decision's subject is the key result.
struct RecordedAnswer {
  std::string team{};
  std::string manager{};  ///< without '@'
  DeclineClass decline_class = DeclineClass::other;
};
Decision decline_decision(const RecordedAnswer& decline, Decision rest);
std::optional<RecordedAnswer> parse_decline(const Decision& decision);

/// The overrides on the record, `rule` without the word `override`.
std::vector<Decision> overrides(const std::vector<Decision>& decisions);

}  // namespace secokr::workspace
