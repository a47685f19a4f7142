#include "documents/grammar/head.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "base/text.hpp"
#include "domain/objective/fields.hpp"

namespace secokr::documents {
namespace {

/// White space as a text that was pasted has it: no-break and zero-width blanks too.
constexpr std::array<std::string_view, 5> k_blanks{" ", "\t", "\xC2\xA0", "\xE2\x80\x8B", "\xEF\xBB\xBF"};
constexpr std::array<std::string_view, 9> k_pasted{"–", "—", "−", "‐", "‑", "―", "•", "·", "◦"};

std::size_t behind_blanks(std::string_view line, std::size_t at) {
  for (bool moved = true; moved;) {
    moved = false;
    for (const std::string_view blank : k_blanks)
      if (line.substr(std::min(at, line.size())).starts_with(blank)) at += blank.size(), moved = true;
  }
  return at;
}

struct Bullet {
  FieldShape::Bullet kind = FieldShape::Bullet::none;
  std::size_t end = 0;  ///< where the words begin
  bool spaced = true;   ///< a blank follows it
};

Bullet bullet_of(std::string_view line) {
  const std::size_t first = line.find_first_not_of(' ');
  if (first > 3) return {.end = std::string_view::npos};
  const std::string_view rest = line.substr(first);
  for (const std::string_view mark : k_pasted)
    if (rest.starts_with(mark)) return {FieldShape::Bullet::pasted, behind_blanks(line, first + mark.size())};
  const std::size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
  const bool numbered =
      digits > 0 && digits <= 3 && digits < rest.size() && (rest[digits] == '.' || rest[digits] == ')');
  if (!numbered && std::string_view("-*+").find(rest.front()) == std::string_view::npos) return {.end = first};
  const std::size_t behind = first + (numbered ? digits + 1 : 1);
  const std::size_t words = behind_blanks(line, behind);
  if (words > behind) return {FieldShape::Bullet::list, words};
  // "-Reference: x": the blank is missing; "**Reference:** x" begins with emphasis instead.
  if (rest.front() == '-') return {FieldShape::Bullet::list, words, false};
  return {.end = first};
}

struct Colon {
  std::size_t at = std::string_view::npos;
  std::size_t end = 0;
};
Colon colon_in(std::string_view line, std::size_t from) {
  constexpr std::string_view wide = "：";
  const std::size_t plain = line.find(':', from);
  const std::size_t other = line.find(wide, from);
  return other < plain ? Colon{other, other + wide.size()} : Colon{plain, plain + 1};
}

std::string joined_words(std::string_view text) { return base::join(base::words_of(text), ""); }

/// A field's name and its words in one.
struct FieldWords {
  std::string_view name{};
  std::string words{};
};

const std::vector<FieldWords>& all_field_words() {
  static const std::vector<FieldWords> all = [] {
    std::vector<FieldWords> names;
    for (const auto& spec : line_fields<Objective>()) names.push_back({spec.name, joined_words(spec.name)});
    for (const auto& spec : line_fields<KeyResult>()) names.push_back({spec.name, joined_words(spec.name)});
    return names;
  }();
  return all;
}

/// True where the run of list items that begins at `at` holds a field's name.
bool names_a_field(const std::vector<Line>& lines, std::size_t at, std::size_t end) {
  for (; at < end && !lines[at].opaque && !lines[at].blank(); ++at) {
    const FieldShape shape = field_shape(lines[at].text);
    if (shape.name.empty() || shape.bullet == FieldShape::Bullet::none) return false;
    if (known_name(shape.name).certainty != FieldCertainty::foreign) return true;
  }
  return false;
}

/// True where the line behind `at` that is not blank is a known field with its bullet, or stands right below and is
/// one: a field that lost its dash stands among others.
bool has_fields_behind(const std::vector<Line>& lines, std::size_t at, std::size_t end) {
  std::size_t next = at + 1;
  while (next < end && (lines[next].blank() || looks_like_id(lines[next].text))) ++next;
  if (next >= end || lines[next].opaque) return false;
  const FieldShape shape = field_shape(lines[next].text);
  if (shape.name.empty() || known_name(shape.name).certainty != FieldCertainty::known) return false;
  return shape.bullet != FieldShape::Bullet::none || next == at + 1;
}

/// True for a line that continues the fields right above it.
bool continues_fields(const FieldShape& shape) {
  if (shape.name.empty()) return false;
  const bool is_known = known_name(shape.name).certainty == FieldCertainty::known;
  return is_known || (shape.bullet != FieldShape::Bullet::none && shape.spaced);
}

}  // namespace

std::span<const std::string_view> pasted_bullets() { return k_pasted; }

FieldShape field_shape(std::string_view line) {
  const Bullet bullet = bullet_of(line);
  if (bullet.end >= line.size() || line[bullet.end] == '[') return {};  // "- [ ] x: y" is a task
  const std::size_t word = std::min(line.find_first_not_of("*_`", bullet.end), line.size());
  const std::string_view opened = line.substr(bullet.end, word - bullet.end);
  const Colon colon = colon_in(line, word);
  if (colon.at == std::string_view::npos) return {};
  std::string_view name = base::trim(line.substr(word, colon.at - word));
  bool closed = false;
  if (!opened.empty() && name.ends_with(opened))
    name = base::trim(name.substr(0, name.size() - opened.size())), closed = true;
  // Nobody names a field with more than 60 bytes, or begins its name with a sign.
  if (name.empty() || name.size() > 60 || base::first_word_at(name) > 0) return {};
  FieldShape shape{.name = name, .value_begin = colon.end, .bullet = bullet.kind};
  if (!opened.empty() && !closed && line.substr(colon.end).starts_with(opened))
    shape.value_begin += opened.size(), closed = true;
  shape.spaced =
      bullet.spaced && (shape.value_begin == line.size() || behind_blanks(line, shape.value_begin) > shape.value_begin);
  shape.value = base::trim(line.substr(shape.value_begin));
  if (!opened.empty() && !closed && shape.value.ends_with(opened)) shape.value.remove_suffix(opened.size());
  return shape;
}

KnownName known_name(std::string_view written) {
  const std::string words = joined_words(written);
  KnownName best;
  for (const FieldWords& field : all_field_words()) {
    if (words == field.words || words == field.words + "s") return {FieldCertainty::known, field.name};
    const std::size_t slips = field.words.size() < 4 ? 0 : field.words.size() < 7 ? 1 : 2;
    if (base::edit_distance(words, field.words, slips) <= slips) best = {FieldCertainty::near, field.name};
  }
  return best;
}

bool begins_with_words(std::string_view line, std::string_view name) {
  const auto words = base::words_of(line.substr(0, 200));
  const auto wanted = base::words_of(name);
  return words.size() >= wanted.size() && std::equal(wanted.begin(), wanted.end(), words.begin());
}

bool looks_like_id(std::string_view line) {
  const std::size_t first = line.find_first_not_of(' ');
  return first <= 3 && line.substr(first).starts_with("<!-- secokr:id") && line.find("-->") != std::string_view::npos;
}

std::optional<std::size_t> next_head_line(const std::vector<Line>& lines, std::size_t at, std::size_t end,
                                          bool behind_field) {
  bool in_comment = false;
  bool apart = false;
  for (; at < end && (lines[at].blank() || lines[at].opaque); ++at) {
    const std::string_view line = lines[at].text;
    if (!in_comment && BlockFinder::opens_fence(line)) return std::nullopt;
    if (!in_comment && looks_like_id(line)) return at;
    if (lines[at].opaque) in_comment = line.find("-->") == std::string_view::npos;
    apart = apart || !lines[at].opaque;
  }
  if (at == end) return std::nullopt;
  const FieldShape shape = field_shape(lines[at].text);
  const bool is_bare = shape.bullet == FieldShape::Bullet::none;
  const bool is_known = !shape.name.empty() && known_name(shape.name).certainty == FieldCertainty::known;
  if (!apart && is_known) return at;
  if (behind_field && !apart && continues_fields(shape)) return at;
  if (is_bare && is_known && has_fields_behind(lines, at, end)) return at;
  if (shape.name.empty() || is_bare || !names_a_field(lines, at, end)) return std::nullopt;
  return at;
}

bool is_listed_field(const Line& line) {
  const FieldShape shape = field_shape(line.text);
  return !line.opaque && !shape.name.empty() && shape.bullet != FieldShape::Bullet::none &&
         known_name(shape.name).certainty == FieldCertainty::known;
}

bool is_misshapen_field(const Line& line) {
  const std::size_t first = std::min(line.text.find_first_not_of(" |"), line.text.size());
  const std::size_t end = line.text.find_first_of("|=", first);
  if (line.opaque || end == std::string_view::npos) return false;
  return known_name(base::trim(line.text.substr(first, end - first))).certainty == FieldCertainty::known;
}

}  // namespace secokr::documents
