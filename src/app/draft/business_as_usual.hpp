#pragma once
#include <optional>
#include <string>

#include <secokr/error.hpp>

#include "app/core/ports.hpp"
#include "tracker/change/change_set.hpp"

namespace secokr::app {

struct BusinessAsUsual {
  tracker::ChangeSet set{};  ///< empty where it is declared already
  std::string area{};
  std::string reason{};         ///< as it stands on the record
  std::string contradiction{};  ///< a sentence without a full stop where the area has an objective in the quarter
};

/// Declares on the record that an area neither proposes nor contributes in a quarter (O3); the area is the one that the
/// user leads unless it is named. Its leader, the CISO and the delegate may. Errors: usage, for no or an unknown area
/// or an empty reason; findings, for somebody else.
Expected<BusinessAsUsual> plan_business_as_usual(const Ports& ports, Quarter quarter,
                                                 const std::optional<std::string>& area, const std::string& reason);

}  // namespace secokr::app
