#include "documents/planning/document.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "documents/grammar/running_line.hpp"
#include "documents/grammar/splice.hpp"

namespace secokr::documents {
namespace {

constexpr std::string_view k_ideas = "Rough ideas";

std::string section_name(Quarter running) { return fmt::format("Running in {}", to_string(running)); }

Outline outline_of(const std::string& text) {
  return {.text = text, .lines = lines_of(text), .ending = ending_of(text)};
}

/// The index of the heading `## NAME`, in any level and with whatever stands around its words.
std::optional<std::size_t> find_section(const std::vector<Line>& lines, std::string_view name) {
  const auto words = base::words_of(name);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Heading heading = lines[i].opaque ? Heading{} : heading_of(lines[i].text);
    if (heading.level > 0 && base::words_of(lines[i].text.substr(heading.text_begin)) == words) return i;
  }
  return std::nullopt;
}

/// Behind the last line of a section that is not blank.
std::size_t content_end(const std::vector<Line>& lines, std::size_t heading) {
  const int own = std::max(heading_of(lines[heading].text).level, 2);
  std::size_t end = heading + 1;
  for (std::size_t i = heading + 1; i < lines.size(); ++i) {
    const int level = lines[i].opaque ? 0 : heading_of(lines[i].text).level;
    if (level > 0 && level <= own) break;
    if (!lines[i].blank()) end = i + 1;
  }
  return end;
}

/// Behind a list item and what belongs to it: all up to a blank line, a heading, or the next item of its list.
std::size_t item_end(const std::vector<Line>& lines, std::size_t item) {
  std::size_t end = item + 1;
  while (end < lines.size() && !lines[end].blank() && heading_of(lines[end].text).level == 0 &&
         lines[end].text.find_first_of("-*+") != 0)
    ++end;
  return end;
}

std::string group_text(const RunningGroup& group) {
  return fmt::format("### {}\n\n{}", group.heading, base::join(group.lines, "\n"));
}

}  // namespace

PlanningDocument PlanningDocument::parse(std::string bytes) {
  PlanningDocument document;
  document.m_text = std::move(bytes);
  const auto lines = lines_of(document.m_text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].opaque) continue;
    auto line = read_running_line(lines[i].text);
    if (!line) continue;
    line->line = i + 1;
    document.m_running.push_back(*std::move(line));
  }
  return document;
}

const RunningLine* PlanningDocument::find(Quarter quarter, std::string_view reference, int number) const {
  const auto found = std::ranges::find_if(m_running, [&](const RunningLine& each) {
    return each.quarter == quarter && each.number == number && base::equals_folded(each.reference, reference);
  });
  return found == m_running.end() ? nullptr : &*found;
}

bool PlanningDocument::has_section(Quarter running) const {
  return find_section(lines_of(m_text), section_name(running)).has_value();
}

void PlanningDocument::splice_in(std::size_t at, const std::string& lines) {
  *this = parse(spliced(m_text, insert_lines(outline_of(m_text), at, lines, true, true)));
}

std::optional<std::size_t> PlanningDocument::unclosed() const {
  const auto line = unclosed_block(lines_of(m_text));
  return line ? std::optional(*line + 1) : std::nullopt;
}

Status PlanningDocument::add_running(Quarter running, const std::string& intro, const std::string& nothing,
                                     const std::vector<RunningGroup>& groups) {
  if (const auto line = unclosed())
    return fail({.kind = ErrorKind::local_file,
                 .what = "The planning document has a code block or comment that is never closed",
                 .reason = "Nothing that stands below it is seen",
                 .help = "Close it, then run the command again",
                 .notes = {{.line = *line,
                            .text = std::string(lines_of(m_text)[*line - 1].text),
                            .expected = "\"-->\" or \"```\" on a line where it ends"}}});
  const std::string name = section_name(running);
  if (!has_section(running)) {
    std::string text = fmt::format("## {}\n\n{}", name, groups.empty() ? nothing : intro);
    const auto lines = lines_of(m_text);
    splice_in(find_section(lines, k_ideas).value_or(lines.size()), text);
  }
  for (const RunningGroup& group : groups) {
    const auto last = std::find_if(m_running.rbegin(), m_running.rend(), [&](const RunningLine& each) {
      return each.quarter == running && base::equals_folded(each.reference, group.reference);
    });
    if (last != m_running.rend()) {
      const Outline outline = outline_of(m_text);
      const auto splice =
          insert_lines(outline, item_end(outline.lines, last->line - 1), base::join(group.lines, "\n"), false, false);
      *this = parse(spliced(m_text, splice));
      continue;
    }
    const auto lines = lines_of(m_text);
    const std::size_t heading = *find_section(lines, name);
    const auto empty = std::find_if(lines.begin() + static_cast<std::ptrdiff_t>(heading), lines.end(),
                                    [&](const Line& line) { return !line.opaque && line.text == nothing; });
    const auto place = static_cast<std::size_t>(empty - lines.begin());
    if (place < content_end(lines, heading))
      *this = parse(spliced(m_text, replace_lines(outline_of(m_text), place, place + 1, intro)));
    splice_in(content_end(lines_of(m_text), heading), group_text(group));
  }
  return {};
}

void PlanningDocument::decide(std::size_t index, const CarryDecision& decision) {
  const Outline outline = outline_of(m_text);
  const std::size_t line = m_running[index].line - 1;
  *this =
      parse(spliced(m_text, replace_lines(outline, line, line + 1, decided_line(outline.lines[line].text, decision))));
}

}  // namespace secokr::documents
