#include "base/unit.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>
#include <vector>

#include "base/number.hpp"
#include "base/text.hpp"

namespace secokr::base {
namespace {

struct UnitCharacter {
  utf8proc_int32_t code_point = -1;
  std::size_t length = 1;
};

UnitCharacter unit_character(std::string_view text, std::size_t at) {
  UnitCharacter read;
  const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at),
                                       static_cast<utf8proc_ssize_t>(text.size() - at), &read.code_point);
  if (length > 0) read.length = static_cast<std::size_t>(length);
  return read;
}

bool is_figure_at(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

std::size_t behind_blanks_at(std::string_view text, std::size_t at) {
  return std::min(text.find_first_not_of(" \t", std::min(at, text.size())), text.size());
}

/// True where a number begins at or behind blanks, perhaps with a sign or a currency; "2FA" is a word.
bool number_begins(std::string_view text, std::size_t at) {
  at = behind_blanks_at(text, at);
  at += currency_of(text.substr(at)).size();
  at = behind_blanks_at(text, at);
  if (at < text.size() && std::string_view("+-.").find(text[at]) != std::string_view::npos) ++at;
  if (!is_figure_at(text, at)) return false;
  while (is_figure_at(text, at)) ++at;
  return at == text.size() || !is_ascii_letter(text[at]);
}

/// What a unit may begin with: a letter, a currency, an emoji, and the signs of units. All other signs join numbers.
bool begins_unit(utf8proc_int32_t c) {
  constexpr std::u32string_view signs = U"%‰‱％٪°′″'’\"“(/[#";
  if (c < 0) return false;
  if (signs.find(static_cast<char32_t>(c)) != std::u32string_view::npos) return true;
  const auto category = utf8proc_category(c);
  return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LL || category == UTF8PROC_CATEGORY_LT ||
         category == UTF8PROC_CATEGORY_LO || category == UTF8PROC_CATEGORY_SC || category == UTF8PROC_CATEGORY_SO;
}

/// "2h30", "1k5", "3e5", "1e-3"; square and cubic metres are units.
bool letters_go_on(std::string_view unit) {
  std::size_t end = 0;
  while (end < unit.size() && is_ascii_letter(unit[end])) ++end;
  const bool has_exponent = end == 1 && (unit[0] == 'e' || unit[0] == 'E');
  if (end == 0) return false;
  if (has_exponent && end < unit.size() && (unit[end] == '+' || unit[end] == '-')) return is_figure_at(unit, end + 1);
  if (!is_figure_at(unit, end)) return false;
  const bool is_power = (unit[end] == '2' || unit[end] == '3') && unit[end - 1] == 'm' &&
                        (end + 1 == unit.size() || unit[end + 1] == ' ' || unit[end + 1] == '/');
  return !is_power;
}

/// "x 10", "× 10": a product.
bool multiplies(std::string_view unit) {
  return (unit.front() == 'x' || unit.front() == 'X' || unit.front() == '*') && number_begins(unit, 1);
}

bool continues_number(std::string_view behind, std::string_view unit) {
  const UnitCharacter first = unit_character(unit, 0);
  if (!begins_unit(first.code_point)) return true;
  constexpr std::u32string_view joining = U"/'’′″";
  const bool joins = joining.find(static_cast<char32_t>(first.code_point)) != std::u32string_view::npos;
  if (joins && number_begins(unit, first.length)) return true;
  const bool is_glued = behind.front() != ' ' && behind.front() != '\t';
  return multiplies(unit) || (is_glued && letters_go_on(unit));
}

/// A sign that puts a second number beside the first; `at` is in front of it. What a number of the unit's own is joined
/// to is the unit's: "1-5", "24/7", "1,000".
bool sign_joins(std::string_view unit, std::size_t at) {
  constexpr std::array<std::string_view, 15> signs{",",  ";", "/", "-", "–", "—", "−", "->",
                                                   "=>", "→", "|", "+", "±", "&", "…"};
  const auto sign = std::ranges::find_if(
      signs, [&](auto one) { return unit.substr(at).starts_with(one) && number_begins(unit, at + one.size()); });
  if (sign == signs.end()) return false;
  const std::size_t before = at == 0 ? std::string_view::npos : unit.find_last_not_of(" \t", at - 1);
  if (before != std::string_view::npos && is_figure_at(unit, before)) return false;
  // "SHA-256", "requests/1000" are words.
  const bool is_within = before != std::string_view::npos && before + 1 == at && is_ascii_letter(unit[before]);
  return !is_within || *sign == "," || *sign == ";";
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

bool is_numeral(std::string_view word) {
  return is_figure_at(word, 0) && word.find_first_not_of("0123456789.,%") == std::string_view::npos;
}

/// "to 20", "% or 10", "days at most 5", "h 30". The unit's own numbers stand further behind, or beside each other:
/// "% of services with at most 5 findings", "on a scale of 1 to 5".
bool word_joins(const std::vector<std::string>& words) {
  const std::string& word = words.back();
  const std::string_view before = words.size() > 1 ? std::string_view(words[words.size() - 2]) : std::string_view{};
  if (is_one_of(word, {"least", "most"})) return words.size() <= 3 && before == "at";
  if (is_one_of(word, {"to", "or", "and", "till", "until", "through", "versus", "vs", "vs."}))
    return !is_numeral(before);
  return before.empty() && is_one_of(word, {"d", "day", "days", "h", "hr", "hrs", "hour", "hours", "m", "min", "mins",
                                            "minute", "minutes", "w", "week", "weeks"});
}

/// True where a second number stands outside of brackets.
bool has_second_number(std::string_view unit) {
  std::vector<std::string> words{""};
  int brackets = 0;
  for (std::size_t at = 0; at < unit.size(); ++at) {
    const char c = unit[at];
    if (c == '(' || c == '[') ++brackets;
    if ((c == ')' || c == ']') && brackets > 0) --brackets;
    if (brackets == 0 && sign_joins(unit, at)) return true;
    if (c != ' ' && c != '\t') {
      words.back() += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    } else if (!words.back().empty()) {
      if (brackets == 0 && number_begins(unit, at) && word_joins(words)) return true;
      words.emplace_back();
    }
  }
  return false;
}

/// "% less", "less", "days fewer"; "or more" and "times faster" say what is reached.
bool says_difference(std::string_view unit) {
  std::vector<std::string> words = words_of(unit);
  std::erase_if(words, [](const std::string& word) { return is_one_of(word, {"percent", "pct"}); });
  const auto compares = [](std::string_view word) {
    return is_one_of(word, {"less", "more", "fewer", "lower", "higher", "better", "worse", "faster", "slower",
                            "smaller", "larger", "greater", "shorter", "longer"});
  };
  if (words.empty()) return false;
  if (compares(words.front())) return true;
  return words.size() == 2 && compares(words.back()) && !is_one_of(words.front(), {"or", "times", "x"});
}

}  // namespace

UnitFault unit_fault(std::string_view behind) {
  const std::string_view unit = trim(behind);
  if (unit.empty()) return UnitFault::none;
  if (continues_number(behind, unit)) return UnitFault::goes_on;
  if (has_second_number(unit)) return UnitFault::second;
  return says_difference(unit) ? UnitFault::is_difference : UnitFault::none;
}

}  // namespace secokr::base
