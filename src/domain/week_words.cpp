#include "domain/week_words.hpp"

#include <array>
#include <vector>

#include "base/text.hpp"

namespace secokr {
namespace {

constexpr std::array<std::string_view, 12> k_months{"january",   "february", "march",    "april",
                                                    "may",       "june",     "july",     "august",
                                                    "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 7> k_weekdays{"monday", "tuesday",  "wednesday", "thursday",
                                                     "friday", "saturday", "sunday"};

enum class TokenKind { digits, letters, other };

/// A run of digits or of letters, or one byte of something else; blanks are left out.
struct Token {
  TokenKind kind = TokenKind::other;
  std::string_view text{};
  std::size_t begin = 0;
  std::size_t end() const { return begin + text.size(); }
};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}
bool is_date_digit(char c) { return c >= '0' && c <= '9'; }

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    TokenKind kind = TokenKind::other;
    if (is_date_digit(text[at]) || is_letter(text[at])) {
      const auto same = is_date_digit(text[at]) ? is_date_digit : is_letter;
      kind = is_date_digit(text[at]) ? TokenKind::digits : TokenKind::letters;
      while (end < text.size() && same(text[end])) ++end;
    }
    if (text[at] != ' ' && text[at] != '\t') tokens.push_back({kind, text.substr(at, end - at), at});
    at = end;
  }
  return tokens;
}

int digits_value(std::string_view digits) {
  int value = 0;
  for (const char digit : digits.substr(0, 6)) value = value * 10 + (digit - '0');
  return value;
}

std::optional<Day> day_of(int year, int month, int day) {
  const date::year_month_day ymd{date::year{year}, date::month{static_cast<unsigned>(month)},
                                 date::day{static_cast<unsigned>(day)}};
  if (year < 1900 || year > 2199 || month > 12 || day > 31 || !ymd.ok()) return std::nullopt;
  return Day{ymd};
}

/// A date that was found; without a day it has two readings or is none of the calendar.
struct Found {
  std::optional<Day> day{};
  std::size_t tokens = 0;  ///< 0: no date begins there
};

class DateFinder {
 public:
  DateFinder(std::string_view text, std::optional<Day> said_on) : m_tokens(tokens_of(text)), m_said_on(said_on) {}
  const std::vector<Token>& tokens() const { return m_tokens; }

  Found at(std::size_t index) const {
    for (const auto& read : {&DateFinder::numeric, &DateFinder::iso_week, &DateFinder::day_first,
                             &DateFinder::month_first, &DateFinder::compact, &DateFinder::spoken})
      if (const Found found = (this->*read)(index); found.tokens > 0) return found;
    return {};
  }

  bool is_weekday(std::size_t index) const { return starts_one_of(index, k_weekdays).has_value(); }

 private:
  const Token* token(std::size_t index) const { return index < m_tokens.size() ? &m_tokens[index] : nullptr; }
  bool is(std::size_t index, std::string_view text) const {
    const Token* found = token(index);
    return found != nullptr && base::equals_folded(found->text, text);
  }
  /// The number of the digits there, 0 for anything else or more digits.
  int number(std::size_t index, std::size_t most_digits) const {
    const Token* found = token(index);
    if (found == nullptr || found->kind != TokenKind::digits || found->text.size() > most_digits) return 0;
    return digits_value(found->text);
  }
  int year(std::size_t index) const {
    const Token* found = token(index);
    return found != nullptr && found->text.size() == 4 ? number(index, 4) : 0;
  }
  /// "feb", "Sept", "february": at least three letters.
  template <std::size_t N>
  std::optional<int> starts_one_of(std::size_t index, const std::array<std::string_view, N>& names) const {
    const Token* found = token(index);
    if (found == nullptr || found->kind != TokenKind::letters || found->text.size() < 3) return std::nullopt;
    const std::string word = base::fold_case(found->text);
    for (std::size_t i = 0; i < N; ++i)
      if (names[i].starts_with(word) || (names[i] == "thursday" && word == "thurs")) return static_cast<int>(i) + 1;
    return std::nullopt;
  }
  bool adjoins(std::size_t index) const { return m_tokens[index].end() == m_tokens[index + 1].begin; }

  /// `2027-2-1`, `2027/02/01`, `13.02.2027`: three numbers with one separator, nothing between them.
  Found numeric(std::size_t index) const {
    if (token(index + 4) == nullptr || !(is(index + 1, "-") || is(index + 1, "/") || is(index + 1, ".")) ||
        !is(index + 3, m_tokens[index + 1].text))
      return {};
    for (std::size_t i = index; i < index + 4; ++i)
      if (!adjoins(i)) return {};
    const int second = number(index + 2, 2);
    if (second == 0) return {};
    if (year(index) != 0 && number(index + 4, 2) != 0) return {day_of(year(index), second, number(index + 4, 2)), 5};
    const int first = number(index, 2);
    if (first == 0 || year(index + 4) == 0) return {};
    const auto day_first = day_of(year(index + 4), second, first);
    const auto month_first = day_of(year(index + 4), first, second);
    if (day_first && month_first && *day_first != *month_first) return {std::nullopt, 5};
    return {day_first ? day_first : month_first, 5};
  }

