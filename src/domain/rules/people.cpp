#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/text.hpp"
#include "domain/objective/agreed.hpp"
#include "domain/rules/row.hpp"

namespace secokr {
namespace {

/// The only username in a field, when there is exactly one.
std::optional<std::string> only_name(std::string_view field) {
  std::vector<std::string> names = names_in(field);
  if (names.size() != 1) return std::nullopt;
  return names.front();
}

std::string leader_hint(const Org& org, std::string_view area_name) {
  const Area* area = org.find_area(area_name);
  if (area == nullptr || area->leader.empty()) return "a functional leader or a direct report of one";
  return fmt::format("@{} or a direct report", area->leader);
}

/// P1. Whom the objective named when it was agreed is not judged again.
void check_objective_dri(const PlannedObjective& planned, const Reporter& reporter) {
  const Objective& objective = planned.objective;
  const Org& org = reporter.plan().org;
  const std::optional<std::string> dri = only_name(objective.dri);
  // A stranger is F3's business; what they may own is not known.
  if (!dri.has_value() || !org.knows(*dri) || Agreed::of(reporter.plan(), objective).has_dri(objective.dri)) return;
  const Place place = place_of(planned, Field::dri);
  if (!org.is_functional_leader(*dri) && !org.is_functional_leader(org.superior_of(*dri))) {
    reporter.report(place, fmt::format("@{} is neither a functional leader nor a direct report of one", *dri),
                    fmt::format("name as DRI {}", leader_hint(org, objective.area)));
  } else if (org.level_of(*dri) == Level::ic) {
    reporter.report_exception(
        place, fmt::format("@{} is an individual contributor: the objective is probably too narrow", *dri),
        "widen the objective, or make it a key result of another one");
  }
}

/// P2, likewise.
void check_key_result_dri(const PlannedObjective& planned, const KeyResult& key_result, const Reporter& reporter) {
  const Org& org = reporter.plan().org;
  const std::optional<std::string> dri = only_name(key_result.dri);
  if (!dri.has_value() || !org.knows(*dri)) return;
  if (Agreed::of(reporter.plan(), planned.objective).has_dri(key_result, key_result.dri)) return;
  const Place place = place_of(planned, key_result, Field::dri);
  if (!org.in_division(*dri)) {
    reporter.report(place,
                    fmt::format("@{} works outside the division; a key result needs a DRI of the division", *dri),
                    "name a manager or an individual contributor of the division, and add the other team as a "
                    "dependency");
    return;
  }
  const Level level = org.level_of(*dri).value_or(Level::ic);
  if (level <= Level::senior_manager) return;
  reporter.report(
      place,
      fmt::format("@{} is at the level {}; the DRI of a key result is a manager or an individual "
                  "contributor who moves it by what they do",
                  *dri, to_string(level)),
      fmt::format("name a manager or an individual contributor, and keep @{} with - Contributed by: @{}", *dri, *dri));
}

/// P3.
void check_one_dri(std::string_view field, std::string_view whose, const Place& place, const Reporter& reporter) {
  const std::vector<std::string> names = names_in(field);
  if (names.size() == 1) return;
  if (names.empty())
    reporter.report(place, fmt::format("{} names nobody as its one DRI", whose),
                    "write - DRI: @username, one person, below its heading");
  else
    reporter.report(place, fmt::format("{} names {} DRIs; one person is accountable", whose, names.size()),
                    fmt::format("keep one, for example - DRI: @{}", names.front()));
}

void check_one_objective_dri(const PlannedObjective& planned, const Reporter& reporter) {
  check_one_dri(planned.objective.dri, "The objective", place_of(planned, Field::dri), reporter);
}

void check_one_key_result_dri(const PlannedObjective& planned, const KeyResult& key_result, const Reporter& reporter) {
  check_one_dri(key_result.dri, "The key result", place_of(planned, key_result, Field::dri), reporter);
}

constexpr std::string_view k_gate = "gate of the act itself, at any date";
constexpr std::array k_rules_of_people{
    seed_1(Rule::P1, "P1", "An objective's DRI is a functional leader or a direct report of one",
           schedule::error_from_objectives)
        .but("an individual contributor", schedule::warning_always)
        .is(RuleTrait::of_people, RuleTrait::stops_objective, RuleTrait::remarked)
        .misses(Field::dri)
        .checks(check_objective_dri),
    seed_1(Rule::P2, "P2", "A key result's DRI is a manager or an IC of the division", schedule::error_always)
        .is(RuleTrait::of_people, RuleTrait::stops_key_result)
        .misses(Field::dri)
        .checks(check_key_result_dri),
    ours(Rule::P3, "P3", "Exactly one DRI for each objective and each key result", schedule::error_from_objectives)
        .is(RuleTrait::of_people, RuleTrait::stops_objective, RuleTrait::stops_key_result)
        .misses(Field::dri)
        .checks(check_one_objective_dri)
        .checks(check_one_key_result_dri),
    seed_1(Rule::P4, "P4", "Senior managers and above take part in the draft review")
        .only("no finding: fills the list of participants"),
    ours(Rule::P5, "P5", "The CISO or a named delegate includes, excludes and finalises")
        .about(RuleScope::act)
        .is(RuleTrait::personal)
        .only(k_gate),
    ours(Rule::P6, "P6", "A quarter is finalised from its final step until the day before it starts")
        .about(RuleScope::act)
        .only(k_gate),
};

}  // namespace

std::vector<std::string> names_in(std::string_view field) {
  std::string text(field);
  for (std::size_t at = text.find(" and "); at != std::string::npos; at = text.find(" and ", at))
    text.replace(at, 5, ",");
  for (std::size_t at = text.find(" @"); at != std::string::npos; at = text.find(" @", at)) text.replace(at, 2, ",@");
  for (char& c : text)
    if (std::string_view(";&/+").find(c) != std::string_view::npos) c = ',';
  std::vector<std::string> names;
  for (std::string_view part : base::split(text, ',')) {
    part = base::trim(part);
    if (part.starts_with('@')) part = base::trim(part.substr(1));
    if (!part.empty()) names.emplace_back(part);
  }
  return names;
}

std::span<const RuleRow> rules_of_people() { return k_rules_of_people; }

std::optional<Finding> check_may_decide(const Org& org, std::string_view delegate, std::string_view user,
                                        std::string_view act) {
  const auto is_user = [&](std::string_view name) { return !name.empty() && base::equals_folded(name, user); };
  const std::string ciso = org.ciso();
  if (is_user(ciso) || is_user(delegate)) return std::nullopt;
  Finding finding = found_at({std::string(act)}, Rule::P5,
                             fmt::format("@{} may not {}: that is for the CISO or a named delegate", user, act), "");
  if (!ciso.empty() && !delegate.empty()) {
    finding.hint = fmt::format("ask @{} or @{}, or --override P5 --reason TEXT", ciso, delegate);
  } else if (!ciso.empty()) {
    finding.hint = fmt::format(
        "ask @{}, or name a delegate under [finalize] in secokr.toml, or --override P5 --reason TEXT", ciso);
  } else {
    finding.hint = "name the CISO in secokr.toml: a [[person]] with level = \"ciso\"";
  }
  return finding;
}

std::optional<Finding> check_finalize_day(const PlanningCalendar& calendar, Quarter quarter, Day today) {
  const Day opens = calendar.date_of(Step::final, quarter);
  const Day first_day = calendar.fiscal.first_day(quarter);
  if (today >= opens && today < first_day) return std::nullopt;
  Finding finding{.rule = Rule::P6, .subject = to_string(quarter)};
  if (today < opens) {
    finding.message = fmt::format("{} is finalised from {} on, its final step; today is {}", to_string(quarter),
                                  to_string(opens), to_string(today));
    finding.hint = fmt::format("wait until {}, or --override P6 --reason TEXT", to_string(opens));
  } else {
    finding.message = fmt::format("{} began on {}; it was to be finalised by the day before", to_string(quarter),
                                  to_string(first_day));
    finding.hint = "--override P6 --reason TEXT";
  }
  return finding;
}

}  // namespace secokr
