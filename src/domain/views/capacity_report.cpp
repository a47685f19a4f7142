#include "domain/views/capacity_report.hpp"

#include <algorithm>
#include <tuple>

#include "base/text.hpp"

namespace secokr {
namespace {

std::string comparable(std::string_view text) { return base::fold_case(base::single_spaced(text)); }

bool same_answer(const RecordedDecline& a, const RecordedDecline& b) {
  return a.on == b.on && a.decline_class == b.decline_class && base::equals_folded(a.team, b.team) &&
         comparable(a.reason) == comparable(b.reason);
}

bool same_key_result(const RecordedDecline& a, const RecordedDecline& b) {
  return base::equals_folded(a.key_result, b.key_result);
}

/// "Security Training/KR1" and "Security Training/KR2".
bool same_objective(const RecordedDecline& a, const RecordedDecline& b) {
  const auto reference = [](const std::string& name) { return name.substr(0, name.rfind('/')); };
  return base::equals_folded(reference(a.key_result), reference(b.key_result));
}

/// Adds what one place has more of than is known.
void add_place(const std::vector<RecordedDecline>& place, std::vector<RecordedDecline>& known) {
  std::vector<bool> taken(known.size(), false);
  std::vector<bool> found(place.size(), false);
  for (const auto same_name : {same_key_result, same_objective})
    for (std::size_t i = 0; i < place.size(); ++i)
      for (std::size_t j = 0; j < taken.size() && !found[i]; ++j) {
        if (taken[j] || !same_answer(place[i], known[j]) || !same_name(place[i], known[j])) continue;
        taken[j] = true;
        found[i] = true;
      }
  for (std::size_t i = 0; i < place.size(); ++i)
    if (!found[i]) known.push_back(place[i]);
}

}  // namespace

std::vector<RecordedDecline> with_answers(std::vector<RecordedDecline> recorded,
                                          const std::vector<std::vector<RecordedDecline>>& answers) {
  for (const auto& place : answers) add_place(place, recorded);
  return recorded;
}

std::vector<RecordedDecline> declines_in(const Objective& objective, Quarter quarter) {
  std::vector<RecordedDecline> declines;
  for (const KeyResult& key_result : objective.key_results)
    for (const Dependency& dependency : key_result.dependencies)
      for (const DependencyEvent& event : dependency.events)
        if (event.verb == DependencyVerb::declined)
          declines.push_back({.quarter = quarter,
                              .on = event.on,
                              .team = dependency.team,
                              .manager = dependency.manager,
                              .key_result = name_of(objective, key_result),
                              .decline_class = event.decline_class.value_or(DeclineClass::other),
                              .reason = event.reason,
                              .by = event.by,
                              .on_record = false});
  return declines;
}

std::size_t CapacityReport::count(DeclineClass decline_class) const {
  return static_cast<std::size_t>(std::ranges::count(declines, decline_class, &RecordedDecline::decline_class));
}

std::size_t CapacityLine::count(DeclineClass decline_class) const {
  const auto found = declines.find(decline_class);
  return found == declines.end() ? 0 : found->second;
}

std::vector<CapacityLine> lines_of(const CapacityReport& report) {
  std::vector<CapacityLine> lines;
  for (const RecordedDecline& decline : report.declines) {
    auto line = std::ranges::find_if(lines, [&](const CapacityLine& each) {
      return each.quarter == decline.quarter && base::equals_folded(each.team, decline.team);
    });
    if (line == lines.end())
      line = lines.insert(lines.end(), {.quarter = decline.quarter, .team = decline.team, .area = decline.area});
    ++line->declines[decline.decline_class];
  }
  std::ranges::stable_sort(lines, [](const CapacityLine& a, const CapacityLine& b) {
    const auto a_no = a.count(DeclineClass::no_capacity);
    const auto b_no = b.count(DeclineClass::no_capacity);
    return std::tie(a.quarter, b_no, a.team) < std::tie(b.quarter, a_no, b.team);
  });
  return lines;
}

}  // namespace secokr
