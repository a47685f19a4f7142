#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <secokr/objective.hpp>

#include "base/number.hpp"
#include "base/text.hpp"

namespace secokr {
namespace {

constexpr std::array<std::pair<std::string_view, MetricKind>, 2> k_bounds{{
    {"at least", MetricKind::at_least},
    {"at most", MetricKind::at_most},
}};

/// A number with what stands before and behind it: "$300", "90 %", "1.5M".
struct Parts {
  double number = 0;
  std::string currency{};
  std::string unit{};
};

bool is_figure(char c) { return c >= '0' && c <= '9'; }

/// A number as a value is read; a currency behind it is a unit.
std::optional<Parts> parse_parts(std::string_view text) {
  text = base::trim(text);
  const auto quantity = base::read_quantity(text);
  if (!quantity) return std::nullopt;
  const bool is_negative = text.starts_with('-');
  const std::string_view currency = base::currency_of(base::trim(text.substr(is_negative ? 1 : 0)));
  const std::string_view unit = quantity->unit;
  return Parts{quantity->number, std::string(currency), std::string(base::trim(unit.substr(currency.size())))};
}

/// `START to TARGET [UNIT]`; the start may repeat the unit, and either may leave it to the other one.
std::optional<Metric> parse_range(std::string_view name, std::string_view range) {
  const std::size_t to = range.find(" to ");
  if (name.empty() || to == std::string_view::npos) return std::nullopt;
  const auto start = parse_parts(range.substr(0, to));
  const auto target = parse_parts(range.substr(to + 4));
  if (!start || !target) return std::nullopt;
  if (!start->unit.empty() && start->unit != target->unit) return std::nullopt;
  const bool one_currency = start->currency.empty() || target->currency.empty() || start->currency == target->currency;
  // A sign behind is another currency; three capitals may be any unit: "$5 ARR".
  const std::string_view sign = base::currency_of(target->unit);
  const bool is_sign = !sign.empty() && (sign.back() < 'A' || sign.back() > 'Z');
  const std::string& in_front = start->currency.empty() ? target->currency : start->currency;
  if (!one_currency || (!in_front.empty() && is_sign)) return std::nullopt;
  return Metric{.name = std::string(name),
                .start = start->number,
                .target = target->number,
                .unit = target->unit,
                .currency = in_front};
}

/// `NAME at least BOUND [UNIT]`; from the right, as a name may hold the words itself.
std::optional<Metric> parse_bound(std::string_view text) {
  for (const auto& [words, kind] : k_bounds) {
    const std::string between = " " + std::string(words) + " ";
    const std::size_t at = text.rfind(between);
    if (at == std::string_view::npos) continue;
    const std::string_view name = base::trim(text.substr(0, at));
    const auto bound = parse_parts(text.substr(at + between.size()));
    if (name.empty() || !bound) continue;
    return Metric{.name = std::string(name),
                  .start = bound->number,
                  .target = bound->number,
                  .unit = bound->unit,
                  .kind = kind,
                  .currency = bound->currency};
  }
  return std::nullopt;
}

/// True where a unit goes on with another bound of the same unit: "% and at most 7 %"; "teams with at least 3 experts"
/// is a unit.
bool has_bound(std::string_view unit) {
  constexpr std::array<std::string_view, 10> words{"at least",  "at most", "no more than", "no less than", "less than",
                                                   "more than", "up to",   "below",        "above",        "not over"};
  for (const std::string_view bound : words) {
    const std::string between = " " + std::string(bound) + " ";
    const std::string padded = " " + std::string(unit);
    const std::size_t at = padded.find(between);
    if (at == std::string::npos) continue;
    const auto parts = parse_parts(std::string_view(padded).substr(at + between.size()));
    if (parts && (parts->unit.empty() || unit.starts_with(parts->unit))) return true;
  }
  return false;
}

/// True where the words in front of an aim hold another one of the same unit: "x at least 3" of "x at least 3 at most
/// 5"; "teams with at least 3 experts" is a name.
bool has_aim(const Metric& metric) {
  if (has_bound(metric.unit)) return true;
  const auto measure = parse_measure(metric.name);
  const Metric* inner = metric_in(measure);
  return inner != nullptr && (inner->unit.empty() || base::equals_folded(inner->unit, metric.unit));
}

/// Nothing where the metric would hide another aim in its name.
std::optional<Measure> only_aim(const Metric& metric) {
  return has_aim(metric) ? std::nullopt : std::optional<Measure>(metric);
}

std::string with_currency(const std::string& currency, double value) {
  if (currency.empty()) return base::format_number(value);
  // A code stands apart: "EUR 300", and a sign does not: "$300".
  const bool is_code = currency.back() >= 'A' && currency.back() <= 'Z';
  return (value < 0 ? "-" : "") + currency + (is_code ? " " : "") + base::format_number(value < 0 ? -value : value);
}

/// What stands at `at` between groups of digits; empty for anything else.
std::string_view separator_in(std::string_view text, std::size_t at) {
  for (const std::string_view mark : {",", " ", "'", "’", "_", "\u00A0", "\u2009", "\u202F"})
    if (text.substr(at).starts_with(mark)) return mark;
  return {};
}

/// Why the number of an aim is none: "'5 to 20' has more than one number".
std::string aim_objection(std::string_view text) {
  for (const std::string_view words : {" to ", " at least ", " at most "}) {
    const std::size_t at = text.find(words);
    if (at == std::string_view::npos) continue;
    const std::string_view number = base::trim(text.substr(at + words.size()));
    const auto read = base::read_quantity(number);
    if (!read && !number.empty() && is_figure(number.front())) return read.error().what;
  }
  return {};
}

}  // namespace

std::string_view to_string(MetricKind kind) {
  const auto found = std::ranges::find(k_bounds, kind, [](const auto& bound) { return bound.second; });
  return found == k_bounds.end() ? std::string_view{} : found->first;
}

bool Metric::holds(double value) const {
  switch (kind) {
    case MetricKind::at_least:
      return value >= target;
    case MetricKind::at_most:
      return value <= target;
    case MetricKind::reach:
      break;
  }
  return target >= start ? value >= target : value <= target;
}

const Metric* metric_in(const std::optional<Measure>& measure) {
  return measure ? std::get_if<Metric>(&*measure) : nullptr;
}

std::string unit_of(const Metric& metric) {
  return metric.currency + (metric.currency.empty() || metric.unit.empty() ? "" : " ") + metric.unit;
}

std::string to_string(const Quantity& quantity) {
  const std::string currency(base::currency_of(quantity.unit));
  const std::string_view unit = base::trim(std::string_view(quantity.unit).substr(currency.size()));
  return with_currency(currency, quantity.number) + (unit.empty() ? "" : " ") + std::string(unit);
}

std::string aim_of(const Metric& metric) {
  // A currency that is written behind the number stays there.
  const std::string target =
      with_currency(metric.currency, metric.target) + (metric.unit.empty() ? "" : " ") + metric.unit;
  if (metric.is_held()) return std::string(to_string(metric.kind)) + " " + target;
  return "from " + with_currency(metric.currency, metric.start) + " to " + target;
}

std::string to_string(const Measure& measure) {
  const auto* metric = std::get_if<Metric>(&measure);
  return metric == nullptr ? "baseline" : metric->name + " " + aim_of(*metric);
}

std::optional<Measure> parse_measure(std::string_view text) {
  text = base::trim(text);
  // No person writes a longer one, and trying each " from " of a hostile megabyte would take minutes.
  if (text.size() > 1000) return std::nullopt;
  if (base::equals_folded(text, "baseline")) return Baseline{};
  // From the right: a name may hold "from" itself ("time from report to fix from 9 to 3 days").
  for (std::size_t from = text.rfind(" from "); from != std::string_view::npos; from = text.rfind(" from ", from - 1)) {
    if (auto metric = parse_range(base::trim(text.substr(0, from)), text.substr(from + 6))) return only_aim(*metric);
    if (from == 0) break;
  }
  if (const auto metric = parse_bound(text)) return only_aim(*metric);
  return std::nullopt;
}

std::string number_objection(std::string_view text) {
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    const std::string_view separator = separator_in(text, i);
    const std::size_t behind = i + separator.size();
    if (separator.empty() || !is_figure(text[i - 1]) || behind >= text.size() || !is_figure(text[behind])) continue;
    std::size_t begin = i;
    while (begin > 0 && is_figure(text[begin - 1])) --begin;
    std::size_t end = behind;
    while (end < text.size() && is_figure(text[end])) ++end;
    const std::string number(text.substr(begin, end - begin));
    const std::string whole(text.substr(begin, i - begin));
    const std::string rest(text.substr(behind, end - behind));
    const bool is_comma = separator == ",";
    if (!is_comma || rest.size() == 3)
      return "\"" + number + "\" has a thousands separator; write " + whole + rest +
             (is_comma ? ", or " + whole + "." + rest + " where the comma is a decimal one" : "");
    return "\"" + number + "\" has a decimal comma; write " + whole + "." + rest;
  }
  return aim_objection(text);
}

}  // namespace secokr
