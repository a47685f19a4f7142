#include "domain/objective/carrying.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <secokr/progress.hpp>

#include "base/text.hpp"

namespace secokr {
namespace {

constexpr double bar_of_p1 = 70;
constexpr std::string_view link_words = "Carried over from ";

/// The URL of a line that `link_back` wrote; empty for every other line.
std::string_view linked_url(std::string_view line) {
  line = base::trim(line);
  if (!line.starts_with(link_words)) return {};
  line.remove_prefix(link_words.size());
  const auto blank = line.find(' ');
  const auto colon = line.find(": ");
  if (blank == std::string_view::npos || colon == std::string_view::npos || colon < blank) return {};
  if (!parse_quarter(line.substr(0, blank)) || !line.substr(blank + 1).starts_with("KR")) return {};
  return base::trim(line.substr(colon + 2));
}

void carry_measure(const CarryOver& over, CarriedKeyResult& result) {
  auto& measure = result.key_result.measure;
  auto* metric = measure ? std::get_if<Metric>(&*measure) : nullptr;
  if (measure && metric == nullptr) result.measured = over.value;
  if (metric == nullptr || metric->is_held() || !over.value) return;
  const auto progress = progress_of(*metric, *over.value);
  result.target_reached = progress && reaches(*progress, 100);
  if (!result.target_reached) metric->start = *over.value;
}

void carry_dependencies(CarriedKeyResult& result) {
  std::vector<Dependency> asked;
  for (Dependency& each : result.key_result.dependencies) {
    const bool is_withdrawn = each.status() == DependencyStatus::withdrawn;
    if (is_withdrawn || (each.status() == DependencyStatus::declined && each.rescoped())) {
      result.left_out.push_back(fmt::format("The dependency on {} is left out: it is {}", each.team,
                                            is_withdrawn ? "withdrawn" : "re-scoped"));
      continue;
    }
    each.ticked = false;
    each.events.clear();
    asked.push_back(std::move(each));
  }
  result.key_result.dependencies = std::move(asked);
  if (!result.key_result.dependencies.empty())
    result.left_out.emplace_back("Its dependencies are requested anew: answers of the last quarter do not count");
}

void carry_milestones(const CarryOver& over, CarriedKeyResult& result) {
  auto& milestones = result.key_result.milestones;
  std::erase_if(milestones, [](const Milestone& each) { return !each.open(); });
  int number = 0;
  for (Milestone& each : milestones) {
    each.number = ++number;
    if (!each.due || (*each.due >= over.first_day && *each.due <= over.last_day)) continue;
    result.left_out.push_back(fmt::format("Milestone {} loses its date {}, which lies outside the quarter", each.number,
                                          to_string(*each.due)));
    each.due.reset();
  }
}

}  // namespace

std::string_view to_string(CarryAct act) {
  switch (act) {
    case CarryAct::keep:
      return "keep";
    case CarryAct::modify:
      return "modify";
    case CarryAct::drop:
      return "drop";
  }
  return "keep";
}

bool is_unreached_stretch(std::optional<Priority> priority, double progress) {
  return priority == Priority::p2 && !reaches(progress, bar_of_p1);
}

CarriedKeyResult carried(const KeyResult& running, const CarryOver& over) {
  CarriedKeyResult result{.key_result = running};
  KeyResult& fresh = result.key_result;
  fresh.id.clear();
  fresh.weight.reset();
  fresh.state.reset();
  fresh.paused_by.clear();
  fresh.confidential = false;  // A file says it of the objective.
  carry_measure(over, result);
  carry_dependencies(result);
  carry_milestones(over, result);
  fresh.outcome = with_link_back(running.outcome, over.from, running.number, over.url);
  return result;
}

Objective carried_objective(const Objective& running, double progress) {
  Objective fresh = running;
  fresh.id.clear();
  fresh.published.clear();
  fresh.key_results.clear();
  fresh.status = ObjectiveStatus::draft;
  if (is_unreached_stretch(fresh.priority, progress)) fresh.priority = Priority::p1;
  return fresh;
}

std::string with_link_back(std::string_view prose, Quarter from, int number, std::string_view url) {
  std::string text;
  for (const std::string_view line : base::split(prose, '\n'))
    if (linked_url(line).empty()) text += std::string(line) + '\n';
  text = base::trim(text);
  if (!text.empty()) text += "\n\n";
  return text + fmt::format("{}{} KR{}: {}", link_words, to_string(from), number, url);
}

bool links_back_to(std::string_view prose, std::string_view url) {
  return std::ranges::any_of(base::split(prose, '\n'),
                             [&](std::string_view line) { return !url.empty() && linked_url(line) == url; });
}

}  // namespace secokr
