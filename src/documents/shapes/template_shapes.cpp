#include "documents/shapes/template_shapes.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include <fmt/format.h>

#include <secokr/placeholder.hpp>
#include <secokr/titles.hpp>

#include "base/text.hpp"
#include "documents/grammar/lines.hpp"
#include "documents/grammar/list_items.hpp"
#include "documents/shapes/template_words.hpp"
#include "domain/objective/written.hpp"

namespace secokr::documents {
namespace {

/// A heading of a shape and what stands below it: indexes into the lines.
struct Chapter {
  std::string_view name{};
  std::size_t line = 0;
  std::string_view beside{};  ///< what stands behind the heading's colon
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// A line that was written between the template's back-ticks, without them.
std::string_view unwrapped(std::string_view line) {
  const std::string_view words = base::trim(line);
  const bool wrapped =
      words.size() > 1 && words.front() == '`' && words.back() == '`' && words.find('`', 1) == words.size() - 1;
  return wrapped ? base::trim(words.substr(1, words.size() - 2)) : line;
}

/// True for words that are a placeholder and nothing else.
bool is_unfilled(std::string_view text) {
  const std::string plain = without_ticks(text);
  return plain.empty() || placeholder_in(plain) == "add here" ||
         (placeholder_in(text) && text.starts_with('`') && text.ends_with('`'));
}

class ShapeReader {
 public:
  ShapeReader(std::string_view text, std::span<const std::string_view> names)
      : m_names(names), m_lines(lines_of(text)) {
    for (std::size_t i = 0; i < m_lines.size(); ++i) add_line(i);
  }

  const std::vector<Line>& lines() const { return m_lines; }
  /// The lines above the first chapter.
  std::size_t front_end() const { return m_chapters.empty() ? m_lines.size() : m_chapters.front().line; }

  const Chapter* chapter(std::string_view name) const {
    const auto found = std::ranges::find(m_chapters, name, &Chapter::name);
    return found == m_chapters.end() ? nullptr : &*found;
  }

  /// What was written in a chapter, its placeholders left out and named.
  std::string prose(std::string_view name) {
    const Chapter* found = chapter(name);
    if (found == nullptr) return {};
    std::string text;
    const auto take = [&](std::size_t line, std::string_view words) {
      if (!base::trim(words).empty() && is_unfilled(base::trim(words)))
        leave_out(line, name);
      else
        text += std::string(unwrapped(base::trim_right(words))) + "\n";
    };
    if (!found->beside.empty()) take(found->line, found->beside);
    for (std::size_t i = found->begin; i < found->end; ++i) take(i, m_lines[i].text);
    return std::string(base::trim(text));
  }

  void leave_out(std::size_t line, std::string_view what) {
    m_problems.push_back({.rule = Rule::K5,
                          .severity = Severity::warning,
                          .line = line + 1,
                          .text = std::string(m_lines[line].text),
                          .message = fmt::format("{} still holds the template's placeholder and is left out", what),
                          .expected = "what belongs there"});
  }
  void refuse(std::size_t line, std::string message, std::string expected) {
    m_problems.push_back({.line = line + 1,
                          .text = std::string(m_lines[line].text),
                          .message = std::move(message),
                          .expected = std::move(expected)});
  }
  std::vector<Problem> problems() {
    std::ranges::stable_sort(m_problems, {}, &Problem::line);
    return std::move(m_problems);
  }

 private:
  void add_line(std::size_t index) {
    const Line& line = m_lines[index];
    const Heading heading = line.opaque ? Heading{} : heading_of(line.text);
    if (heading.level > 0) {
      const std::string_view words = base::trim(line.text.substr(heading.text_begin));
      const auto colon = words.find(':');
      const std::string_view title = base::trim(words.substr(0, colon));
      const auto known =
          std::ranges::find_if(m_names, [&](std::string_view name) { return base::equals_folded(name, title); });
      if (known == m_names.end())
        refuse(index, "This heading is not the template's", expected_headings());
      else if (chapter(*known) != nullptr)
        refuse(index, fmt::format("The heading {} stands there twice", *known), "one of each");
      const std::string_view beside = colon == std::string_view::npos ? "" : base::trim(words.substr(colon + 1));
      m_chapters.push_back({.name = known == m_names.end() ? title : *known,
                            .line = index,
                            .beside = beside,
                            .begin = index + 1,
                            .end = index + 1});
    } else if (!m_chapters.empty()) {
      m_chapters.back().end = index + 1;
    }
  }

