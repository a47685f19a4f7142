#include "workspace/objective_shape.hpp"

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

}  // namespace secokr::base
