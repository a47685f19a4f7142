// The words and one-line forms of an objective's values, as files and command lines write them.
#include <array>
#include <utility>

#include <secokr/objective.hpp>

#include "base/text.hpp"

namespace secokr {
namespace {

template <class Value, std::size_t N>
using NameTable = std::array<std::pair<Value, std::string_view>, N>;

constexpr NameTable<ObjectiveStatus, 4> k_objective_status{{{ObjectiveStatus::draft, "draft"},
                                                            {ObjectiveStatus::proposed, "proposed"},
                                                            {ObjectiveStatus::included, "included"},
                                                            {ObjectiveStatus::excluded, "excluded"}}};
constexpr NameTable<KeyResultState, 5> k_state{{{KeyResultState::active, "active"},
                                                {KeyResultState::not_started, "not started"},
                                                {KeyResultState::paused, "paused"},
                                                {KeyResultState::done, "done"},
                                                {KeyResultState::dropped, "dropped"}}};
constexpr NameTable<Priority, 3> k_priorities{{{Priority::p0, "p0"}, {Priority::p1, "p1"}, {Priority::p2, "p2"}}};
constexpr NameTable<RiskTreatment, 3> k_treatment{{{RiskTreatment::eliminates, "eliminates"},
                                                   {RiskTreatment::mitigates, "mitigates"},
                                                   {RiskTreatment::transfers, "transfers"}}};
constexpr NameTable<DependencyVerb, 4> k_verb{{{DependencyVerb::confirmed, "confirmed"},
                                               {DependencyVerb::declined, "declined"},
                                               {DependencyVerb::withdrawn, "withdrawn"},
                                               {DependencyVerb::rescoped, "rescoped"}}};
constexpr NameTable<DeclineClass, 4> k_decline_class{{{DeclineClass::no_capacity, "no capacity"},
                                                      {DeclineClass::priority, "priority"},
                                                      {DeclineClass::scope, "scope"},
                                                      {DeclineClass::other, "other"}}};
constexpr NameTable<DependencyStatus, 4> k_dependency_status{{{DependencyStatus::requested, "requested"},
                                                              {DependencyStatus::confirmed, "confirmed"},
                                                              {DependencyStatus::declined, "declined"},
                                                              {DependencyStatus::withdrawn, "withdrawn"}}};

template <class Value, std::size_t N>
std::string_view name_of(const NameTable<Value, N>& names, Value value) {
  for (const auto& [candidate, name] : names)
    if (candidate == value) return name;
  return "";
}

/// Ignores case and white space around; '-' and '_' stand for a blank.
template <class Value, std::size_t N>
std::optional<Value> value_of(const NameTable<Value, N>& names, std::string_view text) {
  std::string wanted = base::fold_case(base::trim(text));
  for (char& c : wanted)
    if (c == '-' || c == '_') c = ' ';
  for (const auto& [value, name] : names)
    if (wanted == name) return value;
  return std::nullopt;
}

struct Quantity {
  double number = 0;
  std::string unit{};
};

/// A number and the unit behind it: "90 %", "90%", "1,234.5 days". A unit does not begin like a number, so that one
/// text has one reading.
std::optional<Quantity> parse_quantity(std::string_view text) {
  text = base::trim(text);
  const std::size_t numeric = text.find_first_not_of("0123456789.,+- ");
  for (std::size_t end = numeric == std::string_view::npos ? text.size() : numeric; end > 0; --end) {
    const auto number = base::parse_number(base::trim(text.substr(0, end)));
    if (!number) continue;
    const std::string_view unit = base::trim(text.substr(end));
    if (!unit.empty() && std::string_view("0123456789.,+-").find(unit.front()) != std::string_view::npos)
      return std::nullopt;
    return Quantity{*number, std::string(unit)};
  }
  return std::nullopt;
}

/// `START to TARGET [UNIT]`; the start may repeat the unit.
std::optional<Metric> parse_range(std::string_view name, std::string_view range) {
  const std::size_t to = range.find(" to ");
  if (name.empty() || to == std::string_view::npos) return std::nullopt;
  const auto start = parse_quantity(range.substr(0, to));
  const auto target = parse_quantity(range.substr(to + 4));
  if (!start || !target) return std::nullopt;
  if (!start->unit.empty() && start->unit != target->unit) return std::nullopt;
  return Metric{std::string(name), start->number, target->number, target->unit};
}

}  // namespace

std::string_view to_string(ObjectiveStatus status) { return name_of(k_objective_status, status); }
std::string_view to_string(KeyResultState state) { return name_of(k_state, state); }
std::string_view to_string(Priority priority) { return name_of(k_priorities, priority); }
std::string_view to_string(RiskTreatment treatment) { return name_of(k_treatment, treatment); }
std::string_view to_string(DependencyVerb verb) { return name_of(k_verb, verb); }
std::string_view to_string(DeclineClass decline_class) { return name_of(k_decline_class, decline_class); }
std::string_view to_string(DependencyStatus status) { return name_of(k_dependency_status, status); }

std::string to_json_name(KeyResultState state) {
  std::string name(to_string(state));
  for (char& c : name)
    if (c == ' ') c = '_';
  return name;
}

std::optional<ObjectiveStatus> parse_objective_status(std::string_view text) {
  return value_of(k_objective_status, text);
}
std::optional<KeyResultState> parse_key_result_state(std::string_view text) { return value_of(k_state, text); }
std::optional<Priority> parse_priority(std::string_view text) { return value_of(k_priorities, text); }
std::optional<RiskTreatment> parse_risk_treatment(std::string_view text) { return value_of(k_treatment, text); }
std::optional<DependencyVerb> parse_dependency_verb(std::string_view text) { return value_of(k_verb, text); }
std::optional<DeclineClass> parse_decline_class(std::string_view text) { return value_of(k_decline_class, text); }

std::string to_string(const Measure& measure) {
  const auto* metric = std::get_if<Metric>(&measure);
  if (metric == nullptr) return "baseline";
  std::string text =
      metric->name + " from " + base::format_number(metric->start) + " to " + base::format_number(metric->target);
  if (!metric->unit.empty()) text += " " + metric->unit;
  return text;
}

std::string to_string(const Top5Risk& risk) { return std::string(to_string(risk.treatment)) + " " + risk.risk; }

std::optional<Measure> parse_measure(std::string_view text) {
  text = base::trim(text);
  // No person writes a longer one, and trying each " from " of a hostile megabyte would take minutes.
  if (text.size() > 1000) return std::nullopt;
  if (base::equals_folded(text, "baseline")) return Baseline{};
  // From the right: a name may hold "from" itself ("time from report to fix from 9 to 3 days").
  for (std::size_t from = text.rfind(" from "); from != std::string_view::npos; from = text.rfind(" from ", from - 1)) {
    if (auto metric = parse_range(base::trim(text.substr(0, from)), text.substr(from + 6))) return *std::move(metric);
    if (from == 0) break;
  }
  return std::nullopt;
}

std::optional<Top5Risk> parse_top5_risk(std::string_view text) {
  text = base::trim(text);
  const std::size_t blank = text.find_first_of(" \t");
  if (blank == std::string_view::npos) return std::nullopt;
  const auto treatment = parse_risk_treatment(text.substr(0, blank));
  if (!treatment) return std::nullopt;
  return Top5Risk{*treatment, std::string(base::trim(text.substr(blank)))};
}

}  // namespace secokr
