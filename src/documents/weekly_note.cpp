#include "documents/weekly_note.hpp"

#include <array>

#include "base/text.hpp"
#include "documents/defuse.hpp"
#include "documents/issue_text.hpp"
#include "documents/lines.hpp"
#include "documents/marker.hpp"
#include "documents/note_fields.hpp"
#include "documents/note_text.hpp"
#include "documents/older_note_fields.hpp"

namespace secokr::documents {
namespace {

constexpr std::string_view k_accomplished = "What was accomplished this week";
constexpr std::string_view k_next = "What will be accomplished next week";

/// A shape of PROCESS.md 6: today's, or one that is read for history.
struct Shape {
  std::string_view title;  ///< up to the week
  bool dated;              ///< the week stands behind it
  std::string_view accomplished;
  std::string_view next;
  void (*read_fields)(std::string_view text, WeeklyUpdate& update, bool& has_progress);
};
constexpr std::array<Shape, 4> k_shapes{{
    {"Weekly KR Update for the week starting on ", true, k_accomplished, k_next, read_note_fields},
    {"Weekly Objective Update for the week starting on ", true, k_accomplished, k_next, read_note_fields},
    {"Weekly KR Update for the week of ", true, "Completed", "Next steps", read_older_note_fields},
    {"Weekly update", false, "What was accomplished", "Next steps", read_older_note_fields},
}};

const Shape* shape_of(std::string_view title) {
  for (const Shape& shape : k_shapes) {
    const std::string_view begin = shape.dated ? title.substr(0, shape.title.size()) : title;
    if (base::equals_folded(begin, shape.title)) return &shape;
  }
  return nullptr;
}

std::string title_of(std::string_view kind) {
  return kind == "objective" ? "Weekly Objective Update for the week starting on "
                             : "Weekly KR Update for the week starting on ";
}

std::string section(std::string_view heading, std::string_view typed) {
  const std::string text = bulleted(typed);
  return "## " + std::string(heading) + "\n\n" + (text.empty() ? "-" : text) + "\n\n";
}

/// The lines of a note by what stands above them: the heading, the two sections.
struct NoteParts {
  const Shape* shape = nullptr;
  std::string_view title{};
  std::string_view head{};
  std::string_view accomplished{};
  std::string_view next{};
};

/// True for a `##` heading of our shape outside code. Comments hide nothing here: a note has none but its marker.
std::optional<std::string_view> heading_words(std::string_view line) {
  const Heading heading = heading_of(line);
  if (heading.level != 2) return std::nullopt;
  return base::trim(line.substr(heading.text_begin));
}

std::optional<NoteParts> split(std::string_view text) {
  const std::vector<Line> lines = lines_of(text);
  BlockFinder finder(lines);
  NoteParts parts;
  std::string_view* current = nullptr;
  std::size_t begin = 0;
  const auto close = [&](std::size_t end) {
    if (current != nullptr) *current = text.substr(begin, end - begin);
  };
  for (std::size_t i = 0; i < lines.size();) {
    const auto words = heading_words(lines[i].text);
    std::string_view* opened = nullptr;
    if (words && parts.shape == nullptr) {
      parts.shape = shape_of(*words);
      parts.title = *words;
      if (parts.shape != nullptr) opened = &parts.head;
    } else if (words && base::equals_folded(*words, parts.shape->accomplished)) {
      opened = &parts.accomplished;
    } else if (words && base::equals_folded(*words, parts.shape->next)) {
      opened = &parts.next;
    }
    if (opened != nullptr) {
      close(lines[i].begin);
      current = opened;
      begin = lines[i].next;
    }
    std::size_t end = i + 1;
    if (BlockFinder::opens_fence(lines[i].text)) end = finder.end_of_block(i).value_or(end);
    i = end;
  }
  close(text.size());
  if (parts.shape == nullptr) return std::nullopt;
  return parts;
}

/// The week in a title; an undated title, the template's "YYYY-MM-DD" and other slips are dated by the note's day. A
/// Monday in any case (U2).
Day week_of(const NoteParts& parts, Day note_day) {
  const std::string_view word = parts.shape->dated ? parts.title.substr(parts.shape->title.size()) : "";
  return monday_of(parse_day(base::trim(word)).value_or(note_day));
}

std::string typed_text(std::string_view section_text) { return bulleted(undefuse(section_text)); }

/// The marker in the last line that is not blank, and where that line begins.
struct LastMarker {
  std::size_t begin = 0;
  Marker marker{};
};
std::optional<LastMarker> last_marker(std::string_view body) {
  const std::string_view text = base::trim_right(body);
  const std::size_t before = text.find_last_of("\r\n");
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  auto marker = read_marker(text.substr(begin));
  if (!marker || marker->name != "update") return std::nullopt;
  return LastMarker{begin, *std::move(marker)};
}

std::string text_of(const WeeklyUpdate& update, const std::string& fields, std::string_view kind) {
  return "## " + title_of(kind) + to_string(update.week) + "\n\n" + fields + "\n" +
         section(k_accomplished, update.accomplished) + section(k_next, update.next);
}

}  // namespace

std::string purpose_of_note(std::string_view note) {
  const auto begin = note.rfind("<!-- secokr:update");
  if (begin == std::string_view::npos) return "";
  return std::string(note.substr(begin, note.find(" sum=", begin) - begin));
}

std::string weekly_text(const WeeklyUpdate& update, bool has_progress, std::string_view kind) {
  return text_of(update, open_note_fields_text(update, has_progress), kind);
}

std::string render_weekly_note(const WeeklyUpdate& update, const NoteIdentity& identity) {
  std::string text = defuse(text_of(update, note_fields_text(update), identity.kind));
  text += "<!-- secokr:update 1 kind=" + identity.kind + " id=" + identity.id + " week=" + to_string(update.week);
  if (update.progress_by_hand) text += " hand=1";
  return text + " sum=" + block_sum(std::string_view(text).substr(0, text.rfind("<!-- secokr:update"))) + " -->";
}

std::optional<ParsedNote> parse_weekly_note(std::string_view body, Day note_day) {
  const auto marker = last_marker(body);
  const std::string_view text = body.substr(0, marker ? marker->begin : body.size());
  const auto parts = split(text);
  if (!parts) return std::nullopt;

  ParsedNote note;
  note.update.week = week_of(*parts, note_day);
  parts->shape->read_fields(undefuse(parts->head), note.update, note.has_progress);
  note.update.progress_by_hand = !note.update.value.has_value();
  note.update.accomplished = typed_text(parts->accomplished);
  note.update.next = typed_text(parts->next);
  if (marker) {
    note.identity = NoteIdentity{marker->marker.attribute("kind"), marker->marker.attribute("id")};
    note.intact = marker->marker.attribute("sum") == block_sum(text);
    note.update.progress_by_hand = marker->marker.attribute("hand") == "1";
    if (const auto marked = parse_day(marker->marker.attribute("week"))) note.update.week = monday_of(*marked);
  }
  return note;
}

}  // namespace secokr::documents
