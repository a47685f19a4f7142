#include "documents/weekly_note.hpp"

#include "base/text.hpp"
#include "documents/defuse.hpp"
#include "documents/issue_text.hpp"
#include "documents/lines.hpp"
#include "documents/marker.hpp"
#include "documents/note_fields.hpp"
#include "documents/note_text.hpp"

namespace secokr::documents {
namespace {

constexpr std::string_view k_accomplished = "What was accomplished this week";
constexpr std::string_view k_next = "What will be accomplished next week";

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
    if (words && parts.title.empty() && words->find("Update for the week starting on ") != std::string_view::npos) {
      parts.title = *words;
      opened = &parts.head;
    } else if (words && !parts.title.empty() && base::equals_folded(*words, k_accomplished)) {
      opened = &parts.accomplished;
    } else if (words && !parts.title.empty() && base::equals_folded(*words, k_next)) {
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
  if (parts.title.empty()) return std::nullopt;
  return parts;
}

/// The week in a title; the template's "YYYY-MM-DD" and other slips are dated by the note's day. A Monday in any case
/// (U2).
std::optional<Day> week_of(std::string_view title, Day note_day) {
  for (const std::string_view kind : {"kr", "objective"}) {
    const std::string prefix = title_of(kind);
    if (!base::equals_folded(title.substr(0, prefix.size()), prefix)) continue;
    return monday_of(parse_day(base::trim(title.substr(prefix.size()))).value_or(note_day));
  }
  return std::nullopt;
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

}  // namespace

std::string render_weekly_note(const WeeklyUpdate& update, const NoteIdentity& identity) {
  const std::string week = to_string(update.week);
  std::string text = "## " + title_of(identity.kind) + week + "\n\n" + note_fields_text(update) + "\n";
  text += section(k_accomplished, update.accomplished) + section(k_next, update.next);
  text = defuse(text);
  text += "<!-- secokr:update 1 kind=" + identity.kind + " id=" + identity.id + " week=" + week;
  if (update.progress_by_hand) text += " hand=1";
  return text + " sum=" + block_sum(std::string_view(text).substr(0, text.rfind("<!-- secokr:update"))) + " -->";
}

std::optional<ParsedNote> parse_weekly_note(std::string_view body, Day note_day) {
  const auto marker = last_marker(body);
  const std::string_view text = body.substr(0, marker ? marker->begin : body.size());
  const auto parts = split(text);
  if (!parts) return std::nullopt;
  const auto week = week_of(parts->title, note_day);
  if (!week) return std::nullopt;

  ParsedNote note;
  note.update.week = *week;
  read_note_fields(undefuse(parts->head), note.update);
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
