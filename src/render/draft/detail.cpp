#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "domain/objective/fields.hpp"
#include "render/core/findings.hpp"
#include "render/core/wrap.hpp"
#include "render/draft/draft.hpp"

namespace secokr::render {
namespace {

/// What a person wrote, safe for a terminal.
std::string clean(std::string_view text) { return base::strip_controls(text); }

class Fields {
 public:
  void add(std::string name, std::string_view value) {
    if (!value.empty()) m_terms.push_back({std::move(name), clean(value)});
  }
  std::string text(const Page& page) const { return term_list(m_terms, page.width); }

 private:
  std::vector<Term> m_terms{};
};

std::string user(const std::string& username) { return username.empty() ? username : "@" + username; }

std::string fields_of(const DraftedObjective& drafted, const Page& page) {
  const Objective& objective = drafted.objective;
  Fields fields;
  fields.add("File", drafted.path);
  for (const auto& row : line_fields<Objective>())
    if (row.id != Field::reference) fields.add(std::string(row.name), row.access.write(objective));
  return fields.text(page);
}

std::string answer_of(const Dependency& dependency) {
  if (dependency.events.empty()) return dependency.ticked ? "ticked, but nobody answered" : "requested";
  const DependencyEvent& last = dependency.events.back();
  std::string text = fmt::format("{} by @{}", to_string(last.verb), last.by);
  if (!last.on_behalf_of.empty()) text += fmt::format(" for @{}", last.on_behalf_of);
  return text + " on " + to_string(last.on);
}

std::string lists_of(const KeyResult& key_result, const Page& page) {
  std::string text;
  if (!key_result.dependencies.empty()) text += "  Dependencies\n";
  for (std::size_t i = 0; i < key_result.dependencies.size(); ++i) {
    const Dependency& dependency = key_result.dependencies[i];
    text += wrap_indented(clean(fmt::format("D{} {} (@{}): {} — {}", i + 1, dependency.team, dependency.manager,
                                            dependency.need, answer_of(dependency))),
                          page.width, 4);
  }
  if (!key_result.milestones.empty()) text += "  Milestones\n";
  for (const Milestone& milestone : key_result.milestones) {
    std::string line = fmt::format("[{}] {} {}",
                                   milestone.no_longer_applies ? '~'
                                   : milestone.done            ? 'x'
                                                               : ' ',
                                   milestone.number, milestone.description);
    if (!milestone.dri.empty()) line += ", @" + milestone.dri;
    if (milestone.due) line += ", due " + to_string(*milestone.due);
    text += wrap_indented(clean(line), page.width, 4);
  }
  return text;
}

std::string weight_of(const KeyResult& key_result, double share) {
  const std::string part =
      fmt::format("{} % of the objective", base::format_number(static_cast<int>(share * 1000 + 0.5) / 10.0));
  return key_result.weight ? part : part + ", shared equally";
}

std::string key_result_text(const Objective& objective, std::size_t index, Day last_day, const Page& page) {
  const KeyResult& key_result = objective.key_results[index];
  const KeyResultState state = effective_state(objective, key_result);
  std::string text =
      page.style.paint(Tone::heading, clean(fmt::format("KR{}: {}", key_result.number, key_result.title))) + '\n';
  Fields fields;
  fields.add(name_of(Field::dri), user(key_result.dri));
  fields.add(name_of(Field::contributed_by), user(key_result.contributed_by));
  fields.add(name_of(Field::metric), key_result.measure ? to_string(*key_result.measure) : "none");
  fields.add(name_of(Field::weight), weight_of(key_result, shares(objective)[index]));
  fields.add(name_of(Field::state), key_result.paused_by.empty()
                                        ? std::string(to_string(state))
                                        : fmt::format("{} by {}", to_string(state), key_result.paused_by));
  fields.add("Due", to_string(due_of(key_result, last_day)));
  text += fields.text(page);
  if (!key_result.outcome.empty()) text += '\n' + wrap_indented(clean(key_result.outcome), page.width, 2);
  const std::string lists = lists_of(key_result, page);
  return lists.empty() ? text : text + '\n' + lists;
}

/// The findings on the KR alone where one was asked for.
std::vector<Finding> findings_on(const DraftView& view, const DraftedObjective& drafted) {
  if (!view.key_result) return drafted.findings;
  const std::string name = fmt::format("{}/KR{}", drafted.objective.reference, *view.key_result);
  std::vector<Finding> own;
  std::ranges::copy_if(drafted.findings, std::back_inserter(own), [&](const Finding& finding) {
    return finding.subject == name || finding.subject.starts_with(name + "/");
  });
  return own;
}

}  // namespace

std::string draft_detail_text(const DraftView& view, const Page& page) {
  const DraftedObjective& drafted = view.objectives.front();
  const Objective& objective = drafted.objective;
  std::string text = draft_heading(view) + '\n';
  text += page.style.paint(Tone::heading, clean(fmt::format("{}: {}", objective.reference, objective.title))) + '\n';
  if (!view.key_result) {
    text += fields_of(drafted, page);
    if (!objective.outcome.empty()) text += '\n' + wrap_indented(clean(objective.outcome), page.width, 2);
  }
  for (std::size_t i = 0; i < objective.key_results.size(); ++i)
    if (!view.key_result || objective.key_results[i].number == *view.key_result)
      text += '\n' + key_result_text(objective, i, view.last_day, page);
  return text + '\n' +
         findings_text({.quarter = to_string(view.quarter), .checked = 1, .findings = findings_on(view, drafted)},
                       page);
}

}  // namespace secokr::render
