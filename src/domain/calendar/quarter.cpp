#include <secokr/quarter.hpp>

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace secokr {

namespace {

bool is_digit(char character) { return character >= '0' && character <= '9'; }

/// Takes `word` (given in lower case) from the front of `text`, ignoring case.
bool take(std::string_view& text, std::string_view word) {
  if (!base::equals_folded(text.substr(0, word.size()), word)) return false;
  text.remove_prefix(word.size());
  return true;
}

/// `+1`, `-2`: a sign and one to three digits, which reach across every quarter there is.
std::optional<int> parse_offset(std::string_view text) {
  if (text.size() < 2 || text.size() > 4 || (text.front() != '+' && text.front() != '-')) return std::nullopt;
  const std::string_view digits = text.substr(1);
  if (!std::ranges::all_of(digits, is_digit)) return std::nullopt;
  int value = 0;
  for (const char digit : digits) value = value * 10 + (digit - '0');
  return text.front() == '-' ? -value : value;
}

std::optional<Quarter> if_ok(Quarter quarter) { return quarter.ok() ? std::optional{quarter} : std::nullopt; }

}  // namespace

std::string to_string(Quarter quarter) { return fmt::format("{}-Q{}", fiscal_year_name(quarter), quarter.number()); }

std::string fiscal_year_name(Quarter quarter) { return fmt::format("FY{:02}", quarter.fiscal_year() % 100); }

std::optional<Quarter> parse_quarter(std::string_view text) {
  std::string_view rest = base::trim(text);
  if (!take(rest, "fy") || rest.size() < 2 || !is_digit(rest[0]) || !is_digit(rest[1])) return std::nullopt;
  const int year = 2000 + (rest[0] - '0') * 10 + (rest[1] - '0');
  rest.remove_prefix(2);
  if (rest.starts_with('-') || rest.starts_with(' ') || rest.starts_with('_')) rest.remove_prefix(1);
  if (!take(rest, "q") || rest.size() != 1 || !is_digit(rest[0])) return std::nullopt;
  return if_ok(Quarter{year, rest[0] - '0'});
}

std::optional<Quarter> resolve_quarter(std::string_view text, const QuarterContext& context) {
  if (const auto named = parse_quarter(text)) return named;
  const std::string_view word = base::trim(text);
  if (base::equals_folded(word, "closing")) return if_ok(context.closing);
  if (!context.current.ok()) return std::nullopt;
  if (base::equals_folded(word, "now")) return context.current;
  if (base::equals_folded(word, "next") || base::equals_folded(word, "planning")) return if_ok(context.current + 1);
  if (base::equals_folded(word, "prev")) return if_ok(context.current - 1);
  if (const auto offset = parse_offset(word)) return if_ok(context.current + *offset);
  return std::nullopt;
}

}  // namespace secokr
