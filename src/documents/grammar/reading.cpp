#include "documents/grammar/reading.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "base/text.hpp"
#include "documents/grammar/head.hpp"
#include "documents/grammar/prose.hpp"
#include "domain/rules/traits.hpp"

namespace secokr::documents {
namespace {

/// The field that a word names, as people write it; else the nearest name.
template <class Owner>
std::optional<std::string> known_or_meant(std::string_view word, const std::vector<std::string>& names) {
  const std::string plain = base::join(base::words_of(word), " ");
  const auto is_among = [](const auto& all, const auto& one) { return std::ranges::find(all, one) != all.end(); };
  for (const auto& row : line_fields<Owner>())
    if (!plain.empty() && is_among(base::split(row.words, ','), plain) && is_among(names, row.name))
      return std::string(row.name);
  return base::nearest(word, names);
}

}  // namespace

Problem& Reader::problem(std::size_t line, std::string message, std::string expected) {
  Problem problem;
  problem.line = line + 1;
  if (line < m_outline.lines.size()) problem.text = m_outline.lines[line].text;
  problem.message = std::move(message);
  problem.expected = std::move(expected);
  m_problems.push_back(std::move(problem));
  return m_problems.back();
}

Problem& Reader::unknown(std::size_t line, std::string message, std::string expected, Severity severity) {
  Problem& found = problem(line, std::move(message), std::move(expected));
  found.rule = Rule::F2;
  found.severity = severity;
  return found;
}

void Reader::spoils(Problem& problem, Field field, const Part& part) const {
  for (const Rule rule : rules_missing(field))
    problem.consequences.push_back(has(rule, RuleTrait::compares_key_results)
                                       ? Consequence{rule, 0, m_outline.lines.size()}
                                       : Consequence{rule, part.heading.value_or(part.begin) + 1, part.end});
}

void Reader::spoils_comparison(Problem& problem) const {
  for (const Rule rule : rules_with(RuleTrait::compares_key_results))
    problem.consequences.push_back({rule, 0, m_outline.lines.size()});
}

void Reader::spoils_all(Problem& problem) const {
  problem.consequences.push_back({.from = 0, .to = m_outline.lines.size() + 1});
}

template <class Owner>
void Reader::read_fields(const Part& part, Owner& owner) {
  std::vector<std::string> names;
  for (const auto& row : line_fields<Owner>())
    if (!m_in_block || row.place == FieldPlace::line) names.emplace_back(row.name);
  std::set<std::string, std::less<>> seen;
  m_told.clear();
  m_has_bold_part = false;
  for (const FieldLine& field : part.fields) {
    const auto name =
        std::find_if(names.begin(), names.end(), [&](const auto& n) { return base::equals_folded(n, field.name); });
    if (name == names.end()) {
      const auto meant = known_or_meant<Owner>(field.name, names);
      Problem& found = unknown(field.line, "Unknown field \"" + std::string(field.name) + "\"",
                               meant ? "\"" + *meant + "\"" : "one of " + base::join(names, ", "), Severity::error);
      if (meant) {
        spoils(found, find_field<Owner>(*meant)->id, part);
        m_told.insert(*meant);
      }
      continue;
    }
    if (field.pasted)
      problem(field.line, "A dash or dot of a word processor stands in the place of \"-\"",
              fmt::format("\"- {}: {}\"", *name, field.value));
    if (!seen.insert(*name).second) {
      problem(field.line, "The field \"" + *name + "\" stands here a second time", "one line for \"" + *name + "\"");
      continue;
    }
    owner.source.fields[*name] = field.line + 1;
    if (field.value.empty()) continue;
    const auto& row = *find_field<Owner>(*name);
    if (row.access.read(owner, field.value)) continue;
    const std::string objection = row.objection == nullptr ? "" : row.objection(field.value);
    spoils(problem(field.line,
                   "\"" + std::string(field.value) + "\" is no value of \"" + *name + "\"" +
                       (objection.empty() ? "" : ": " + objection),
                   std::string(row.expected)),
           row.id, part);
  }
  for (std::size_t i = part.begin; i < part.head_end; ++i)
    if (!looks_like_id(m_outline.lines[i].text)) check_comment(i, "above or between the fields");
  check_between_fields(part, owner);
  check_above_fields(part);
}

/// Text above or between the fields is none of them, and no prose: its lines that lie together are one fault.
template <class Owner>
void Reader::check_between_fields(const Part& part, const Owner& owner) {
  const auto rows = line_fields<Owner>();
  for (std::size_t i = 0; i < part.between.size(); ++i) {
    const std::size_t line = part.between[i];
    const auto field = std::ranges::find_if(part.fields, [&](const FieldLine& each) { return each.line > line; });
    const std::size_t above = field == part.fields.begin() ? 0 : std::prev(field)->line;
    const auto first = std::ranges::find_if(part.between, [&](std::size_t each) { return each >= above; });
    const auto meant = std::ranges::find_if(rows, [&](const auto& row) {
      return !owner.source.fields.contains(row.name) && begins_with_words(m_outline.lines[line].text, row.name);
    });
    if (*first == line)
      problem(line,
              meant == rows.end()
                  ? fmt::format("Text stands between the fields, {}",
                                field == part.fields.end() ? "or below them" : fmt::format("above \"{}\"", field->name))
                  : fmt::format("This line is not read as the {}", meant->name),
              meant == rows.end() ? "each field on one line, and the text below them all"
                                  : fmt::format("\"- {}: …\"", meant->name));
    if (meant == rows.end()) continue;
    m_told.insert(std::string(meant->name));
    spoils(m_problems.back(), meant->id, part);
  }
}

void Reader::check_above_fields(const Part& part) {
  const auto field = m_in_block ? std::nullopt : fields_below_text(m_outline, part);
  if (!field) return;
  std::string message = "Text stands above the fields, which are not read there";
  std::string expected = "the fields right below the heading, and the text below them";
  for (const std::string& name : part.number ? key_result_field_names() : objective_field_names()) {
    if (!begins_with_words(m_outline.lines[part.prose_begin].text, name)) continue;
    message = fmt::format("This line is not read as the {}", name);
    expected = fmt::format("\"- {}: …\"", name);
  }
  Problem& found = problem(part.prose_begin, std::move(message), std::move(expected));
  found.consequences.push_back({.from = part.heading.value_or(part.begin) + 1, .to = part.end});
  spoils(found, Field::weight, part);
  for (const auto& row : line_fields<Objective>()) m_told.insert(std::string(row.name));
}

std::string Reader::read_prose(const Part& part, Provenance& source) {
  if (part.prose_begin == part.prose_end) return {};
  source.fields[name_of(Field::outcome)] = part.prose_begin + 1;
  const std::size_t begin = m_outline.lines[part.prose_begin].begin;
  const std::size_t end = m_outline.lines[part.prose_end - 1].end;
  check_strays(part.prose_begin, part.prose_end);
  return unescape_prose(m_outline.text.substr(begin, end - begin));
}

void Reader::read_id(const Part& part, std::string& id) {
  constexpr auto form = "one line \"<!-- secokr:id \" 16 hex digits \" -->\" below the heading";
  for (std::size_t i = part.begin; i < part.end; ++i) {
    if (m_outline.lines[i].inside || !looks_like_id(m_outline.lines[i].text)) continue;
    // It belongs to what was named in the place of a heading, or to fields that text hides.
    const bool is_of_other =
        heading_line(m_outline.lines[i - (i > 0 ? 1 : 0)].text).kind == HeadingKind::like_key_result;
    if (is_of_other || (!part.id_line && fields_below_text(m_outline, part))) continue;
    if (part.id_line != i)
      problem(i, "An id stands where none belongs", form);
    else if (part.id.empty())
      problem(i, "The id is not understood", form);
  }
  id = part.id;
}

void Reader::read(const Part& part, Objective& objective) {
  objective.title = part.title;
  objective.source.line = part.heading ? *part.heading + 1 : part.begin + 1;
  read_id(part, objective.id);
  read_fields(part, objective);
  objective.outcome = read_prose(part, objective.source);
  for (const Section& section : part.sections) {
    const bool is_list = section.kind == HeadingKind::dependencies || section.kind == HeadingKind::milestones;
    if (m_in_block && section.kind == HeadingKind::key_results) continue;
    if (is_list && m_has_bold_part) continue;  // of the key result that was named
    if (is_list)
      problem(section.heading, fmt::format("\"{}\" belongs to a key result, not to the objective", section.name),
              "the list below the key result that it is about");
    else
      unknown_section(section);
  }
}

void Reader::read(const Part& part, KeyResult& key_result) {
  key_result.number = part.number.value_or(0);
  key_result.title = part.title;
  key_result.source.line = part.heading ? *part.heading + 1 : part.begin + 1;
  if (part.heading && !part.number) {
    Problem& unclear = problem(*part.heading, "The number of the key result is not clear",
                               "\"## KR1: measurable title\", with a whole number from 1 on");
    unclear.consequences = {{{}, *part.heading + 1, part.end}};
    spoils(unclear, Field::number, part);
  } else if (part.heading && part.title.empty()) {
    problem(*part.heading, "The key result has no title", fmt::format("\"## KR{}: measurable title\"", *part.number));
  }
  read_id(part, key_result.id);
  read_fields(part, key_result);
  key_result.outcome = read_prose(part, key_result.source);
  read_sections(part, key_result);
}

bool check_encoding(const Outline& outline, Reader& reader) {
  if (const auto encoding = base::foreign_encoding(outline.text); !encoding.empty()) {
    Problem& found = reader.problem(0, fmt::format("The file is in {}", encoding), "text in UTF-8");
    found.text.clear();
    reader.spoils_all(found);
    return false;
  }
  std::vector<std::size_t> lines;
  for (std::size_t i = 0; i < outline.lines.size(); ++i)
    if (!base::valid_utf8(outline.lines[i].text)) lines.push_back(i);
  if (lines.empty()) return true;
  reader.problem(lines.front(),
                 lines.size() == 1 ? "The line is not valid UTF-8"
                                   : fmt::format("The line is not valid UTF-8, nor are {} below it", lines.size() - 1),
                 "text in UTF-8");
  return true;
}

}  // namespace secokr::documents