  std::string expected_headings() const {
    std::vector<std::string> names(m_names.begin(), m_names.end());
    return "one of the headings " + base::join(names, ", ");
  }

  std::span<const std::string_view> m_names;
  std::vector<Line> m_lines;
  std::vector<Chapter> m_chapters{};
  std::vector<Problem> m_problems{};
};

void refuse_front(ShapeReader& reader, std::size_t from, std::string_view first) {
  for (std::size_t i = from; i < reader.front_end(); ++i)
    if (!reader.lines()[i].blank())
      reader.refuse(i, "Nothing is read above the first heading",
                    fmt::format("the heading \"## {}:\" above it", first));
}

std::string joined(std::string text, const std::string& more) {
  if (more.empty()) return text;
  return text.empty() ? more : text + "\n\n" + more;
}

/// A list item's words, without its mark and box.
std::string_view item_text(std::string_view line) {
  std::string_view words = base::trim(line);
  if (words.starts_with("- ") || words.starts_with("* ")) words = base::trim(words.substr(2));
  const bool has_box = words.size() > 2 && words[0] == '[' && words[2] == ']';
  return has_box ? base::trim(words.substr(3)) : words;
}

/// The lines of the chapter Dependencies, without their boxes; they are added to the outcome as a list too. Where
/// `asked` is given, one that is written in full goes there instead.
std::vector<std::string> read_dependencies(ShapeReader& reader, std::string& outcome,
                                           std::vector<Dependency>* asked = nullptr) {
  std::vector<std::string> dependencies;
  const Chapter* chapter = reader.chapter("Dependencies");
  if (chapter == nullptr) return dependencies;
  std::string list;
  const auto take = [&](std::size_t line, std::string_view words) {
    if (base::trim(words).empty() || base::equals_folded(base::trim(words), "None.")) return;
    const std::string_view item = item_text(words);
    if (item.empty() || placeholder_in(item)) return reader.leave_out(line, "A dependency");
    if (asked != nullptr && read_task(words)) {
      if (auto dependency = read_dependency(words); dependency && !dependency->manager.empty())
        return asked->push_back(*std::move(dependency));
    }
    dependencies.push_back(without_ticks(item));
    list += "- " + dependencies.back() + "\n";
  };
  if (!chapter->beside.empty()) take(chapter->line, chapter->beside);
  for (std::size_t i = chapter->begin; i < chapter->end; ++i) take(i, reader.lines()[i].text);
  if (!list.empty()) outcome = joined(std::move(outcome), "Dependencies:\n\n" + std::string(base::trim(list)));
  return dependencies;
}

/// `FY22 Q3 KR# (Reference) title`, as the template has it: the number is not known yet.
void read_issue_title(std::string_view text, KeyResultShape& shape) {
  std::string words = without_ticks(text);
  if (const auto hash = words.find("KR#"); hash != std::string::npos) words.replace(hash, 3, "KR1");
  if (const auto parsed = parse_title(words)) {
    shape.title = parsed->title;
    shape.reference = parsed->reference;
  } else {
    shape.title = words;
  }
}

/// The template's lines above its first heading.
void read_front(ShapeReader& reader, KeyResultShape& shape) {
  constexpr std::string_view mark = "Issue Title:";
  for (std::size_t i = 0; i < reader.front_end(); ++i) {
    const std::string line = without_ticks(reader.lines()[i].text);
    if (line.empty()) continue;
    if (!base::equals_folded(std::string_view(line).substr(0, mark.size()), mark)) {
      reader.refuse(i, "Nothing but the issue's title is read above the first heading",
                    "Issue Title: FY28-Q1 KR1 (Reference) measurable title");
    } else if (placeholder_in(line)) {
      reader.leave_out(i, "The issue's title");
    } else {
      read_issue_title(base::trim(std::string_view(line).substr(mark.size())), shape);
    }
  }
}

void read_milestone_line(ShapeReader& reader, std::size_t index, KeyResultShape& shape) {
  const std::string line(reader.lines()[index].text);
  constexpr std::string_view form = "- [ ] Milestone 1: Description: TEXT Due Date: YYYY-MM-DD DRI: @WHO";
  const auto task = read_task(line);
  Milestone milestone{.number = static_cast<int>(shape.milestones.size()) + 1,
                      .done = task && task->ticked,
                      .description = milestone_part(line, "Description:"),
                      .no_longer_applies = task && task->no_longer_applies};
  if (line.find("Description:") == std::string::npos)
    return reader.refuse(index, "This is no milestone", std::string(form));
  if (says_more_than_milestone(line))
    return reader.refuse(index, "The line says more than a milestone has", std::string(form));
  if (is_unfilled(milestone.description)) return reader.leave_out(index, "A milestone");
  std::string due = milestone_part(line, "Due Date:");
  if (due.empty()) due = milestone_part(line, "Due:");
  const std::string dri = milestone_part(line, "DRI:");
  if (!due.empty() && placeholder_in(due))
    reader.leave_out(index, "A milestone's due date");
  else if (!due.empty() && !(milestone.due = parse_day(due)))
    reader.refuse(index, fmt::format("The due date \"{}\" is no day", due), std::string(form));
  if (!dri.empty() && placeholder_in(dri))
    reader.leave_out(index, "A milestone's DRI");
  else if (!dri.empty() && !read_person(milestone.dri, dri))
    reader.refuse(index, fmt::format("The DRI \"{}\" is no username", dri), std::string(form));
  shape.milestones.push_back(std::move(milestone));
}

void read_milestones(ShapeReader& reader, KeyResultShape& shape) {
  const Chapter* chapter = reader.chapter("Milestones");
  if (chapter == nullptr) return;
  for (std::size_t i = chapter->begin; i < chapter->end; ++i) {
    const std::string words = without_ticks(reader.lines()[i].text);
    const bool is_templates_own = words.empty() || words == "- etc." || words.starts_with("Additional instructions:");
    if (!is_templates_own) read_milestone_line(reader, i, shape);
  }
}

}  // namespace

ObjectiveShape read_objective_shape(std::string_view text) {
  constexpr std::array<std::string_view, 4> names{"Objective", "Security Roadmap", "Dependencies", "Budget"};
  ShapeReader reader(text, names);
  ObjectiveShape shape;
  refuse_front(reader, 0, "Objective");
  shape.outcome = reader.prose("Objective");
  shape.security_roadmap = one_line(reader.prose("Security Roadmap"));
  shape.dependencies = read_dependencies(reader, shape.outcome);
  shape.budget = one_line(reader.prose("Budget"));
  shape.problems = reader.problems();
  return shape;
}

KeyResultShape read_key_result_shape(std::string_view text) {
  constexpr std::array<std::string_view, 4> names{"Dependencies", "Milestones", "Ally OKR", "Objective"};
  ShapeReader reader(text, names);
  KeyResultShape shape;
  read_front(reader, shape);
  shape.outcome = reader.prose("Objective");
  if (const std::string link = one_line(reader.prose("Ally OKR")); !link.empty())
    shape.outcome = joined(std::move(shape.outcome), "Ally OKR: " + without_ticks(link));
  shape.dependencies = read_dependencies(reader, shape.outcome, &shape.asked);
  read_milestones(reader, shape);
  shape.problems = reader.problems();
  return shape;
}

}  // namespace secokr::documents
