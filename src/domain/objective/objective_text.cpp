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

std::string to_string(const Top5Risk& risk) { return std::string(to_string(risk.treatment)) + " " + risk.risk; }

std::optional<Top5Risk> parse_top5_risk(std::string_view text) {
  text = base::trim(text);
  const std::size_t blank = text.find_first_of(" \t");
  if (blank == std::string_view::npos) return std::nullopt;
  const auto treatment = parse_risk_treatment(text.substr(0, blank));
  if (!treatment) return std::nullopt;
  return Top5Risk{*treatment, std::string(base::trim(text.substr(blank)))};
}

}  // namespace secokr
