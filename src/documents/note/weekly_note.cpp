#include "documents/note/weekly_note.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "documents/grammar/lines.hpp"
#include "documents/grammar/marker.hpp"
#include "documents/grammar/neutralise.hpp"
#include "documents/issue/text.hpp"
#include "documents/note/edit.hpp"
#include "documents/note/fields.hpp"
#include "documents/note/headings.hpp"
#include "documents/note/reading.hpp"
#include "documents/note/text.hpp"

namespace secokr::documents {
namespace {

constexpr std::string_view k_update_marker = "<!-- secokr:update";

std::string title_of(std::string_view kind) {
  return kind == OkrKind::objective ? "Weekly Objective Update for the week starting on "
                                    : "Weekly KR Update for the week starting on ";
}

std::string section(NotePart part, std::string_view typed) {
  const std::string text = bulleted(typed);
  return "## " + std::string(heading_text(part)) + "\n\n" + (text.empty() ? "-" : text) + "\n\n";
}

std::string text_of(const WeeklyUpdate& update, const std::string& fields, std::string_view kind) {
  const std::string more = settled(update.more);
  return "## " + title_of(kind) + to_string(update.week) + "\n\n" + fields + (more.empty() ? "" : "\n" + more + "\n") +
         "\n" + section(NotePart::accomplished, update.accomplished) + section(NotePart::next, update.next);
}

/// A note's text without its marker, which may stand anywhere since people write below it.
struct MarkedNote {
  std::optional<Marker> marker{};
  std::string text{};
  bool intact = false;
};

/// One marker with all that secokr writes into it; other comments are text.
bool is_whole_marker(const Marker& marker, std::string_view line) {
  const auto is_hex = [](std::string_view text, std::size_t size) {
    return text.size() == size && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
  };
  return marker.name == "update" && is_hex(marker.attribute("id"), 16) && is_hex(marker.attribute("sum"), 8) &&
         line.find("-->") == line.rfind("-->");
}

MarkedNote marked_note(std::string_view body) {
  const std::vector<Line> lines = lines_of(body);
  for (std::size_t i = lines.size(); i-- > 0;) {
    auto marker = read_marker(lines[i].text);
    if (!marker || !is_whole_marker(*marker, lines[i].text)) continue;
    const std::string_view above = body.substr(0, lines[i].begin);
    const std::string_view below = body.substr(lines[i].next);
    const bool is_last = base::trim(below).empty();
    const bool intact = is_last && marker->attribute("sum") == block_sum(above);
    return {std::move(marker), std::string(above) + (is_last ? "" : std::string(below)), intact};
  }
  return {.text = std::string(body)};
}

std::string marker_line(const WeeklyUpdate& update, const NoteIdentity& identity, const std::string& sum) {
  return std::string(k_update_marker) + " 1 kind=" + identity.kind + " id=" + identity.id +
         " week=" + to_string(update.week) + (update.progress_by_hand ? " progress=hand" : "") + " sum=" + sum + " -->";
}

bool says_by_hand(const Marker& marker) {
  return marker.attribute("progress") == "hand" || marker.attribute("hand") == "1";
}

/// A person wrote the progress of a note without a marker, and the one that stands there in place of secokr's.
bool is_by_hand(const MarkedNote& marked, const NoteReading& reading) {
  return marked.marker ? says_by_hand(*marked.marker) : reading.has_progress;
}

}  // namespace

std::string purpose_of_note(std::string_view note) {
  constexpr std::string_view week = " week=";
  constexpr std::size_t day_size = 10;
  const auto begin = note.rfind(k_update_marker);
  if (begin == std::string_view::npos) return "";
  const auto at = note.find(week, begin);
  return std::string(note.substr(begin, at == std::string_view::npos ? at : at + week.size() + day_size - begin));
}

std::string weekly_text(const WeeklyUpdate& update, bool has_progress, std::string_view kind) {
  return text_of(update, open_note_fields_text(update, has_progress), kind);
}

std::string render_weekly_note(const WeeklyUpdate& update, const NoteIdentity& identity) {
  const std::string text = neutralise(text_of(update, note_fields_text(update), identity.kind));
  return text + marker_line(update, identity, block_sum(text));
}

std::string edit_weekly_note(std::string_view body, const WeeklyUpdate& before, const WeeklyUpdate& wanted,
                             const NoteIdentity& identity) {
  const MarkedNote marked = marked_note(body);
  const std::string plain = restore_neutralised(marked.text);
  const auto reading = read_note(plain);
  if (marked.intact || !reading) return render_weekly_note(wanted, identity);
  std::string text(base::trim_right(neutralise(edit_note_text(*reading, before, wanted))));
  const std::string sum = marked.marker ? marked.marker->attribute("sum") : "";
  return text + "\n\n" + marker_line(wanted, identity, sum.empty() ? "00000000" : sum);
}

std::optional<ParsedNote> parse_weekly_note(std::string_view body, Day note_day) {
  const MarkedNote marked = marked_note(body);
  const std::string plain = restore_neutralised(marked.text);
  auto reading = read_note(plain, note_day);
  if (!reading) return std::nullopt;

  ParsedNote note{.update = std::move(reading->update),
                  .intact = marked.intact,
                  .has_progress = reading->has_progress,
                  .problems = std::move(reading->problems)};
  note.has_milestones = std::ranges::any_of(reading->fields, [](const PlacedField& placed) {
    return placed.field.kind == NoteFieldKind::milestones && placed.field.is_given;
  });
  note.update.progress_by_hand = is_by_hand(marked, *reading);
  std::optional<Day> week = reading->week;
  if (marked.marker) {
    note.identity = NoteIdentity{marked.marker->attribute("kind"), marked.marker->attribute("id")};
    if (!week) week = parse_day(marked.marker->attribute("week"));
  }
  note.has_week = week.has_value() || !reading->is_dated;
  note.update.week = monday_of(week.value_or(note_day));
  return note;
}

}  // namespace secokr::documents
