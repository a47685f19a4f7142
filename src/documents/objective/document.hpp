#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/error.hpp>
#include <secokr/finding.hpp>
#include <secokr/objective.hpp>

namespace secokr::documents {

/// What a problem brings along: a finding of the rule (of any rule, where none is named) on these lines says nothing
/// new.
struct Consequence {
  std::optional<Rule> rule{};
  std::size_t from = 0;  ///< 1-based
  std::size_t to = 0;    ///< the last one
};

/// Something in an objective file that is not as the grammar has it. F1 and F2 are errors; an unknown section is a
/// warning (also F2).
struct Problem {
  Rule rule = Rule::F1;
  Severity severity = Severity::error;
  std::size_t line = 0;    ///< 1-based
  std::string text{};      ///< the line itself
  std::string message{};   ///< what is wrong, one sentence
  std::string expected{};  ///< what should stand there, or the nearest known name
  std::vector<Consequence> consequences{};
};

/// The fields of an objective or KR by canonical name, in the order in which they are written.
std::vector<std::string> objective_field_names();  // Reference, Status, DRI, Area, Priority, …, Confidential, Published
std::vector<std::string> key_result_field_names();  // DRI, Contributed by, Metric, Weight, State

/// An objective file (FORMATS.md 1): its bytes, the values read from them, and edits that change only their own lines.
/// CRLF, BOM, a missing final newline, tabs, code fences, unknown sections and very long lines survive byte for byte.
class ObjectiveDocument {
 public:
  /// Never fails: what cannot be understood is in `problems()`, everything that can is in `objective()`.
  static ObjectiveDocument parse(std::string bytes);

  const Objective& objective() const { return m_objective; }
  const std::vector<Problem>& problems() const { return m_problems; }
  const std::string& text() const { return m_text; }
  /// No problem of severity error.
  bool ok() const;

  // Each edit re-reads the document. `key_result` is a KR's number; nothing means the objective itself. An edit that
  // cannot be made (no such KR) is an Error of kind usage.
  Status set_title(std::optional<int> key_result, std::string_view title);
  /// Replaces the field's line, or adds it where it belongs in the order of the names; an empty value removes the line.
  Status set_field(std::optional<int> key_result, std::string_view name, std::string_view value);
  /// Replaces the prose; line ends follow the document's.
  Status set_outcome(std::optional<int> key_result, std::string_view prose);
  /// Writes the id's line below the heading (once: a second id is an error).
  Status set_id(std::optional<int> key_result, std::string_view id);
  Status add_dependency(int key_result, const Dependency& dependency);
  Status add_milestone(int key_result, const Milestone& milestone);
  /// Replaces the line of the n-th dependency (1-based) by the one rendered from `dependency`.
  Status replace_dependency(int key_result, std::size_t index, const Dependency& dependency);
  Status replace_milestone(int key_result, std::size_t index, const Milestone& milestone);
  Status renumber_key_result(int from, int to);
  /// Appends a KR as its own section at the end.
  Status add_key_result(const KeyResult& key_result);

 private:
  std::string m_text;
  Objective m_objective;
  std::vector<Problem> m_problems;
};

/// A new file for an objective, complete with its KRs.
std::string render_objective_file(const Objective& objective);

// The lines and lists of the grammar, shared by the file and by the block in an issue's description.
std::string render_dependency(const Dependency& dependency);  ///< without a line end
std::string render_milestone(const Milestone& milestone);
std::optional<Dependency> parse_dependency(std::string_view line);
std::optional<Milestone> parse_milestone(std::string_view line);

}  // namespace secokr::documents