  /// `2027-W05`.
  Found iso_week(std::size_t index) const {
    if (year(index) == 0) return {};
    const std::size_t mark = is(index + 1, "-") ? index + 2 : index + 1;
    const int week = number(mark + 1, 2);
    if (!is(mark, "w") || week == 0) return {};
    const auto fourth = day_of(year(index), 1, 4);
    const auto last = day_of(year(index), 12, 28);
    if (!fourth || !last) return {};
    const Day monday = monday_of(*fourth) + days{7 * (week - 1)};
    return {monday <= *last ? std::optional(monday) : std::nullopt, mark + 2 - index};
  }

  /// `1 February 2027`, `1st of Feb 2027`, `1. February, 2027`.
  Found day_first(std::size_t index) const {
    const int day = number(index, 2);
    std::size_t at = after_ordinal(index);
    if (is(at, "of")) ++at;
    const auto month = starts_one_of(at, k_months);
    if (day == 0 || !month) return {};
    at = after_comma(at);
    return year(at) == 0 ? Found{} : Found{day_of(year(at), *month, day), at + 1 - index};
  }

  /// `February 1, 2027`, `Feb 1st 2027`.
  Found month_first(std::size_t index) const {
    const auto month = starts_one_of(index, k_months);
    const std::size_t at = after_comma(index);
    const int day = number(at, 2);
    if (!month || day == 0) return {};
    std::size_t behind = after_ordinal(at);
    if (is(behind, ",")) ++behind;
    return year(behind) == 0 ? Found{} : Found{day_of(year(behind), *month, day), behind + 1 - index};
  }

  /// `20270201`.
  Found compact(std::size_t index) const {
    const Token& first = m_tokens[index];
    if (first.kind != TokenKind::digits || first.text.size() != 8) return {};
    const auto day = day_of(digits_value(first.text.substr(0, 4)), digits_value(first.text.substr(4, 2)),
                            digits_value(first.text.substr(6, 2)));
    return day ? Found{day, 1} : Found{};
  }

  /// "this week", "last week".
  Found spoken(std::size_t index) const {
    if (!m_said_on || !is(index + 1, "week")) return {};
    if (is(index, "this")) return {*m_said_on, 2};
    if (is(index, "last") || is(index, "previous")) return {*m_said_on - days{7}, 2};
    return {};
  }

  /// The index behind a number and its "st", "nd", "." …
  std::size_t after_ordinal(std::size_t index) const {
    for (const std::string_view mark : {"st", "nd", "rd", "th", "."})
      if (is(index + 1, mark)) return index + 2;
    return index + 1;
  }
  std::size_t after_comma(std::size_t index) const {
    return is(index + 1, ",") || is(index + 1, ".") ? index + 2 : index + 1;
  }

  std::vector<Token> m_tokens;
  std::optional<Day> m_said_on;
};

/// The words that are left, and nothing where they are punctuation alone.
std::string words_in(std::string_view text) {
  constexpr std::string_view marks = " \t:,.;-*_`~";
  const std::size_t first = text.find_first_not_of(marks);
  if (first == std::string_view::npos) return {};
  const std::string_view words = text.substr(first, text.find_last_not_of(marks) - first + 1);
  for (const char c : words)
    if (is_date_digit(c) || (is_letter(c) && static_cast<unsigned char>(c) < 0x80) ||
        static_cast<unsigned char>(c) >= 0xC3)
      return words == "–" || words == "—" ? std::string() : std::string(words);
  return {};
}

}  // namespace

std::optional<WeekWords> read_week_words(std::string_view text, std::optional<Day> said_on) {
  const std::string plain = base::plain_blanks(text);
  const DateFinder finder(plain, said_on);
  std::optional<WeekWords> meant;
  std::string rest;
  std::size_t from = 0;
  for (std::size_t i = 0; i < finder.tokens().size();) {
    const Found found = finder.at(i);
    if (found.tokens == 0) {
      if (finder.is_weekday(i)) {
        rest += plain.substr(from, finder.tokens()[i].begin - from);
        from = finder.tokens()[i].end();
      }
      ++i;
      continue;
    }
    if (!found.day || (meant && meant->week != monday_of(*found.day))) return std::nullopt;
    meant = WeekWords{.week = monday_of(*found.day)};
    rest += plain.substr(from, finder.tokens()[i].begin - from);
    i += found.tokens;
    from = finder.tokens()[i - 1].end();
  }
  if (meant) meant->rest = words_in(rest + plain.substr(from));
  return meant;
}

}  // namespace secokr
