// The sections of a part: lists, and what is none.
#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/text.hpp"
#include "documents/grammar/form_comments.hpp"
#include "documents/grammar/head.hpp"
#include "documents/grammar/list_items.hpp"
#include "documents/grammar/reading.hpp"
#include "domain/objective/fields.hpp"

namespace secokr::documents {
namespace {

bool is_list_kind(HeadingKind kind) { return kind == HeadingKind::dependencies || kind == HeadingKind::milestones; }

/// True for a line that only a key result's list holds.
bool is_item(std::string_view line) { return read_task(line) && (read_dependency(line) || read_milestone(line)); }

/// True for a field that no other list of `NAME: value` has.
bool is_key_result_field(std::string_view line) {
  const FieldShape shape = field_shape(line);
  if (shape.name.empty() || shape.bullet == FieldShape::Bullet::none) return false;
  const KnownName known = known_name(shape.name);
  return known.certainty == FieldCertainty::known &&
         std::ranges::any_of(line_fields<KeyResult>(), [&](const auto& row) { return row.name == known.name; });
}

}  // namespace

std::string Reader::list_heading(std::string_view name) const {
  return fmt::format("{} {}", m_in_block ? "##" : "###", name);
}

void Reader::unknown_section(const Section& section) {
  unknown(section.heading,
          m_in_block ? fmt::format("The section \"{}\" is none of secokr's", section.name)
                     : fmt::format("The section \"{}\" is unknown: it stays in the file and will not be published",
                                   section.name),
          m_in_block ? "it outside of secokr's block"
                     : "its text above the lists and without the heading, where it is to be published",
          Severity::warning);
  check_strays(section.begin, section.end);
}

void Reader::name_bold_heading(std::size_t line, const HeadingLine& heading) {
  const bool is_part = heading.kind == HeadingKind::like_key_result;
  const bool is_dependencies = heading.kind == HeadingKind::like_dependencies;
  Problem& found =
      problem(line, "A line in bold stands in the place of a heading",
              is_part ? fmt::format("\"## KR{}: {}\"", heading.number.value_or(1), heading.title)
                      : fmt::format("\"{}\"", list_heading(is_dependencies ? "Dependencies" : "Milestones")));
  m_has_bold_part = m_has_bold_part || is_part;
  if (is_part) spoils_comparison(found);
  if (is_part || heading.kind == HeadingKind::like_milestones)
    spoils(found, Field::milestone, {.end = m_outline.lines.size()});
}

void Reader::check_strays(std::size_t begin, std::size_t end) {
  bool told = false;  // of the list that goes on
  for (std::size_t i = begin; i < end; ++i) {
    const Line& line = m_outline.lines[i];
    if (line.opaque || line.blank()) continue;
    const HeadingLine heading = heading_line(line.text);
    const bool is_misnamed = !heading.is_heading() && heading.kind != HeadingKind::none;
    const bool was_told = std::exchange(told, is_misnamed || is_item(line.text));
    if (is_misnamed) {
      name_bold_heading(i, heading);
    } else if (told && !was_told) {
      const bool is_milestone = read_milestone(line.text).has_value();
      problem(i, fmt::format("A {} stands outside of its list", is_milestone ? "milestone" : "dependency"),
              fmt::format("\"{}\" above it", list_heading(is_milestone ? "Milestones" : "Dependencies")));
    }
  }
}

void Reader::read_unknown_parts() {
  for (const std::size_t line : m_outline.extra_titles)
    problem(line, "A second title stands here", "one line \"# title\"; a key result begins with \"## KR1: \"");
  bool in_unclear = false;  // below a key result whose number is not clear, which its lists belong to
  for (const Section& part : m_outline.unknown_parts) {
    const bool was_unclear = std::exchange(in_unclear, false);
    const auto& lines = m_outline.lines;
    const auto has = [&](auto is) {
      return std::any_of(lines.begin() + static_cast<std::ptrdiff_t>(part.begin),
                         lines.begin() + static_cast<std::ptrdiff_t>(part.end), is);
    };
    if (is_list_kind(part.kind) && was_unclear) {
      in_unclear = true;
    } else if (is_list_kind(part.kind)) {
      problem(part.heading, fmt::format("\"{}\" does not stand below a key result", part.name),
              "the list below the key result that it is about");
    } else if (part.kind == HeadingKind::like_key_result ||
               has([](const Line& line) { return !line.opaque && is_key_result_field(line.text); })) {
      Problem& found = problem(part.heading, "This looks like a key result, and its number is not clear",
                               "\"## KR1: measurable title\"");
      in_unclear = true;
      spoils_comparison(found);
    } else if (part.kind != HeadingKind::key_results || has([](const Line& line) { return !line.blank(); })) {
      unknown_section(part);
    }
  }
}

void Reader::check_comment(std::size_t index, std::string_view where) {
  const Line& line = m_outline.lines[index];
  if (!line.opaque || line.inside || !BlockFinder::opens_comment(line.text)) return;
  std::size_t last = index;
  while (last + 1 < m_outline.lines.size() && m_outline.lines[last].text.find("-->") == std::string_view::npos) ++last;
  const std::string_view comment = m_outline.text.substr(line.begin, m_outline.lines[last].end - line.begin);
  if (base::words_of(comment).empty() || is_comment_of_own_form(comment)) return;
  const std::string_view behind = comment.substr(std::min(comment.find("-->"), comment.size() - 3) + 3);
  if (last == index && !base::trim(behind).empty())
    problem(index, "Text stands behind the end of a comment", "it on a line of its own, and no comment there");
  else
    problem(index, fmt::format("A comment stands {}, where it is not published", where),
            "it in the text above the lists, or no comment");
}

std::vector<std::size_t> Reader::key_result_lines(const Section& section) {
  std::vector<std::size_t> lines;
  for (std::size_t i = section.begin; i < section.end; ++i) {
    check_comment(i, "in a list");
    if (!m_outline.lines[i].blank() && !m_outline.lines[i].opaque) lines.push_back(i);
  }
  return lines;
}

std::vector<std::size_t> Reader::item_lines(const Section& section) {
  std::vector<std::size_t> items;
  std::optional<std::size_t> none;
  bool in_text = false;  // of a paragraph whose first line is named
  for (std::size_t i = section.begin; i < section.end; ++i) {
    const Line& line = m_outline.lines[i];
    const bool is_fence = line.opaque && !line.inside && BlockFinder::opens_fence(line.text);
    if (is_fence) problem(i, "A block of code stands in a list", "it in the text above the list");
    check_comment(i, "in a list");
    const bool goes_on = std::exchange(in_text, false);
    if (line.opaque || line.blank()) continue;
    const HeadingLine heading = heading_line(line.text);
    if (!heading.is_heading() && heading.kind != HeadingKind::none) {
      name_bold_heading(i, heading);
      break;  // what follows is its own
    }
    if (heading.is_heading()) {
      unknown_section({i, heading.kind, base::trim(line.text.substr(heading.text_begin)), i + 1, i + 1});
    } else if (read_task(line.text) || without_pasted_bullet(line.text)) {
      items.push_back(i);
    } else if (says_none(line.text)) {
      none = i;
    } else if (!base::words_of(line.text).empty()) {
      in_text = true;
      if (!goes_on) items.push_back(i);
    }
  }
  if (none && !items.empty())
    problem(*none, "\"None\" stands in a list that has items", "either the word or the items");
  return items;
}

std::string Reader::item_text(std::size_t line) {
  const std::string_view text = m_outline.lines[line].text;
  const auto mended = without_pasted_bullet(text);
  if (!mended) return std::string(text);
  problem(line, "A dash or dot of a word processor stands in the place of \"-\"", fmt::format("\"{}\"", *mended));
  return *mended;
}

void Reader::read_dependencies(const Section& section, KeyResult& key_result) {
  for (const std::size_t i : item_lines(section)) {
    const std::string text = item_text(i);
    auto dependency = read_dependency(text);
    if (!dependency) {
      problem(i, dependency.error().message, dependency.error().expected);
      continue;
    }
    if (const auto task = read_task(text);
        task->no_longer_applies && dependency->status() != DependencyStatus::withdrawn)
      problem(i, "A box with \"~\" does not say who withdrew the dependency, and when",
              "\" — withdrawn by @WHO on YYYY-MM-DD\" behind it");
    dependency->source.line = i + 1;
    key_result.dependencies.push_back(*std::move(dependency));
  }
}

void Reader::read_milestones(const Section& section, const Part& part, KeyResult& key_result) {
  for (const std::size_t i : item_lines(section)) {
    auto milestone = read_milestone(item_text(i));
    if (!milestone) {
      spoils(problem(i, milestone.error().message, milestone.error().expected), Field::milestone, part);
      continue;
    }
    // In a file K3 says so, with what renumbers it.
    if (m_in_block && std::ranges::find(key_result.milestones, milestone->number, &Milestone::number) !=
                          key_result.milestones.end()) {
      problem(i, fmt::format("Milestone {} stands here a second time", milestone->number), "each number once");
      continue;
    }
    milestone->source.line = i + 1;
    key_result.milestones.push_back(*std::move(milestone));
  }
}

void Reader::read_sections(const Part& part, KeyResult& key_result) {
  std::set<HeadingKind> seen;
  for (const Section& section : part.sections) {
    if (m_has_bold_part) return;  // they are those of the key result that was named
    const bool like_milestones = section.kind == HeadingKind::like_milestones;
    if (like_milestones || section.kind == HeadingKind::like_dependencies) {
      const std::string meant = list_heading(like_milestones ? "Milestones" : "Dependencies");
      Problem& found = problem(section.heading, fmt::format("\"{}\" is not read as a list", section.name),
                               fmt::format("\"{}\", or another word where it is none", meant));
      if (like_milestones) spoils(found, Field::milestone, part);
      continue;
    }
    if (!is_list_kind(section.kind)) {
      unknown_section(section);
      continue;
    }
    const bool dependencies = section.kind == HeadingKind::dependencies;
    const std::string name = dependencies ? "Dependencies" : "Milestones";
    if (!seen.insert(section.kind).second)
      problem(section.heading, "The section \"" + name + "\" stands here a second time",
              "one section \"" + name + "\"");
    dependencies ? read_dependencies(section, key_result) : read_milestones(section, part, key_result);
  }
}

}  // namespace secokr::documents
