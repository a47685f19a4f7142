#include "documents/note/values.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/number.hpp"
#include "base/text.hpp"
#include "documents/note/health_words.hpp"

namespace secokr::documents {
namespace {

/// What was left as a template has it: "%", "XX%", "N%", "NN %".
bool is_left_open(std::string_view value) {
  return value.find_first_not_of("%xXnN _.<>") == std::string_view::npos || value == "-";
}

/// Words that may follow a value without changing it: "(was 40)", "– rising", ", rising".
std::size_t aside_in(std::string_view value) {
  std::size_t first = std::string_view::npos;
  for (const std::string_view mark : {" (", "(", " - ", " – ", " — ", ", ", "; "})
    first = std::min(first, value.find(mark));
  return std::min(first, value.size());
}

void not_understood(NoteField& field, std::string message, std::string expected) {
  field.message = std::move(message);
  field.expected = std::move(expected);
}

void not_read(NoteField& field, const Error& error) {
  constexpr std::string_view verb = "Write ";
  not_understood(field, error.what, error.help.starts_with(verb) ? error.help.substr(verb.size()) : error.help);
}

/// True for an aside that is a number beside the first one: "40 - 50 %", "40%, 50%".
bool is_second_number(std::string_view aside, const std::string& unit) {
  for (const std::string_view mark : {"-", "–", "—", ",", ";"}) {
    if (!aside.starts_with(mark)) continue;
    const auto other = base::read_quantity(aside.substr(mark.size()));
    return other && (other->unit.empty() || unit.empty() || other->unit == unit);
  }
  return false;
}

/// The number in front, its aside left out; false where there is none.
std::optional<base::Quantity> number_of(std::string_view value, NoteField& field) {
  const auto whole = base::read_quantity(value);
  if (whole && aside_in(whole->unit) == whole->unit.size()) return *whole;
  const std::size_t aside = aside_in(value);
  const auto read = base::read_quantity(value.substr(0, aside));
  if (!read || aside == 0) {
    not_read(field, whole ? read.error() : whole.error());
    return std::nullopt;
  }
  if (is_second_number(base::trim(value.substr(aside)), read->unit)) {
    not_understood(field, fmt::format("'{}' has more than one number", value), "one number with its unit");
    return std::nullopt;
  }
  field.end = field.begin + base::trim_right(value.substr(0, aside)).size();
  field.rest = base::trim(value.substr(aside));
  return *read;
}

void read_note_percent(std::string_view value, NoteField& field) {
  if (is_left_open(value)) return;
  const auto read = number_of(value, field);
  if (!read) {
    if (field.expected.empty()) field.expected = "a percentage, such as \"Progress: 40%\"";
    return;
  }
  const std::string unit = base::fold_case(read->unit);
  const bool is_percent = unit.empty() || unit == "%" || unit == "percent" || unit == "per cent" || unit == "pct";
  if (!is_percent || read->number < 0 || read->number > 100)
    return not_understood(field, fmt::format("'{}' is no percentage from 0 to 100", value),
                          "a percentage, such as \"Progress: 40%\"");
  if (const auto share = base::check_share(*read, value); !share) return not_read(field, share.error());
  field.number = read->number;
  field.is_given = true;
}

void read_measured(std::string_view value, NoteField& field) {
  const bool has_digit = value.find_first_of("0123456789") != std::string_view::npos;
  if (!has_digit && value.find(' ') == std::string_view::npos) {
    field.unit = base::plain_blanks(value);
    return;
  }
  const auto read = number_of(value, field);
  if (!read) {
    if (field.expected.empty()) field.expected = "a number, such as \"Value: 78 %\"";
    return;
  }
  field.number = read->number;
  field.unit = read->unit;
  field.is_given = true;
}

void read_note_health(std::string_view value, NoteField& field) {
  const HealthWords words = read_health_words(value);
  if (value.empty() || words.is_template) return;
  if (!words.health) {
    const std::string expected = words.nearest.empty() ? "On Track, Needs Attention or At Risk" : words.nearest;
    return not_understood(field, fmt::format("'{}' is no health", value), fmt::format("\"Health: {}\"", expected));
  }
  field.end = field.begin + words.end;
  field.begin += words.begin;
  field.health = words.health;
  // The older template's own words behind its signs.
  if (!base::equals_folded(words.rest, "Requires Escalation") && !base::equals_folded(words.rest, "Blocked"))
    field.rest = words.rest;
  field.is_given = true;
}

std::string without_mark(std::string word) {
  for (const std::string_view mark : {"milestones", "milestone", "m", "#"})
    if (word.starts_with(mark)) return word.substr(mark.size());
  return word;
}

/// "2, 3", "M2 and #3", "none".
void read_note_milestones(std::string_view value, NoteField& field) {
  const std::size_t aside =
      std::min({value.find('('), value.find(" – "), value.find(" - "), value.find("; "), value.size()});
  std::string list = base::fold_case(value.substr(0, aside));
  std::ranges::replace(list, ',', ' ');
  std::ranges::replace(list, '&', ' ');
  for (const std::string_view part : base::split(list, ' ')) {
    const std::string word = without_mark(std::string(base::trim(part)));
    if (word.empty() || word == "and" || word == "none" || word == "no" || word == "-") continue;
    int number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error != std::errc{} || end != word.data() + word.size() || number <= 0) {
      field.milestones.clear();
      return not_understood(field, fmt::format("'{}' names no milestones", value), "\"Milestones at risk: 2, 3\"");
    }
    if (std::ranges::find(field.milestones, number) == field.milestones.end()) field.milestones.push_back(number);
  }
  field.end = field.begin + base::trim_right(value.substr(0, aside)).size();
  field.rest = base::trim(value.substr(aside));
  field.is_given = true;
}

}  // namespace

void read_note_value(std::string_view value, NoteField& field) {
  switch (field.kind) {
    case NoteFieldKind::progress:
      return read_note_percent(value, field);
    case NoteFieldKind::value:
      return read_measured(value, field);
    case NoteFieldKind::health:
      return read_note_health(value, field);
    case NoteFieldKind::milestones:
      return read_note_milestones(value, field);
    case NoteFieldKind::risk:
      field.text = value;
      field.is_given = true;
  }
}

bool is_slip(NoteFieldKind kind, std::string_view value) {
  if (kind == NoteFieldKind::health)
    return value.find(' ') == std::string_view::npos && !read_health_words(value).nearest.empty();
  return std::ranges::none_of(value, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

}  // namespace secokr::documents
