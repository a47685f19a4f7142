#pragma once
#include <string>
#include <string_view>

#include <secokr/error.hpp>
#include <secokr/objective.hpp>

#include "app/core/ports.hpp"

namespace secokr::app {

/// Whether the user answers for a key result: its DRI, the objective's, the leader of its area, anyone above them, and
/// the CISO.
bool may_change(const Ports& ports, const Objective& objective, const KeyResult& key_result);

/// Those re-scope and drop it. Error findings (D3) for anybody else, with whom to ask.
Status require_may_change(const Ports& ports, const Objective& objective, const KeyResult& key_result,
                          std::string_view act);

/// A reason that was given without a word in it. Kind usage.
Error empty_reason(std::string why);

}  // namespace secokr::app
