#include "workspace/objective_shape.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace secokr::base {
namespace {

std::optional<double> KeptMetric::* bound_of(MetricKind kind) {
  return kind == MetricKind::at_least ? &KeptMetric::at_least : &KeptMetric::at_most;
}

}  // namespace

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

std::string member_name(std::string_view field, FieldPlace place) {
  std::string name = base::fold_case(field);
  std::erase(name, '-');
  std::ranges::replace(name, ' ', '_');
  if (place != FieldPlace::list) return name;
  return name.ends_with('y') ? name.substr(0, name.size() - 1) + "ies" : name + "s";
}

}  // namespace secokr::base
