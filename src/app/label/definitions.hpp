#pragma once
#include <optional>
#include <string>
#include <vector>

#include <secokr/label_scheme.hpp>

#include "tracker/change/change_set.hpp"

namespace secokr::app {

/// The change that defines a label at a place, or corrects it: with `before`, as it stands there.
tracker::Change define_label(const LabelDefinition& wanted, const tracker::LabelHome& home = {},
                             const tracker::Label* before = nullptr);

/// What the scheme says of one of its labels; nothing for any other.
std::optional<LabelDefinition> definition_of(const LabelScheme& scheme, const std::string& label);

}  // namespace secokr::app
