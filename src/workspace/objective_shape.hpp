#pragma once
#include <secokr/objective.hpp>
#include <secokr/quarter.hpp>

#include "base/shape.hpp"
#include "domain/objective/fields.hpp"

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

/// A metric's numbers stand below the names of what they are.
struct KeptMetric {
  std::string name{};
  std::optional<double> at_least{};
  std::optional<double> at_most{};
  std::optional<double> start{};
  std::optional<double> target{};
  std::string unit{};
  std::string currency{};
};

template <>
inline constexpr auto shape<KeptMetric> =
    std::tuple{required("name", &KeptMetric::name),        optional("at_least", &KeptMetric::at_least),
               optional("at_most", &KeptMetric::at_most),  optional("start", &KeptMetric::start),
               optional("target", &KeptMetric::target),    optional("unit", &KeptMetric::unit),
               optional("currency", &KeptMetric::currency)};

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

/// `top5_risk`; that of a list is in the plural.
std::string member_name(std::string_view field, FieldPlace place);

/// The rows of the table of fields, and what is no field; as they are written, a key result with its number first.
template <class Owner>
struct FieldsShape {
  template <class Visit>
  static void visit(const Visit& visit) {
    const auto visit_row = [&](const FieldRow<Owner>& row) {
      const std::string name = member_name(row.name, row.place);
      const auto visit_member = [&]<class Value>(Value Owner::* value) {
        const bool is_always_there = row.place == FieldPlace::heading || Word<Value>;
        visit(is_always_there ? required(name.c_str(), value) : optional(name.c_str(), value));
      };
      std::visit(visit_member, row.access.member);
      if (row.access.also != nullptr) visit(optional(row.access.also_name, row.access.also));
    };
    if (const auto* number = find_field<Owner>(Field::number)) visit_row(*number);
    for (const FieldRow<Owner>& row : all_fields<Owner>()) {
      if (row.id != Field::number) visit_row(row);
      if (row.id == Field::title) visit(optional("id", &Owner::id));
    }
    if constexpr (std::same_as<Owner, Objective>) visit(added("key_results", &Objective::key_results));
  }
};

template <>
inline constexpr auto shape<KeyResult> = FieldsShape<KeyResult>{};
template <>
inline constexpr auto shape<Objective> = FieldsShape<Objective>{};

}  // namespace secokr::base
