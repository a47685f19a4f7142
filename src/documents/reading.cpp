#include "documents/reading.hpp"

#include <algorithm>
#include <set>
#include <span>

#include "base/text.hpp"
#include "documents/fields.hpp"
#include "documents/list_items.hpp"
#include "documents/prose.hpp"

namespace secokr::documents {
namespace {

std::span<const FieldSpec<Objective>> specs_of(const Objective&) { return objective_fields(); }
std::span<const FieldSpec<KeyResult>> specs_of(const KeyResult&) { return key_result_fields(); }

std::string list_of(const std::vector<std::string>& names) { return base::join(names, ", "); }

std::string nearest_or_all(std::string_view word, const std::vector<std::string>& names) {
  if (const auto name = base::nearest(word, names)) return "\"" + *name + "\"";
  return "one of " + list_of(names);
}

}  // namespace

void Reader::problem(std::size_t line, std::string message, std::string expected, Rule rule, Severity severity) {
  Problem problem;
  problem.rule = rule;
  problem.severity = severity;
  problem.line = line + 1;
  if (line < m_outline.lines.size()) problem.text = m_outline.lines[line].text;
  problem.message = std::move(message);
  problem.expected = std::move(expected);
  m_problems.push_back(std::move(problem));
}

void Reader::unknown_section(const Section& section, const std::vector<std::string>& known) {
  problem(section.heading, "Unknown section \"" + std::string(section.name) + "\"; it is kept as it is",
          known.empty() ? "no section here" : nearest_or_all(section.name.substr(0, 60), known), Rule::F2,
          Severity::warning);
}

template <class Owner>
void Reader::read_fields(const Part& part, Owner& owner) {
  std::vector<std::string> names;
  for (const auto& spec : specs_of(owner))
    if (!m_in_block || spec.in_block) names.emplace_back(spec.name);
  std::set<std::string, std::less<>> seen;
  for (const FieldLine& field : part.fields) {
    const auto name =
        std::find_if(names.begin(), names.end(), [&](const auto& n) { return base::equals_folded(n, field.name); });
    if (name == names.end()) {
      problem(field.line, "Unknown field \"" + std::string(field.name) + "\"", nearest_or_all(field.name, names),
              Rule::F2);
      continue;
    }
    if (!seen.insert(*name).second) {
      problem(field.line, "The field \"" + *name + "\" stands here a second time", "one line for \"" + *name + "\"");
      continue;
    }
    owner.source.fields[*name] = field.line + 1;
    if (field.value.empty()) continue;
    const auto specs = specs_of(owner);
    const auto spec = std::find_if(specs.begin(), specs.end(), [&](const auto& s) { return s.name == *name; });
    if (!spec->read(owner, field.value))
      problem(field.line, "\"" + std::string(field.value) + "\" is no value of \"" + *name + "\"",
              std::string(spec->expected));
  }
}

std::string Reader::read_prose(const Part& part) {
  if (part.prose_begin == part.prose_end) return {};
  const std::size_t begin = m_outline.lines[part.prose_begin].begin;
  const std::size_t end = m_outline.lines[part.prose_end - 1].end;
  return unescape_prose(m_outline.text.substr(begin, end - begin));
}

void Reader::read_id(const Part& part, std::string& id) {
  constexpr auto form = "one line \"<!-- secokr:id \" 16 hex digits \" -->\" below the heading";
  for (std::size_t i = part.begin; i < part.end; ++i) {
    if (m_outline.lines[i].inside || !looks_like_id(m_outline.lines[i].text)) continue;
    if (part.id_line != i)
      problem(i, "An id stands where none belongs", form);
    else if (part.id.empty())
      problem(i, "The id is not understood", form);
  }
  id = part.id;
}

std::vector<std::size_t> Reader::item_lines(const Section& section) {
  std::vector<std::size_t> items;
  for (std::size_t i = section.begin; i < section.end; ++i) {
    const Line& line = m_outline.lines[i];
    if (line.opaque || line.blank()) continue;
    const Heading heading = heading_of(line.text);
    if (heading.level == 0)
      items.push_back(i);
    else
      unknown_section({i, line.text.substr(heading.text_begin), heading.level, i + 1, i + 1}, {});
  }
  return items;
}

void Reader::read_dependencies(const Section& section, KeyResult& key_result) {
  for (const std::size_t i : item_lines(section)) {
    auto dependency = read_dependency(m_outline.lines[i].text);
    if (!dependency) {
      problem(i, dependency.error().message, dependency.error().expected);
      continue;
    }
    dependency->source.line = i + 1;
    key_result.dependencies.push_back(*std::move(dependency));
  }
}

void Reader::read_milestones(const Section& section, KeyResult& key_result) {
  for (const std::size_t i : item_lines(section)) {
    auto milestone = read_milestone(m_outline.lines[i].text);
    if (!milestone) {
      problem(i, milestone.error().message, milestone.error().expected);
      continue;
    }
    milestone->source.line = i + 1;
    key_result.milestones.push_back(*std::move(milestone));
  }
}

void Reader::read(const Part& part, Objective& objective) {
  objective.title = part.title;
  objective.source.line = part.heading ? *part.heading + 1 : part.begin + 1;
  read_id(part, objective.id);
  read_fields(part, objective);
  objective.outcome = read_prose(part);
  for (const Section& section : part.sections)
    if (!m_in_block || section.level != m_section_level || !base::equals_folded(section.name, "Key results"))
      unknown_section(section, m_in_block ? std::vector<std::string>{"Key results"} : std::vector<std::string>{});
}

void Reader::read(const Part& part, KeyResult& key_result) {
  key_result.number = part.number.value_or(0);
  key_result.title = part.title;
  key_result.source.line = part.heading ? *part.heading + 1 : part.begin + 1;
  if (part.heading && !part.number)
    problem(*part.heading, "The heading of the key result has no number", "\"## KR1: measurable title\"");
  else if (part.heading && part.title.empty())
    problem(*part.heading, "The key result has no title",
            "\"## KR" + std::to_string(key_result.number) + ": measurable title\"");
  read_id(part, key_result.id);
  read_fields(part, key_result);
  key_result.outcome = read_prose(part);
  std::set<std::string, std::less<>> seen;
  for (const Section& section : part.sections) {
    const bool dependencies = base::equals_folded(section.name, "Dependencies");
    if (section.level != m_section_level || (!dependencies && !base::equals_folded(section.name, "Milestones"))) {
      unknown_section(section, {"Dependencies", "Milestones"});
      continue;
    }
    const std::string name = dependencies ? "Dependencies" : "Milestones";
    if (!seen.insert(name).second)
      problem(section.heading, "The section \"" + name + "\" stands here a second time",
              "one section \"" + name + "\"");
    dependencies ? read_dependencies(section, key_result) : read_milestones(section, key_result);
  }
}

void check_encoding(const Outline& outline, std::vector<Problem>& problems) {
  for (std::size_t i = 0; i < outline.lines.size(); ++i) {
    if (base::valid_utf8(outline.lines[i].text)) continue;
    problems.push_back({Rule::F1, Severity::error, i + 1, std::string(outline.lines[i].text),
                        "The line is not valid UTF-8", "text in UTF-8"});
  }
}

}  // namespace secokr::documents
