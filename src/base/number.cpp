#include "base/number.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <span>
#include <vector>

#include <fmt/format.h>

#include "base/text.hpp"
#include "base/unit.hpp"

namespace secokr::base {
namespace {

constexpr std::array<std::string_view, 12> k_currency_signs{"US$", "A$", "C$", "$", "€", "£",
                                                            "¥",   "₹",  "₩",  "₽", "₪", "฿"};
constexpr std::string_view k_digits = "0123456789";
constexpr double k_beyond_exact = 1e15;  // from here on, not every whole number and tenth is kept as it was written

bool is_digit(std::string_view text, std::size_t at) {
  return at < text.size() && k_digits.find(text[at]) != std::string_view::npos;
}

/// The currency in front of a number; empty for none.
std::string_view currency_in_front(std::string_view text) {
  const std::string_view currency = currency_of(text);
  const bool is_code = !currency.empty() && currency.back() >= 'A' && currency.back() <= 'Z';
  const std::string_view rest = text.substr(currency.size());
  return !is_code || rest.starts_with(' ') || is_digit(rest, 0) ? currency : std::string_view{};
}

/// The length of what separates groups of digits at `at`: a comma, an apostrophe, a low line, a blank.
std::size_t separator_at(std::string_view text, std::size_t at) {
  for (const std::string_view mark : {",", "'", "’", "_", " "})
    if (text.substr(at).starts_with(mark)) return mark.size();
  return 0;
}

/// Digits and points, and what separates groups of them.
std::string_view number_in_front(std::string_view text) {
  std::size_t end = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
  while (end < text.size()) {
    if (is_digit(text, end) || text[end] == '.') {
      ++end;
      continue;
    }
    const std::size_t separator = separator_at(text, end);
    if (separator == 0 || end == 0 || !is_digit(text, end - 1) || !is_digit(text, end + separator)) break;
    end += separator;
  }
  return text.substr(0, end);
}

std::optional<double> plain_number(std::string_view digits) {
  if (digits.starts_with('+')) digits.remove_prefix(1);
  if (digits.starts_with('+') || !(is_digit(digits, 0) || digits.starts_with('-') || digits.starts_with('.')))
    return std::nullopt;
  double value = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed);
  if (error != std::errc{} || end != digits.data() + digits.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

bool is_whole(std::string_view digits) { return digits.find_first_not_of(k_digits) == std::string_view::npos; }

Error no_number(std::string_view text, std::string reason = "", std::string help = "") {
  return {.kind = ErrorKind::usage,
          .what = fmt::format("'{}' {}", text, reason.empty() ? "is no number" : reason),
          .help = std::move(help)};
}

/// The digits in groups, as their separators part them, and the last separator.
struct Groups {
  std::vector<std::string> groups{""};
  std::string_view last{};
};

Groups groups_of(std::string_view digits) {
  Groups result;
  for (std::size_t i = 0; i < digits.size();) {
    const std::size_t separator = separator_at(digits, i);
    if (separator > 0) {
      result.last = digits.substr(i, separator);
      result.groups.emplace_back();
      i += separator;
    } else {
      result.groups.back() += digits[i++];
    }
  }
  return result;
}

/// Why the digits are none: they have separators, and one text would have two readings.
Error separated(std::string_view text, std::string_view digits) {
  const Groups parts = groups_of(digits);
  const std::string joined = join(parts.groups, "");
  const std::string_view last = parts.groups.back();
  const std::string before = join(std::span(parts.groups).first(parts.groups.size() - 1), "");
  const bool has_point = before.find('.') != std::string::npos;
  if (parts.last == "," && (has_point || (parts.groups.size() == 2 && last.size() != 3 && is_whole(last)))) {
    std::string whole = before;
    std::erase(whole, '.');
    return no_number(text, "has a decimal comma", fmt::format("Write {}.{}", whole, last));
  }
  if (parts.last == "," && parts.groups.size() == 2 && is_whole(last)) {
    const auto decimal = plain_number(before + "." + std::string(last));
    return no_number(
        text, fmt::format("can be read as {} and as {}", decimal ? format_number(*decimal) : "a fraction", joined),
        fmt::format("Write {} or {}", joined, decimal ? format_number(*decimal) : "the fraction with a point"));
  }
  const bool in_threes = std::ranges::all_of(std::span(parts.groups).subspan(1), [](const std::string& group) {
    return group.substr(0, group.find('.')).size() == 3;
  });
  if (in_threes && plain_number(joined))
    return no_number(text, "has a thousands separator", fmt::format("Write {}", joined));
  return no_number(text);
}

Error no_plain_number(std::string_view text, std::string_view digits) {
  std::string joined(digits);
  std::erase(joined, '.');
  if (std::ranges::count(digits, '.') > 1 && plain_number(joined))
    return no_number(text, "has a thousands separator", fmt::format("Write {}", joined));
  return no_number(text);
}

/// Why the words behind a number are no unit.
Error no_unit(std::string_view text, UnitFault fault) {
  if (fault == UnitFault::second) return no_number(text, "has more than one number", "Write one number with its unit");
  if (fault == UnitFault::is_difference)
    return no_number(text, "says by how much, not which number is meant", "Write the number itself");
  return no_number(text);
}

}  // namespace

std::string_view currency_of(std::string_view text) {
  for (const std::string_view sign : k_currency_signs)
    if (text.starts_with(sign)) return sign;
  std::size_t capitals = 0;
  while (capitals < text.size() && text[capitals] >= 'A' && text[capitals] <= 'Z') ++capitals;
  constexpr std::size_t code = 3;
  return capitals == code ? text.substr(0, code) : std::string_view{};
}

Expected<Quantity> read_quantity(std::string_view typed) {
  const std::string plain = plain_blanks(typed);
  const std::string_view text = trim(plain);
  const bool is_negative = text.starts_with('-') && !currency_in_front(trim(text.substr(1))).empty();
  std::string_view rest = is_negative ? trim(text.substr(1)) : text;
  const std::string_view currency = currency_in_front(rest);
  rest = trim(rest.substr(currency.size()));
  const std::string_view digits = number_in_front(rest);
  const std::string_view unit = trim(rest.substr(digits.size()));
  for (std::size_t i = 0; i < digits.size(); ++i)
    if (separator_at(digits, i) > 0) return fail(separated(text, digits));
  const auto number = plain_number(digits);
  if (!number) return fail(no_plain_number(text, digits));
  if (std::fabs(*number) >= k_beyond_exact)
    return fail(
        no_number(text, "has more than 15 digits before the point", "Write it in a larger unit, such as millions"));
  const UnitFault fault = unit_fault(rest.substr(digits.size()));
  if (fault != UnitFault::none) return fail(no_unit(text, fault));
  const std::string_view between = currency.empty() || unit.empty() ? "" : " ";
  return Quantity{is_negative ? -*number : *number, fmt::format("{}{}{}", currency, between, unit)};
}

Status check_share(const Quantity& quantity, std::string_view text) {
  if (!quantity.unit.empty() || quantity.number <= 0 || quantity.number >= 1) return {};
  const std::string as_share = format_number(std::round(quantity.number * 1e8) / 1e6);
  const std::string as_percent = format_number(quantity.number);
  return fail(no_number(trim(text), fmt::format("can be read as {} % and as {} %", as_share, as_percent),
                        fmt::format("Write {}% or {}%", as_share, as_percent)));
}

Expected<double> read_number(std::string_view text) {
  SECOKR_TRY(const Quantity quantity, read_quantity(text));
  if (!quantity.unit.empty()) return fail(no_number(trim(text)));
  return quantity.number;
}

Expected<double> read_percent(std::string_view text) {
  SECOKR_TRY(const Quantity quantity, read_quantity(text));
  SECOKR_CHECK(check_share(quantity, text));
  const bool is_unit = quantity.unit.empty() || quantity.unit == "%";
  if (!is_unit || quantity.number < 0 || quantity.number > 100)
    return fail(no_number(trim(text), "is no percentage from 0 to 100"));
  return quantity.number;
}

std::optional<double> parse_number(std::string_view text) { return plain_number(trim(text)); }

}  // namespace secokr::base
