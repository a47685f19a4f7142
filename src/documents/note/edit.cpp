#include "documents/note/edit.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.hpp"
#include "documents/grammar/lines.hpp"
#include "documents/note/headings.hpp"
#include "documents/note/text.hpp"

namespace secokr::documents {
namespace {

/// `text` in place of a span of the note.
struct NoteSplice {
  TextSpan span{};
  std::string text{};
};

bool differs(NoteFieldKind kind, const WeeklyUpdate& before, const WeeklyUpdate& wanted) {
  switch (kind) {
    case NoteFieldKind::progress:
      return note_value_text(kind, before) != note_value_text(kind, wanted) ||
             before.progress_by_hand != wanted.progress_by_hand;
    case NoteFieldKind::value:
      return wanted.value && (before.value != wanted.value || before.unit != wanted.unit);
    case NoteFieldKind::health:
      return wanted.health && before.health != wanted.health;
    case NoteFieldKind::milestones:
      return before.milestones_at_risk != wanted.milestones_at_risk;
    case NoteFieldKind::risk:
      return !wanted.risk.empty() && one_line(before.risk) != one_line(wanted.risk);
  }
  return false;
}

class NoteEditor {
 public:
  NoteEditor(const NoteReading& note, const WeeklyUpdate& before, const WeeklyUpdate& wanted)
      : m_note(note), m_before(before), m_wanted(wanted) {}

  std::string edit() {
    for (const NoteFieldKind kind : {NoteFieldKind::progress, NoteFieldKind::value, NoteFieldKind::health,
                                     NoteFieldKind::milestones, NoteFieldKind::risk})
      if ((differs(kind, m_before, m_wanted) || goes_with_value(kind)) && !replace(kind)) add(kind);
    edit_more();
    edit_section(NotePart::accomplished, m_note.accomplished, m_before.accomplished, m_wanted.accomplished);
    edit_section(NotePart::next, m_note.next, m_before.next, m_wanted.next);
    place_added();
    return spliced();
  }

 private:
  /// A value that is new brings its progress along where none stands there.
  bool goes_with_value(NoteFieldKind kind) const {
    return kind == NoteFieldKind::progress && !m_note.has_progress && differs(NoteFieldKind::value, m_before, m_wanted);
  }

  std::string_view text_of_span(const TextSpan& span) const {
    return m_note.text.substr(span.begin, span.end - span.begin);
  }

  /// A value that is not understood is replaced where it is one with a slip ("33,3%", "Green"); else it is somebody's
  /// words, and they stay.
  bool may_replace(const PlacedField& placed) const {
    return placed.field.is_given || placed.field.is_open() || is_slip(placed.field.kind, text_of_span(placed.value));
  }

  /// Every place of the field; false where it has none.
  bool replace(NoteFieldKind kind) {
    bool any = false;
    for (const PlacedField& placed : m_note.fields) {
      if (placed.field.kind != kind) continue;
      if (!may_replace(placed)) continue;
      // Of several risks the first becomes the new one.
      if (kind == NoteFieldKind::risk && any) continue;
      // What is added to a risk goes behind it: others may stand elsewhere.
      const std::string was = one_line(m_before.risk);
      const std::string now = note_value_text(kind, m_wanted);
      if (kind == NoteFieldKind::risk && !was.empty() && now.starts_with(was + ";")) {
        m_splices.push_back({{placed.value.end, placed.value.end}, now.substr(was.size())});
        any = true;
        continue;
      }
      const bool glued = placed.value.begin > 0 && m_note.text[placed.value.begin - 1] == ':';
      m_splices.push_back({placed.value, (glued ? " " : "") + note_value_text(kind, m_wanted)});
      any = true;
    }
    return any;
  }

  void add(NoteFieldKind kind) {
    const std::string text = note_field_text(kind, m_wanted);
    if (kind == NoteFieldKind::risk)
      m_added_risk = text;
    else
      m_added_fields.push_back(text);
  }

