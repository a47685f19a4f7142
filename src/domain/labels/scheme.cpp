#include <secokr/label_scheme.hpp>

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace secokr {
namespace {

constexpr std::array<std::string_view, 3> k_priority_colors{"#C91C00", "#E67E22", "#5CB85C"};
constexpr std::array<std::string_view, 3> k_priority_purposes{
    "Critical project: takes priority over all other OKRs",
    "Important: met when 70 % or more is completed across the objective",
    "Stretch: taken up once p0 and p1 are met, a future p1 or p0",
};

}  // namespace

std::vector<std::string> objective_labels(const LabelScheme& scheme, Quarter quarter,
                                          std::optional<Priority> priority) {
  std::vector<std::string> labels{scheme.division, to_string(quarter), scheme.okr};
  const auto index = priority.has_value() ? static_cast<std::size_t>(*priority) : scheme.priority.size();
  if (index < scheme.priority.size()) labels.push_back(scheme.priority[index]);
  return labels;
}

std::vector<std::string> key_result_labels(const LabelScheme& scheme, Quarter quarter) {
  return {scheme.division, to_string(quarter)};
}

std::vector<LabelDefinition> definitions(const LabelScheme& scheme, Quarter quarter) {
  std::vector<LabelDefinition> result{
      {scheme.division, "#6F42C1", "Objectives and key results of the Security division"},
      {to_string(quarter), "#0E6EB8", fmt::format("Objectives and key results of {}", to_string(quarter))},
      {scheme.okr, "#1F7A8C", "Marks an objective; key results do not carry it"},
  };
  for (std::size_t i = 0; i < std::min(scheme.priority.size(), k_priority_colors.size()); ++i)
    result.push_back(
        {scheme.priority[i], std::string(k_priority_colors.at(i)), std::string(k_priority_purposes.at(i))});
  return result;
}

std::string_view scope_of(std::string_view label) {
  const auto at = label.rfind("::");
  return at == std::string_view::npos ? std::string_view{} : label.substr(0, at);
}

std::optional<Priority> priority_of(const LabelScheme& scheme, const std::vector<std::string>& labels) {
  for (std::size_t i = 0; i < std::min(scheme.priority.size(), k_priority_colors.size()); ++i)
    if (std::ranges::find(labels, scheme.priority[i]) != labels.end()) return static_cast<Priority>(i);
  return std::nullopt;
}

}  // namespace secokr
