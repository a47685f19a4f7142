#include "documents/grammar/outline.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "documents/grammar/head.hpp"

namespace secokr::documents {
namespace {

HeadingLine heading_at(const Line& line) { return line.opaque ? HeadingLine{} : heading_line(line.text); }

std::string_view heading_words(const Line& line, const HeadingLine& heading) {
  return base::trim(line.text.substr(heading.text_begin));
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

/// The field that text right below another one would hide.
std::optional<std::size_t> field_behind_text(const std::vector<Line>& lines, const Part& part, std::size_t end) {
  constexpr std::size_t most = 40;  // nobody writes a longer text between two fields
  for (std::size_t i = part.head_end; i < std::min(end, part.head_end + most); ++i) {
    if (part.fields.empty() || lines[i].opaque || lines[i].blank()) return std::nullopt;
    if (is_listed_field(lines[i])) return i;
  }
  return std::nullopt;
}

/// The next line of the head; text on the way to it is no prose.
std::optional<std::size_t> take_head_line(const std::vector<Line>& lines, Part& part, std::size_t end,
                                          bool behind_field) {
  if (const auto at = next_head_line(lines, part.head_end, end, behind_field)) return at;
  const auto at = field_behind_text(lines, part, end);
  for (std::size_t i = part.head_end; at && i < *at; ++i)
    if (!lines[i].blank()) part.between.push_back(i);
  const std::size_t begin = part.head_end;
  while (!at && !part.fields.empty() && part.head_end < end && is_misshapen_field(lines[part.head_end]))
    part.between.push_back(part.head_end++);
  return part.head_end > begin ? next_head_line(lines, part.head_end, end, true) : at;
}

void read_head(const std::vector<Line>& lines, Part& part, std::size_t body_end) {
  part.head_end = part.begin;
  bool behind_field = false;
  while (const auto at = take_head_line(lines, part, body_end, behind_field)) {
    const Line& line = lines[*at];
    behind_field = !looks_like_id(line.text);
    if (!behind_field) {
      if (part.id_line) break;
      part.id_line = *at;
      part.id = id_in(line.text);
    } else {
      const FieldShape shape = field_shape(line.text);
      const KnownName known = known_name(shape.name);
      part.fields.push_back({.line = *at,
                             .name = known.certainty == FieldCertainty::known ? known.name : shape.name,
                             .value = shape.value,
                             .value_begin = line.begin + shape.value_begin,
                             .pasted = shape.bullet == FieldShape::Bullet::pasted});
    }
    part.head_end = *at + 1;
  }
}

/// Head and prose of a part whose sections are known.
void read_part(const std::vector<Line>& lines, Part& part) {
  const std::size_t body_end = part.sections.empty() ? part.end : part.sections.front().heading;
  read_head(lines, part, body_end);
  part.prose_begin = part.head_end;
  while (part.prose_begin < body_end && lines[part.prose_begin].blank()) ++part.prose_begin;
  part.prose_end = body_end;
  while (part.prose_end > part.prose_begin && lines[part.prose_end - 1].blank()) --part.prose_end;
}

/// Sorts the headings of its upper three levels, and those in any level that mean something, into parts and sections.
class Splitter {
 public:
  Splitter(Outline& outline, bool in_block) : m_outline(outline), m_in_block(in_block) {}

  void split() {
    for (std::size_t i = 0; i < m_outline.lines.size(); ++i) {
      const HeadingLine heading = heading_at(m_outline.lines[i]);
      if (!heading.is_heading() || (heading.kind == HeadingKind::other && heading.level > 3)) continue;
      m_in_block ? begin_section(i, heading) : take(i, heading);
    }
    end_all();
  }

 private:
  /// What the lines that come now belong to.
  enum class Within { objective, key_result, unknown };

  void take(std::size_t line, const HeadingLine& heading) {
    const bool is_list = heading.kind == HeadingKind::dependencies || heading.kind == HeadingKind::milestones;
    if (heading.level == 1 && !m_outline.objective.heading) return begin_title(line, heading);
    if (heading.kind == HeadingKind::key_result) return begin_key_result(line, heading);
    const bool means_part = heading.kind == HeadingKind::like_key_result || heading.kind == HeadingKind::key_results;
    // A list stands in the key result above it, whatever its level says.
    if (m_within != Within::unknown && !means_part && (is_list || heading.level > m_level))
      return begin_section(line, heading);
    if (means_part || is_list || heading.level <= m_level) return begin_unknown(line, heading);
  }

  void begin_title(std::size_t line, const HeadingLine& heading) {
    Part& part = m_outline.objective;
    part.heading = line;
    part.title = heading_words(m_outline.lines[line], heading);
    begin_part(line, Within::objective, 2);
  }

  void begin_key_result(std::size_t line, const HeadingLine& heading) {
    const std::size_t offset = m_outline.lines[line].begin;
    m_outline.key_results.push_back({.heading = line,
                                     .title = heading.title,
                                     .number = heading.number,
                                     .number_begin = offset + heading.number_begin,
                                     .number_end = offset + heading.number_end,
                                     .begin = line + 1});
    begin_part(line, Within::key_result, heading.level);
  }

  void begin_unknown(std::size_t line, const HeadingLine& heading) {
    if (heading.level == 1 && heading.kind == HeadingKind::other)
      m_outline.extra_titles.push_back(line);
    else
      m_outline.unknown_parts.push_back(
          {line, heading.kind, heading_words(m_outline.lines[line], heading), line + 1, line + 1});
    begin_part(line, Within::unknown, heading.level);
  }

  void begin_section(std::size_t line, const HeadingLine& heading) {
    Part& part = m_within == Within::key_result ? m_outline.key_results.back() : m_outline.objective;
    part.sections.push_back({line, heading.kind, heading_words(m_outline.lines[line], heading), line + 1, line + 1});
    m_sections.push_back(line);
  }

  void begin_part(std::size_t line, Within within, int level) {
    m_parts.push_back(line);
    m_sections.push_back(line);
    m_within = within;
    m_level = level;
  }

  void end_all() {
    const auto next = [&](const std::vector<std::size_t>& cuts, std::size_t from) {
      const auto cut = std::ranges::lower_bound(cuts, from);
      return cut == cuts.end() ? m_outline.lines.size() : *cut;
    };
    const auto end_part = [&](Part& part) {
      part.end = next(m_parts, part.begin);
      for (Section& section : part.sections) section.end = next(m_sections, section.begin);
    };
    Part& objective = m_outline.objective;
    objective.begin = objective.heading ? *objective.heading + 1 : 0;
    // What stands above the title belongs to nothing.
    std::erase_if(objective.sections, [&](const Section& section) { return section.heading < objective.begin; });
    end_part(objective);
    for (Part& part : m_outline.key_results) end_part(part);
    for (Section& part : m_outline.unknown_parts) part.end = next(m_parts, part.begin);
  }

  Outline& m_outline;
  bool m_in_block;
  Within m_within = Within::objective;
  int m_level = 2;                        ///< of the part's heading; an objective's sections begin below level 2
  std::vector<std::size_t> m_parts{};     ///< lines at which a part ends
  std::vector<std::size_t> m_sections{};  ///< lines at which a section ends
};

bool underlines_title(std::string_view line) {
  const std::string_view text = base::trim(line);
  return text.size() > 1 && (text.find_first_not_of('=') == std::string_view::npos ||
                             text.find_first_not_of('-') == std::string_view::npos);
}

/// A file without a title: the first line of text may be it. The part begins behind it, so that this is all that the
/// file lacks.
void find_untitled(Outline& outline) {
  Part& part = outline.objective;
  if (part.heading) return;
  for (std::size_t i = 0; i < part.end; ++i) {
    const Line& line = outline.lines[i];
    if (line.blank() || (line.opaque && !BlockFinder::opens_fence(line.text))) continue;
    if (line.opaque || !field_shape(line.text).name.empty()) return;
    outline.untitled = i;
    part.begin = i + 1;
    if (part.begin < part.end && underlines_title(outline.lines[part.begin].text)) ++part.begin;
    std::erase_if(part.sections, [&](const Section& section) { return section.heading < part.begin; });
    return;
  }
}

/// In a block the headings below what is never closed are secokr's own: all else is read as if nothing had been opened.
void read_past_unclosed(Outline& outline) {
  if (!outline.unclosed) return;
  BlockFinder finder(outline.lines);
  for (std::size_t i = *outline.unclosed; i < outline.lines.size();) {
    const auto end = BlockFinder::opens(outline.lines[i].text) ? finder.end_of_block(i) : std::nullopt;
    const bool is_closed = end.has_value();
    for (const std::size_t first = i, last = end.value_or(i + 1); i < last; ++i) {
      outline.lines[i].opaque = is_closed;
      outline.lines[i].inside = is_closed && i > first;
    }
  }
}

Outline cut_lines(std::string_view text) {
  Outline outline{.text = text, .lines = lines_of(text), .ending = ending_of(text)};
  outline.unclosed = unclosed_block(outline.lines);
  return outline;
}

}  // namespace

std::size_t Part::body_end() const { return prose_end > prose_begin ? prose_end : head_end; }

const Section* Part::section(HeadingKind kind) const {
  const auto found = std::ranges::find(sections, kind, &Section::kind);
  return found == sections.end() ? nullptr : &*found;
}

const Part* Outline::key_result(int number) const {
  for (const Part& part : key_results)
    if (part.number == number) return &part;
  return nullptr;
}

Outline outline_of_file(std::string_view text) {
  Outline outline = cut_lines(text);
  Splitter(outline, false).split();
  find_untitled(outline);
  read_part(outline.lines, outline.objective);
  for (Part& part : outline.key_results) read_part(outline.lines, part);
  for (std::size_t i = 0; outline.objective.heading && i < *outline.objective.heading; ++i) {
    const Line& line = outline.lines[i];
    if (heading_at(line).level == 2) break;  // reported as a part of its own
    if (!line.blank()) outline.before_title.push_back(i);
  }
  return outline;
}

std::optional<std::size_t> fields_below_text(const Outline& outline, const Part& part) {
  if (!part.fields.empty()) return std::nullopt;
  for (std::size_t i = part.prose_begin; i + 1 < part.prose_end; ++i)
    if (is_listed_field(outline.lines[i]) && is_listed_field(outline.lines[i + 1])) return i;
  return std::nullopt;
}

Outline outline_of_block(std::string_view text) {
  Outline outline = cut_lines(text);
  read_past_unclosed(outline);
  Splitter(outline, true).split();
  outline.objective.end = outline.lines.size();
  read_part(outline.lines, outline.objective);
  return outline;
}

bool valid_id(std::string_view id) {
  return id.size() == 16 && id.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace secokr::documents
