#include "app/plan/accepted_entry.hpp"

#include <algorithm>
#include <optional>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include <secokr/titles.hpp>

#include "app/plan/wanted_issues.hpp"
#include "app/published/facts.hpp"
#include "base/text.hpp"
#include "documents/issue/text.hpp"
#include "domain/objective/fields.hpp"

namespace secokr::app {
namespace {

using workspace::PublishedIssue;

void take(PublishedIssue& entry, const WantedIssue& wanted) {
  entry.title = wanted.title;
  entry.labels = wanted.labels;
  entry.dri = wanted.assignee;
  entry.due = wanted.due;
  entry.confidential = wanted.confidential;
}

std::string text_of(const std::string& block) {
  const auto found = documents::find_block(block);
  return found ? found->text : std::string();
}

/// The list as the issue has it: it takes over a new title when the quarter is finalised again.
std::vector<documents::KeyResultLine> listed(const Objective& objective, const PublishedIssue& before,
                                             const workspace::Published& base) {
  const auto lines_before = documents::read_block("objective", before.block).key_results;
  std::vector<documents::KeyResultLine> lines;
  for (const KeyResult& key_result : objective.key_results) {
    const auto found = base.issues.find(key_result.id);
    if (found == base.issues.end()) continue;
    documents::KeyResultLine line{key_result.number, fmt::format("#{}", found->second.iid), key_result.title};
    const auto same = std::ranges::find_if(lines_before, [&](const documents::KeyResultLine& each) {
      return each.number == line.number && each.reference == line.reference;
    });
    lines.push_back(same == lines_before.end() ? std::move(line) : *same);
  }
  return lines;
}

/// What people call a title is what stands behind number and reference.
std::string bare_title(const std::string& title) {
  const auto parsed = parse_title(title);
  return parsed ? parsed->title : title;
}

/// `90 to 85 %` where only the target of a metric moved.
std::optional<std::string> moved_target(const std::string& before, const std::string& after) {
  const auto old_measure = parse_measure(before);
  const auto new_measure = parse_measure(after);
  if (!old_measure || !new_measure) return std::nullopt;
  const auto* old_metric = std::get_if<Metric>(&*old_measure);
  const auto* new_metric = std::get_if<Metric>(&*new_measure);
  if (old_metric == nullptr || new_metric == nullptr) return std::nullopt;
  Metric same = *old_metric;
  same.target = new_metric->target;
  if (same != *new_metric) return std::nullopt;
  if (new_metric->is_held()) return std::nullopt;
  return fmt::format("{} to {}", base::format_number(old_metric->target),
                     to_string(Quantity{new_metric->target, unit_of(*new_metric)}));
}

}  // namespace

PublishedIssue accepted_entry(const Ports& ports, Quarter quarter, const Objective& objective,
                              const PublishedIssue& before, const std::string& id, const workspace::Published& base) {
  const LabelScheme& scheme = ports.config.labels;
  const PlanningCalendar& calendar = ports.config.calendar;
  PublishedIssue entry = before;
  if (id == objective.id) {
    take(entry, wanted_objective(objective, {}, quarter, scheme, calendar));
    entry.reference = objective.reference;
    entry.block = text_of(documents::render_objective_block(objective, listed(objective, before, base)));
    return entry;
  }
  const auto found = std::ranges::find(objective.key_results, id, &KeyResult::id);
  if (found == objective.key_results.end()) return entry;
  const WantedIssue wanted = wanted_key_result(objective, *found, quarter, scheme, calendar);
  take(entry, wanted);
  entry.number = found->number;
  entry.measure = found->measure;
  entry.weight = found->weight;
  entry.milestones = found->milestones;
  for (Milestone& milestone : entry.milestones) milestone.mark_like({});
  entry.block = text_of(wanted.description);
  return entry;
}

std::string recorded_change(const documents::FactChange& change) {
  std::string field = shown_field(change.field);
  if (field.size() > 1 && field[1] >= 'a' && field[1] <= 'z') field = base::fold_case(field);
  if (change.field == Field::outcome) return field + (change.after.empty() ? " removed" : " rewritten");
  if (const auto target = moved_target(change.before, change.after)) return fmt::format("{}: {}", field, *target);
  const auto shown = [&](const std::string& value) {
    return value.empty()                  ? std::string("nothing")
           : change.field == Field::title ? bare_title(value)
                                          : beside_name(change.field, value);
  };
  return fmt::format("{}: {} to {}", field, shown(change.before), shown(change.after));
}

}  // namespace secokr::app
