#include "workspace/objective_shape.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "domain/objective/fields.hpp"

namespace secokr::base {
namespace {

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

std::optional<double> KeptMetric::* bound_of(MetricKind kind) {
  return kind == MetricKind::at_least ? &KeptMetric::at_least : &KeptMetric::at_most;
}

}  // namespace

template <>
inline constexpr auto shape<KeptMetric> =
    std::tuple{required("name", &KeptMetric::name),        optional("at_least", &KeptMetric::at_least),
               optional("at_most", &KeptMetric::at_most),  optional("start", &KeptMetric::start),
               optional("target", &KeptMetric::target),    optional("unit", &KeptMetric::unit),
               optional("currency", &KeptMetric::currency)};

Json Form<Measure>::write(const Measure& measure) {
  const auto* metric = std::get_if<Metric>(&measure);
  if (metric == nullptr) return "baseline";
  KeptMetric kept{.name = metric->name, .unit = metric->unit, .currency = metric->currency};
  if (metric->is_held()) {
    kept.*bound_of(metric->kind) = metric->target;
  } else {
    kept.start = metric->start;
    kept.target = metric->target;
  }
  return json_of(kept);
}

Understood Form<Measure>::read(const Json& json, Measure& measure) {
  if (json == "baseline") return {};
  auto kept = read_json<KeptMetric>(json);
  if (!kept) return std::unexpected(std::move(kept).error());
  Metric metric{.name = kept->name, .unit = kept->unit, .currency = kept->currency};
  for (const MetricKind kind : {MetricKind::at_most, MetricKind::at_least})
    if (const auto bound = (*kept).*bound_of(kind)) {
      metric.kind = kind;
      kept->start = kept->target = bound;
    }
  for (const auto& [name, number] : {std::pair{"start", kept->start}, std::pair{"target", kept->target}})
    if (!number) return no_such_member(name);
  metric.start = *kept->start;
  metric.target = *kept->target;
  measure = std::move(metric);
  return {};
}

namespace {

/// `top5_risk`; that of a list is in the plural.
template <class Owner>
std::string member_name(const FieldRow<Owner>& row) {
  std::string name = base::fold_case(row.name);
  std::erase(name, '-');
  std::ranges::replace(name, ' ', '_');
  if (row.place != FieldPlace::list) return name;
  return name.ends_with('y') ? name.substr(0, name.size() - 1) + "ies" : name + "s";
}

template <class Owner, class Visit>
void visit_field(const FieldRow<Owner>& row, const Visit& visit) {
  const std::string name = member_name(row);
  const auto visit_member = [&]<class Value>(Value Owner::* value) {
    const bool is_always_there = row.place == FieldPlace::heading || Word<Value>;
    visit(is_always_there ? required(name.c_str(), value) : optional(name.c_str(), value));
  };
  std::visit(visit_member, row.access.member);
  if (row.access.also != nullptr) visit(optional(row.access.also_name, row.access.also));
}

/// In the order in which they are written: a key result begins with its number, and an id stands behind the title.
template <class Owner, class Visit>
void visit_members(const Visit& visit) {
  if (const auto* number = find_field<Owner>(Field::number)) visit_field(*number, visit);
  for (const FieldRow<Owner>& row : all_fields<Owner>()) {
    if (row.id != Field::number) visit_field(row, visit);
    if (row.id == Field::title) visit(optional("id", &Owner::id));
  }
  if constexpr (std::is_same_v<Owner, Objective>) visit(added("key_results", &Objective::key_results));
}

}  // namespace

template <class Owner>
Json FieldsForm<Owner>::write(const Owner& owner) {
  Json object = Json::object();
  visit_members<Owner>([&](const auto& member) { put_member(object, owner, member); });
  return object;
}
template <class Owner>
Understood FieldsForm<Owner>::read(const Json& json, Owner& owner) {
  Understood all{};
  visit_members<Owner>([&](const auto& member) {
    if (all) all = take_member(json, owner, member);
  });
  return all;
}
template struct FieldsForm<Objective>;
template struct FieldsForm<KeyResult>;

}  // namespace secokr::base
