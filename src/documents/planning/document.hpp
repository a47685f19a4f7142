#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/day.hpp>
#include <secokr/error.hpp>
#include <secokr/quarter.hpp>

#include "domain/objective/carrying.hpp"

namespace secokr::documents {

/// What becomes of a running key result in the planned quarter.
struct CarryDecision {
  CarryAct act = CarryAct::keep;
  std::string as{};  ///< `FY28-Q1/Security Training/KR2`; empty for a drop
  std::string by{};  ///< username without '@'
  Day on{};
  std::string reason{};  ///< may be empty
  friend bool operator==(const CarryDecision&, const CarryDecision&) = default;
};

/// A key result in a list of the planning document:
/// `- [ ] FY27-Q4/Security Training/KR1: FACTS — keep, modify or drop?`, and once decided
/// `- [x] FY27-Q4/Security Training/KR1: FACTS — keep as FY28-Q1/Security Training/KR2, by @x on DATE: REASON`.
struct RunningLine {
  Quarter quarter{};
  std::string reference{};
  int number = 0;
  std::optional<CarryDecision> decision{};  ///< nothing while there is no tick, or where a tick says no more
  std::size_t line = 0;                     ///< 1-based
};

/// New lines for the key results of one objective; Markdown, each on one line.
struct RunningGroup {
  std::string reference{};
  std::string heading{};             ///< below the section's, without its `###`
  std::vector<std::string> lines{};  ///< as `running_line` writes them
};

/// A line without a decision. `facts` is Markdown.
std::string running_line(Quarter quarter, std::string_view reference, int number, std::string_view facts);

/// The same, ticked, for one that is carried over already by somebody whom no line names: `… — carried over as NAME`.
std::string carried_line(std::string line, std::string_view as);

/// The quarter's planning document (`okrs/FY28-Q1/README.md`): everybody's text, of which secokr reads and writes the
/// lines of the running key results alone. They are found wherever they stand outside code and comments; all else
/// stays byte for byte.
class PlanningDocument {
 public:
  static PlanningDocument parse(std::string bytes);

  const std::string& text() const { return m_text; }
  const std::vector<RunningLine>& running() const { return m_running; }
  /// The line of a key result; case is ignored in the reference. Null where there is none.
  const RunningLine* find(Quarter quarter, std::string_view reference, int number) const;
  bool has_section(Quarter running) const;
  /// The line (from 1) that opens a code block or comment that is never closed: nothing below it is seen.
  std::optional<std::size_t> unclosed() const;

  /// Puts each group behind the last line of its objective, else at the end of the section `## Running in FY27-Q4`,
  /// which is made in front of `## Rough ideas`, else at the end. `intro` opens a section that is made; `nothing` is
  /// the line that stands in one without key results, and goes once there are some. Error local_file with the line,
  /// and the text as it was, where something is `unclosed`.
  Status add_running(Quarter running, const std::string& intro, const std::string& nothing,
                     const std::vector<RunningGroup>& groups);
  /// Ticks a line of `running()` and writes the decision where the question stands, else at the line's end.
  void decide(std::size_t index, const CarryDecision& decision);

 private:
  void splice_in(std::size_t at, const std::string& lines);
  std::string m_text{};
  std::vector<RunningLine> m_running{};
};

}  // namespace secokr::documents
