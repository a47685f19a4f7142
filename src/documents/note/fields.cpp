#include "documents/note/fields.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include <secokr/objective.hpp>
#include <secokr/progress.hpp>

#include "base/text.hpp"
#include "documents/grammar/lines.hpp"
#include "documents/note/health_words.hpp"
#include "documents/note/values.hpp"

namespace secokr::documents {
namespace {

constexpr std::string_view k_dot = " · ";

struct FieldName {
  std::string_view text;
  NoteFieldKind kind;
};
// The longer of two that begin alike comes first.
constexpr std::array<FieldName, 13> k_note_names{{{"progress %", NoteFieldKind::progress},
                                                  {"progress", NoteFieldKind::progress},
                                                  {"percentage complete", NoteFieldKind::progress},
                                                  {"percent complete", NoteFieldKind::progress},
                                                  {"current value", NoteFieldKind::value},
                                                  {"value", NoteFieldKind::value},
                                                  {"health status", NoteFieldKind::health},
                                                  {"health", NoteFieldKind::health},
                                                  {"status", NoteFieldKind::health},
                                                  {"milestones at risk", NoteFieldKind::milestones},
                                                  {"milestone at risk", NoteFieldKind::milestones},
                                                  {"risks", NoteFieldKind::risk},
                                                  {"risk", NoteFieldKind::risk}}};

double shown(double percent) { return shown_percent(std::clamp(percent, 0.0, 100.0)); }

/// " · " parts the fields, so a unit holds none.
std::string without_dots(std::string text) {
  for (std::size_t at = text.find(k_dot); at != std::string::npos; at = text.find(k_dot))
    text.replace(at, k_dot.size(), " ");
  return text;
}

/// The length of a mark at `at`: emphasis, a blank (typesetters' ones too), a zero-width character.
std::size_t mark_at(std::string_view line, std::size_t at) {
  if (std::string_view(" \t*_`~").find(line[at]) != std::string_view::npos) return 1;
  for (const std::string_view mark : {"\u00A0", "\u202F", "\u2009", "\u200B", "\u200C", "\u200D", "\u2060", "\uFEFF"})
    if (line.substr(at).starts_with(mark)) return mark.size();
  return 0;
}

std::size_t skip_marks(std::string_view line, std::size_t at) {
  while (at < line.size() && mark_at(line, at) > 0) at += mark_at(line, at);
  return at;
}

struct NameAt {
  NoteFieldKind kind = NoteFieldKind::progress;
  std::size_t begin = 0;
  std::size_t value = 0;   ///< where the value begins
  bool has_colon = false;  ///< else blanks alone part the two
};

std::optional<NameAt> name_at(std::string_view line, std::size_t begin) {
  for (const FieldName& name : k_note_names) {
    if (!base::equals_folded(line.substr(begin, name.text.size()), name.text)) continue;
    const std::size_t end = begin + name.text.size();
    std::size_t at = skip_marks(line, end);
    for (const std::string_view colon : {":", "：", "="})
      if (line.substr(at).starts_with(colon))
        return NameAt{name.kind, begin, skip_marks(line, at + colon.size()), true};
    if (at > end && at < line.size() && name.kind != NoteFieldKind::risk) return NameAt{name.kind, begin, at, false};
  }
  return std::nullopt;
}

/// The name that begins the line, perhaps behind a bullet.
std::optional<NameAt> first_name(std::string_view line) {
  std::size_t at = skip_marks(line, 0);
  if (at < line.size() && std::string_view("-+").find(line[at]) != std::string_view::npos)
    at = skip_marks(line, at + 1);
  return at < line.size() ? name_at(line, at) : std::nullopt;
}

/// The next name behind `from` that something parts from the words before it.
std::optional<NameAt> next_name(std::string_view line, std::size_t from) {
  for (std::size_t at = from; at < line.size(); ++at) {
    constexpr std::string_view parting = " \t*_|,;/";
    const bool is_parted =
        at > 0 && (parting.find(line[at - 1]) != std::string_view::npos || (at > 1 && line.substr(at - 2, 2) == "·") ||
                   static_cast<unsigned char>(line[at - 1]) >= 0x80);
    if (!is_parted) continue;
    if (const auto name = name_at(line, at); name && name->has_colon) return name;
  }
  return std::nullopt;
}

/// Trims blanks, emphasis and what parts fields from the end of a value.
std::size_t value_end(std::string_view line, std::size_t begin, std::size_t end) {
  while (end > begin) {
    const std::string_view value = line.substr(begin, end - begin);
    std::size_t cut = 0;
    for (const std::string_view mark :
         {" ", "\t", "*", "_", "`", "~", "|", ";", ",", "·", "–", "—", "\u00A0", "\u200B"})
      if (value.ends_with(mark)) cut = mark.size();
    // A dash parts what stands around it, and a list's hyphen does.
    if (cut == 0 && (value.ends_with(" -") || value == "-" || value.ends_with(" /"))) cut = 1;
    if (cut == 0) break;
    end -= cut;
  }
  return end;
}

NoteField field_at(std::string_view line, const NameAt& name, std::size_t end) {
  NoteField field{.kind = name.kind, .begin = name.value};
  const bool is_risk = name.kind == NoteFieldKind::risk;
  field.end =
      is_risk ? name.value + base::trim_right(line.substr(name.value)).size() : value_end(line, name.value, end);
  read_note_value(line.substr(field.begin, field.end - field.begin), field);
  return field;
}

/// A line of nothing but a health: the oldest shape's `On Schedule`.
std::vector<NoteField> bare_health(std::string_view line) {
  const HealthWords words = read_health_words(line);
  const bool has_other_words = line.size() > 60;
  if (has_other_words || !words.rest.empty() || !(words.health || words.is_template)) return {};
  NoteField field{.kind = NoteFieldKind::health,
                  .begin = words.begin,
                  .end = words.end,
                  .is_given = !words.is_template,
                  .is_bare = true};
  if (words.health) field.health = words.health;
  return {field};
}

std::string with_more(std::vector<std::string> fields, const WeeklyUpdate& update) {
  if (!update.milestones_at_risk.empty()) fields.push_back(note_field_text(NoteFieldKind::milestones, update));
  std::string text = base::join(fields, k_dot) + "\n";
  if (!one_line(update.risk).empty()) text += "\n" + note_field_text(NoteFieldKind::risk, update) + "\n";
  return text;
}

}  // namespace

std::vector<NoteField> note_fields_of(std::string_view line) {
  std::vector<NoteField> fields;
  auto name = first_name(line);
  if (!name) return bare_health(line);
  const bool is_certain = name->has_colon;
  while (name) {
    const bool is_risk = name->kind == NoteFieldKind::risk;
    const auto next = is_risk ? std::nullopt : next_name(line, name->value);
    fields.push_back(field_at(line, *name, next ? next->begin : line.size()));
    name = next;
  }
  // "Progress was slow" is a sentence; "Progress 40%" says what it means.
  if (!is_certain && (!fields.front().is_given || fields.front().kind == NoteFieldKind::value)) return {};
  return fields;
}

std::string note_value_text(NoteFieldKind kind, const WeeklyUpdate& update) {
  switch (kind) {
    case NoteFieldKind::progress:
      return base::format_number(shown(update.progress)) + "%";
    case NoteFieldKind::value: {
      const std::string unit = without_dots(one_line(update.unit));
      return update.value ? to_string(Quantity{*update.value, unit}) : unit;
    }
    case NoteFieldKind::health:
      return std::string(update.health ? to_string(*update.health) : "");
    case NoteFieldKind::milestones: {
      std::vector<std::string> numbers;
      for (const int number : update.milestones_at_risk) numbers.push_back(std::to_string(number));
      return numbers.empty() ? "none" : base::join(numbers, ", ");
    }
    case NoteFieldKind::risk:
      return one_line(update.risk);
  }
  return {};
}

std::string note_field_text(NoteFieldKind kind, const WeeklyUpdate& update) {
  constexpr std::array<std::string_view, 5> names{"Progress", "Value", "Health", "Milestones at risk", "Risk"};
  return std::string(
      base::trim_right(fmt::format("{}: {}", names.at(static_cast<std::size_t>(kind)), note_value_text(kind, update))));
}

std::string note_fields_text(const WeeklyUpdate& update) {
  std::vector<std::string> fields{note_field_text(NoteFieldKind::progress, update)};
  if (update.value) fields.push_back(note_field_text(NoteFieldKind::value, update));
  if (update.health) fields.push_back(note_field_text(NoteFieldKind::health, update));
  return with_more(std::move(fields), update);
}

std::string open_note_fields_text(const WeeklyUpdate& update, bool has_progress) {
  std::vector<std::string> fields{has_progress ? note_field_text(NoteFieldKind::progress, update) : "Progress: %"};
  if (update.value || !update.unit.empty()) fields.push_back(note_field_text(NoteFieldKind::value, update));
  fields.push_back(note_field_text(NoteFieldKind::health, update));
  return with_more(std::move(fields), update);
}

}  // namespace secokr::documents
