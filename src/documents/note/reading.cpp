#include "documents/note/reading.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "documents/grammar/lines.hpp"
#include "documents/note/headings.hpp"
#include "documents/note/text.hpp"

namespace secokr::documents {
namespace {

class NoteReader {
 public:
  NoteReader(std::string_view text, std::optional<Day> said_on)
      : m_lines(lines_of(text)), m_finder(m_lines), m_said_on(said_on) {
    m_note.text = text;
  }

  std::optional<NoteReading> read() {
    if (!find_title()) return std::nullopt;
    for (std::size_t i = 0; i < m_lines.size();) i = i == m_note.title_line ? pass_title() : pass_line(i);
    end_section(m_note.text.size());
    settle_fields();
    settle_texts();
    return std::move(m_note);
  }

 private:
  /// The line behind a closed code fence that begins here; the next line where none does.
  std::size_t behind(std::size_t index) {
    if (!BlockFinder::opens_fence(m_lines[index].text)) return index + 1;
    return m_finder.end_of_block(index).value_or(index + 1);
  }

  bool find_title() {
    for (std::size_t i = 0; i < m_lines.size(); i = behind(i)) {
      if (behind(i) > i + 1) continue;
      m_title = note_heading(m_lines, i, m_said_on);
      if (m_title.part != NotePart::title) continue;
      m_note.title_line = i;
      return true;
    }
    return false;
  }

  std::size_t pass_title() {
    end_section(m_lines[m_note.title_line].begin);
    const std::size_t last = m_note.title_line + m_title.lines - 1;
    m_note.title_end = m_lines[last].next;
    m_note.is_objective = m_title.is_objective;
    m_note.is_dated = m_title.is_dated;
    m_note.week = m_title.week;
    if (m_title.is_dated && !m_title.week)
      name(m_note.title_line, fmt::format("\"{}\" names no week that has one reading", m_title.week_words),
           "the week's Monday, such as 2027-02-01");
    return last + 1;
  }

  std::size_t pass_line(std::size_t index) {
    const std::size_t after = behind(index);
    if (after > index + 1) {
      if (!m_section) keep(index, after);
      return after;
    }
    const NoteHeading heading = note_heading(m_lines, index);
    if (heading.part == NotePart::title)
      name(index, "A second weekly update begins here", "one a part, below a line such as \"# Security Training/KR2\"");
    if (!heading.nearest.empty())
      name(index, "This is none of a weekly update's headings, and nearly one", "\"" + heading.nearest + "\"");
    if (heading.part == NotePart::accomplished || heading.part == NotePart::next)
      if (open_section(heading, index)) return index + heading.lines;
    if (!m_section) pass_head_line(index);
    return after;
  }

  bool open_section(const NoteHeading& heading, std::size_t index) {
    std::optional<NoteSection>& section = heading.part == NotePart::next ? m_note.next : m_note.accomplished;
    if (section) {
      name(index, fmt::format("\"{}\" stands there twice", heading_text(heading.part)), "each heading once");
      return false;
    }
    end_section(m_lines[index].begin);
    const std::size_t last = index + heading.lines - 1;
    const std::size_t begin = heading.text_begin > 0 ? m_lines[index].begin + heading.text_begin : m_lines[last].next;
    section = NoteSection{.heading = m_lines[index].begin, .text = {begin, begin}};
    m_section = &*section;
    return true;
  }

  void end_section(std::size_t at) {
    if (m_section != nullptr) m_section->text.end = std::max(m_section->text.begin, at);
    m_section = nullptr;
  }

  /// A line above the first section: fields, the lines that a risk goes on in, or text.
  void pass_head_line(std::size_t index) {
    const Line& line = m_lines[index];
    if (line.blank()) {
      m_in_risk = false;
      return;
    }
    std::vector<NoteField> fields = note_fields_of(line.text);
    const bool is_prose = m_prose && std::ranges::none_of(fields, &NoteField::is_given);
    if (!fields.empty() && !is_prose) {
      for (NoteField& field : fields) {
        const TextSpan value{line.begin + field.begin, line.begin + field.end};
        m_note.fields.push_back({std::move(field), index, value, line.end});
      }
      m_in_risk = m_note.fields.back().field.kind == NoteFieldKind::risk;
    } else if (m_in_risk && goes_on(line.text)) {
      PlacedField& risk = m_note.fields.back();
      risk.field.text += (risk.field.text.empty() ? "" : " ") + std::string(base::trim(line.text));
      risk.value.end = line.begin + base::trim_right(line.text).size();
      risk.line_end = line.end;
    } else {
      keep(index, index + 1);
    }
  }

