#include "documents/outline.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "documents/prose.hpp"

namespace secokr::documents {
namespace {

int level_of(const Line& line) { return line.opaque ? 0 : heading_of(line.text).level; }

std::string_view words_of_heading(const Line& line) {
  return base::trim(line.text.substr(heading_of(line.text).text_begin));
}

/// True for `## KR…`, well-formed or not: `kr` and then no letter.
bool is_key_result_heading(std::string_view words) {
  if (words.size() < 2 || !base::equals_folded(words.substr(0, 2), "kr")) return false;
  return words.size() == 2 || std::string_view("0123456789: \t#").find(words[2]) != std::string_view::npos;
}

void read_key_result_heading(Part& part, std::string_view words) {
  words.remove_prefix(2);
  const std::size_t digits = std::min(words.find_first_not_of("0123456789"), words.size());
  const bool numbered = digits > 0 && digits <= 6 && digits < words.size() && words[digits] == ':';
  if (!numbered) {
    part.title = base::trim(words);
    return;
  }
  int number = 0;
  std::from_chars(words.data(), words.data() + digits, number);
  if (number > 0) part.number = number;
  part.title = base::trim(words.substr(digits + 1));
}

/// The id in `<!-- secokr:id HEX -->`; empty when malformed.
std::string_view id_in(std::string_view line) {
  line = base::trim(line);
  constexpr std::string_view prefix = "<!-- secokr:id ";
  constexpr std::string_view suffix = "-->";
  if (!line.starts_with(prefix) || !line.ends_with(suffix) || line.size() < prefix.size() + suffix.size()) return {};
  const std::string_view id = base::trim(line.substr(prefix.size(), line.size() - prefix.size() - suffix.size()));
  return valid_id(id) ? id : std::string_view{};
}

/// The line behind blanks and comments that are followed by another field; nothing when prose or the end comes next.
std::optional<std::size_t> next_head_line(const std::vector<Line>& lines, std::size_t at, std::size_t end) {
  bool in_comment = false;
  for (; at < end && (lines[at].blank() || lines[at].opaque); ++at) {
    const std::string_view line = lines[at].text;
    if (!in_comment && BlockFinder::opens_fence(line)) return std::nullopt;
    if (!in_comment && looks_like_id(line)) return at;
    if (lines[at].opaque) in_comment = line.find("-->") == std::string_view::npos;
  }
  if (at == end || field_shape(lines[at].text).name.empty()) return std::nullopt;
  return at;
}

void read_head(const std::vector<Line>& lines, Part& part, std::size_t body_end) {
  part.head_end = part.begin;
  while (const auto at = next_head_line(lines, part.head_end, body_end)) {
    const Line& line = lines[*at];
    if (looks_like_id(line.text)) {
      if (part.id_line) break;
      part.id_line = *at;
      part.id = id_in(line.text);
    } else {
      const FieldShape shape = field_shape(line.text);
      part.fields.push_back(
          {*at, shape.name, base::trim(line.text.substr(shape.value_begin)), line.begin + shape.value_begin});
    }
    part.head_end = *at + 1;
  }
}

/// Fields, prose and sections between `part.begin` and `part.end`.
void read_part(const std::vector<Line>& lines, Part& part) {
  std::size_t body_end = part.begin;
  while (body_end < part.end && (level_of(lines[body_end]) == 0 || level_of(lines[body_end]) > 3)) ++body_end;
  read_head(lines, part, body_end);
  part.prose_begin = part.head_end;
  while (part.prose_begin < body_end && lines[part.prose_begin].blank()) ++part.prose_begin;
  part.prose_end = body_end;
  while (part.prose_end > part.prose_begin && lines[part.prose_end - 1].blank()) --part.prose_end;

  for (std::size_t i = body_end; i < part.end; ++i) {
    const int level = level_of(lines[i]);
    if (level < 1 || level > 3) continue;
    if (!part.sections.empty()) part.sections.back().end = i;
    part.sections.push_back({i, words_of_heading(lines[i]), level, i + 1, part.end});
  }
}

/// Splits a file at its headings of level 1 and 2.
void split_file(Outline& outline) {
  const std::vector<Line>& lines = outline.lines;
  std::vector<std::size_t> cuts;
  bool titled = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const int level = level_of(lines[i]);
    if (level != 1 && level != 2) continue;
    const std::string_view words = words_of_heading(lines[i]);
    cuts.push_back(i);
    if (level == 1 && !titled) {
      titled = true;
      outline.objective.heading = i;
      outline.objective.title = words;
    } else if (level == 1) {
      outline.extra_titles.push_back(i);
    } else if (is_key_result_heading(words)) {
      Part part;
      part.is_key_result = true;
      part.heading = i;
      part.begin = i + 1;
      read_key_result_heading(part, words);
      outline.key_results.push_back(part);
    } else {
      outline.unknown_parts.push_back({i, words, level, i + 1, lines.size()});
    }
  }
  const auto end_after = [&](std::size_t begin) {
    const auto cut = std::lower_bound(cuts.begin(), cuts.end(), begin);
    return cut == cuts.end() ? lines.size() : *cut;
  };
  Part& objective = outline.objective;
  objective.begin = objective.heading ? *objective.heading + 1 : 0;
  objective.end = end_after(objective.begin);
  for (Part& part : outline.key_results) part.end = end_after(part.begin);
  for (Section& part : outline.unknown_parts) part.end = end_after(part.begin);
}

}  // namespace

bool valid_id(std::string_view id) {
  return id.size() == 16 && id.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::size_t Part::body_end() const { return prose_end > prose_begin ? prose_end : head_end; }

const Section* Part::section(std::string_view name, int level) const {
  for (const Section& section : sections)
    if (section.level == level && base::equals_folded(section.name, name)) return &section;
  return nullptr;
}

const Part* Outline::key_result(int number) const {
  for (const Part& part : key_results)
    if (part.number == number) return &part;
  return nullptr;
}

Outline outline_of_file(std::string_view text) {
  Outline outline;
  outline.text = text;
  outline.lines = lines_of(text);
  outline.ending = ending_of(text);
  split_file(outline);
  read_part(outline.lines, outline.objective);
  for (Part& part : outline.key_results) read_part(outline.lines, part);
  for (std::size_t i = 0; outline.objective.heading && i < *outline.objective.heading; ++i) {
    const bool inside_part = level_of(outline.lines[i]) == 2;
    if (inside_part) break;  // reported as a part of its own
    if (!outline.lines[i].blank() && !outline.lines[i].opaque) outline.before_title.push_back(i);
  }
  return outline;
}

Outline outline_of_block(std::string_view text) {
  Outline outline;
  outline.text = text;
  outline.lines = lines_of(text);
  outline.ending = ending_of(text);
  outline.objective.end = outline.lines.size();
  read_part(outline.lines, outline.objective);
  return outline;
}

}  // namespace secokr::documents
