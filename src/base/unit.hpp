#pragma once
#include <string_view>

namespace secokr::base {

/// What keeps the words behind a number from being its unit.
enum class UnitFault {
  none,
  goes_on,       ///< they continue the number: "·5", "½", "^6", "/7", "h30"
  second,        ///< another number stands beside it: "to 20", "at most 5", "%, or 10 %", "h 30 min"
  is_difference  ///< they say by how much, and not what: "% less"
};

/// Looks at what stands behind the digits of a number, blanks in front included: "5m2" and "5 P1 incidents" have units,
/// "2h30" has none. Numbers that belong to the unit are no fault: "per 100 people", "points (1-5)", "of 24/7 services".
UnitFault unit_fault(std::string_view behind);

}  // namespace secokr::base