  /// Behind the first lines of fields, or below the title.
  void place_added() {
    const PlacedField* last = nullptr;
    for (const PlacedField& placed : m_note.fields)
      if (placed.field.kind != NoteFieldKind::risk && (last == nullptr || placed.line <= last->line + 1))
        last = &placed;
    const std::string fields = base::join(m_added_fields, " · ");
    std::string below;
    std::size_t place = m_note.title_end;
    if (last != nullptr) {
      place = last->line_end;
      if (!fields.empty()) m_splices.push_back({{place, place}, (last->field.is_bare ? "\n" : " · ") + fields});
      if (!m_added_risk.empty()) below = "\n\n" + m_added_risk;
      if (!m_added_more.empty()) below += "\n\n" + m_added_more;
      if (!below.empty() && !begins_blank(place)) below += "\n";
    } else {
      for (const std::string& part : {fields, m_added_risk, m_added_more})
        if (!part.empty()) below += "\n" + part + "\n";
      const bool ends_line = place > 0 && (m_note.text[place - 1] == '\n' || m_note.text[place - 1] == '\r');
      if (!below.empty() && !ends_line) below.insert(0, "\n");
      if (!below.empty() && !begins_blank(place)) below += "\n";
    }
    if (!below.empty()) m_splices.push_back({{place, place}, std::move(below)});
  }

  /// A blank line, or nothing, follows there.
  bool begins_blank(std::size_t at) const {
    std::size_t breaks = at == m_note.title_end ? 1 : 0;
    for (; at < m_note.text.size(); ++at) {
      if (m_note.text[at] == '\n' && ++breaks == 2) return true;
      if (std::string_view(" \t\r\n").find(m_note.text[at]) == std::string_view::npos) return false;
    }
    return true;
  }

  void edit_more() {
    if (settled(m_before.more) == settled(m_wanted.more)) return;
    for (const TextSpan& span : m_note.more) m_splices.push_back({span, ""});
    m_added_more = settled(m_wanted.more);
  }

  void edit_section(NotePart part, const std::optional<NoteSection>& section, std::string_view before,
                    std::string_view wanted) {
    const std::string text = bulleted(wanted);
    const std::string was = bulleted(before);
    if (text == was) return;
    if (!section) {
      add_section(part, text);
      return;
    }
    const std::size_t words = base::trim_right(text_of_span(section->text)).size();
    const bool is_longer = !was.empty() && text.starts_with(was + "\n");
    if (is_longer) {
      const TextSpan behind{section->text.begin + words, section->text.end};
      m_splices.push_back({behind, text.substr(was.size()) + "\n\n"});
    } else {
      m_splices.push_back({section->text, "\n" + (text.empty() ? std::string("-") : text) + "\n\n"});
    }
  }

  void add_section(NotePart part, const std::string& text) {
    if (text.empty()) return;
    const bool before_next = part == NotePart::accomplished && m_note.next && m_note.next->heading > m_note.title_end;
    const std::size_t place = before_next ? m_note.next->heading : m_note.text.size();
    std::string added = "## " + std::string(heading_text(part)) + "\n\n" + text + "\n\n";
    if (!before_next)
      added = std::string(base::trim_right(m_note.text).size() == m_note.text.size() ? "\n\n" : "\n") + added;
    m_splices.push_back({{place, place}, std::move(added)});
  }

  std::string spliced() {
    std::ranges::stable_sort(m_splices, {}, [](const NoteSplice& each) { return each.span.begin; });
    std::string result;
    std::size_t from = 0;
    for (const NoteSplice& splice : m_splices) {
      const std::size_t begin = std::max(from, splice.span.begin);
      result.append(m_note.text, from, begin - from).append(splice.text);
      from = std::max(from, splice.span.end);
    }
    return result.append(m_note.text, from);
  }

  const NoteReading& m_note;
  const WeeklyUpdate& m_before;
  const WeeklyUpdate& m_wanted;
  std::vector<NoteSplice> m_splices{};
  std::vector<std::string> m_added_fields{};
  std::string m_added_risk{};
  std::string m_added_more{};
};

}  // namespace

std::string edit_note_text(const NoteReading& note, const WeeklyUpdate& before, const WeeklyUpdate& wanted) {
  return NoteEditor(note, before, wanted).edit();
}

}  // namespace secokr::documents
