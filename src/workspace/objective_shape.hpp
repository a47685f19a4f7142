#pragma once
#include <secokr/objective.hpp>
#include <secokr/quarter.hpp>

#include "base/shape.hpp"

namespace secokr {

inline std::string word_of(KeyResultState state) { return to_json_name(state); }

}  // namespace secokr

/// A plan's values as files keep them.
namespace secokr::base {

template <>
inline constexpr auto parse_word<Quarter> = &parse_quarter;
template <>
inline constexpr auto parse_word<ObjectiveStatus> = &parse_objective_status;
template <>
inline constexpr auto parse_word<KeyResultState> = &parse_key_result_state;
template <>
inline constexpr auto parse_word<Priority> = &parse_priority;
template <>
inline constexpr auto parse_word<RiskTreatment> = &parse_risk_treatment;
template <>
inline constexpr auto parse_word<DependencyVerb> = &parse_dependency_verb;
template <>
inline constexpr auto parse_word<DeclineClass> = &parse_decline_class;

/// `"baseline"`, or an object.
template <>
struct Form<Measure> {
  static Json write(const Measure& measure);
  static Understood read(const Json& json, Measure& measure);
};

template <>
inline constexpr auto shape<Top5Risk> =
    std::tuple{required("treatment", &Top5Risk::treatment), required("risk", &Top5Risk::risk)};

template <>
inline constexpr auto shape<DependencyEvent> = std::tuple{required("verb", &DependencyEvent::verb),
                                                          required("by", &DependencyEvent::by),
                                                          optional("on_behalf_of", &DependencyEvent::on_behalf_of),
                                                          optional("evidence", &DependencyEvent::evidence),
                                                          required("on", &DependencyEvent::on),
                                                          optional("class", &DependencyEvent::decline_class),
                                                          optional("reason", &DependencyEvent::reason)};

template <>
inline constexpr auto shape<Dependency> =
    std::tuple{optional("ticked", &Dependency::ticked), required("team", &Dependency::team),
               required("manager", &Dependency::manager), required("need", &Dependency::need),
               optional("events", &Dependency::events)};

template <>
inline constexpr auto shape<Milestone> = std::tuple{required("number", &Milestone::number),
                                                    optional("done", &Milestone::done),
                                                    optional("no_longer_applies", &Milestone::no_longer_applies),
                                                    required("description", &Milestone::description),
                                                    optional("dri", &Milestone::dri),
                                                    optional("due", &Milestone::due)};

/// The rows of the table of fields, and beside them what is no field.
template <class Owner>
struct FieldsForm {
  static Json write(const Owner& owner);
  static Understood read(const Json& json, Owner& owner);
};
template <>
struct Form<KeyResult> : FieldsForm<KeyResult> {};
template <>
struct Form<Objective> : FieldsForm<Objective> {};

}  // namespace secokr::base
