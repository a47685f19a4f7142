#pragma once
#include <string>
#include <string_view>

#include <secokr/error.hpp>

namespace secokr::base {

/// A number with the unit that stands behind it, or the currency in front.
struct Quantity {
  double number = 0;
  std::string unit{};  ///< "" or e.g. "%", "days", "$", "$ M"
  friend bool operator==(const Quantity&, const Quantity&) = default;
};

/// The currency that a text or a unit begins with: a sign such as `$`, `US$` or `€`, or a code of three capitals; empty
/// for none.
std::string_view currency_of(std::string_view text);

/// `78`, `78 %`, `-3.5 days`, `$300`, `EUR 12`. Error usage says what the text is and what to write: a decimal comma
/// and a thousands separator are named, because one text would have two readings.
Expected<Quantity> read_quantity(std::string_view text);

/// The same without a unit.
Expected<double> read_number(std::string_view text);

/// Error usage for a percentage without its sign that may be a share of one: "0.5" is 50 % and 0.5 %.
Status check_share(const Quantity& quantity, std::string_view text);

/// A percentage from 0 to 100, with or without its sign. Error usage, also for one that `check_share` refuses.
Expected<double> read_percent(std::string_view text);

}  // namespace secokr::base
