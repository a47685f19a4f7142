#include "app/label/definitions.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace secokr::app {

tracker::Change define_label(const LabelDefinition& wanted, const tracker::LabelHome& home,
                             const tracker::Label* before) {
  const tracker::EnsureLabel label{{wanted.name, wanted.color, wanted.description}, home};
  tracker::Change change{
      .subject = label.subject(),
      .name = label.place().empty() ? wanted.name : fmt::format("{} in {}", wanted.name, label.place()),
      .after = {{"color", wanted.color}, {"description", wanted.description}},
      .payload = label};
  if (before != nullptr) change.before = {{"color", before->color}, {"description", before->description}};
  return change;
}

std::optional<LabelDefinition> definition_of(const LabelScheme& scheme, const std::string& label) {
  // Labels but the quarter's own are the same in every quarter.
  const ReadLabel read = read_label(scheme, label);
  for (LabelDefinition& definition : definitions(scheme, read.quarter.value_or(Quarter{})))
    if (definition.name == label) return std::move(definition);
  return std::nullopt;
}

}  // namespace secokr::app