  /// A paragraph goes on in a line that begins nothing of its own.
  static bool goes_on(std::string_view line) {
    return heading_of(line).level == 0 && !is_list_item(line) && !is_table_or_quote(line) && !BlockFinder::opens(line);
  }

  void keep(std::size_t first, std::size_t behind_last) {
    m_in_risk = false;
    m_prose = true;
    const TextSpan span{m_lines[first].begin, m_lines[behind_last - 1].next};
    const bool goes_on_there = !m_note.more.empty() && blank_between(m_note.more.back().end, span.begin);
    if (goes_on_there)
      m_note.more.back().end = span.end;
    else
      m_note.more.push_back(span);
  }

  bool blank_between(std::size_t begin, std::size_t end) const {
    return base::trim(m_note.text.substr(begin, end - begin)).empty();
  }

  void name(std::size_t index, std::string message, std::string expected, bool aside = false) {
    (aside ? m_note.asides : m_note.problems)
        .push_back({.line = index + 1,
                    .text = std::string(m_lines[index].text),
                    .message = std::move(message),
                    .expected = std::move(expected)});
  }

  void settle_fields() {
    for (const PlacedField& placed : m_note.fields) {
      const NoteField& field = placed.field;
      const bool said_elsewhere = std::ranges::any_of(m_note.fields, [&](const PlacedField& other) {
        return other.field.kind == field.kind && other.field.is_given;
      });
      if (!field.message.empty() && !said_elsewhere) name(placed.line, field.message, field.expected);
      if (!field.message.empty() && said_elsewhere) name(placed.line, field.message, field.expected, true);
      if (!field.rest.empty())
        name(placed.line, fmt::format("\"{}\" stands behind a value", field.rest),
             field.kind == NoteFieldKind::health
                 ? "the reason on a line \"Risk: …\", other words on a line of their own"
                 : "words on a line of their own",
             true);
      if (field.is_given || !field.unit.empty()) take(placed);
    }
  }

  /// The first of a kind counts, and risks add up.
  void take(const PlacedField& placed) {
    const NoteField& field = placed.field;
    WeeklyUpdate& update = m_note.update;
    const auto first = std::ranges::find_if(m_note.fields, [&](const PlacedField& other) {
      return other.field.kind == field.kind && other.field.is_given;
    });
    const bool is_first = first == m_note.fields.end() || &*first == &placed;
    if (!is_first && field.kind != NoteFieldKind::risk) {
      if (field.is_given && !same(first->field, field))
        name(placed.line, "This is said twice, and differently", "each field once");
      return;
    }
    switch (field.kind) {
      case NoteFieldKind::progress:
        update.progress = field.number;
        m_note.has_progress = true;
        break;
      case NoteFieldKind::value:
        if (field.is_given) update.value = field.number;
        update.unit = field.unit;
        break;
      case NoteFieldKind::health:
        update.health = field.health;
        break;
      case NoteFieldKind::milestones:
        update.milestones_at_risk = field.milestones;
        break;
      case NoteFieldKind::risk:
        update.risk += (update.risk.empty() || field.text.empty() ? "" : "; ") + field.text;
        break;
    }
  }

  static bool same(const NoteField& a, const NoteField& b) {
    return a.number == b.number && a.health == b.health && a.milestones == b.milestones;
  }

  void settle_texts() {
    WeeklyUpdate& update = m_note.update;
    const auto text_in = [&](const TextSpan& span) { return m_note.text.substr(span.begin, span.end - span.begin); };
    if (m_note.accomplished) update.accomplished = bulleted(text_in(m_note.accomplished->text));
    if (m_note.next) update.next = bulleted(text_in(m_note.next->text));
    std::string more = m_title.more;
    for (const TextSpan& span : m_note.more)
      more += (more.empty() ? "" : "\n\n") + std::string(base::trim_right(text_in(span)));
    update.more = settled(more);
  }

  std::vector<Line> m_lines;
  BlockFinder m_finder;
  std::optional<Day> m_said_on;
  NoteHeading m_title{};
  NoteReading m_note{};
  NoteSection* m_section = nullptr;
  bool m_prose = false;    ///< a paragraph stood above the sections
  bool m_in_risk = false;  ///< the line before is a risk
};

}  // namespace

std::optional<NoteReading> read_note(std::string_view text, std::optional<Day> said_on) {
  return NoteReader(text, said_on).read();
}

}  // namespace secokr::documents
