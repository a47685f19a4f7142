#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/weekly_update.hpp>

namespace secokr::documents {

enum class NoteFieldKind { progress, value, health, milestones, risk };

/// A field of a weekly note as it stands in its line.
struct NoteField {
  NoteFieldKind kind = NoteFieldKind::progress;
  std::size_t begin = 0;  ///< of the value's words, in the line
  std::size_t end = 0;
  bool is_given = false;  ///< else it is left open (`Progress: %`), or not understood
  bool is_bare = false;   ///< a health without its name, alone on its line
  std::string message{};  ///< what is not understood; empty where all is
  std::string expected{};
  std::string rest{};  ///< words behind a value that was understood: "(was 40)"

  double number = 0;               ///< of a progress or value
  std::string unit{};              ///< of a value, also of one that is left open
  std::optional<Health> health{};  ///< of a health
  std::vector<int> milestones{};   ///< of milestones at risk; empty for "none"
  std::string text{};              ///< of a risk
  bool is_open() const { return !is_given && message.empty(); }
};

/// The fields of a line, in today's names and the older ones, bold, behind a bullet, one or several a line; a line that
/// says a health and nothing else is one. Empty for any other line.
std::vector<NoteField> note_fields_of(std::string_view line);

/// True for a value that is not understood, and is no more than one with a slip: "33,3%", "Green".
bool is_slip(NoteFieldKind kind, std::string_view value);

/// `Progress: 40% · Value: 78 % · Health: On Track · Milestones at risk: 2, 3`, and where there is one the line `Risk:
/// …`. Ends in a line end. The progress has at most one decimal and is never rounded up over a bar.
std::string note_fields_text(const WeeklyUpdate& update);

/// The same for an editor: what is not known yet is left open, `Progress: % · Value: % · Health:`.
std::string open_note_fields_text(const WeeklyUpdate& update, bool has_progress);

/// `Health: At Risk`: a field as it is written. A risk is one line.
std::string note_field_text(NoteFieldKind kind, const WeeklyUpdate& update);
/// Its value alone.
std::string note_value_text(NoteFieldKind kind, const WeeklyUpdate& update);

}  // namespace secokr::documents
