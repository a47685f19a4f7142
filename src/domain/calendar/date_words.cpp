#include "domain/calendar/date_words.hpp"

#include <array>

#include "base/text.hpp"

namespace secokr {
namespace {

constexpr std::array<std::string_view, 12> k_month_names{"january",   "february", "march",    "april",
                                                         "may",       "june",     "july",     "august",
                                                         "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 7> k_weekdays{"monday", "tuesday",  "wednesday", "thursday",
                                                     "friday", "saturday", "sunday"};

constexpr std::array<std::string_view, 9> k_joints{"to", "until", "till", "through", "thru", "-", "/", "–", "—"};

bool is_date_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}
bool is_date_digit(char c) { return c >= '0' && c <= '9'; }

std::vector<DateToken> date_tokens_of(std::string_view text) {
  std::vector<DateToken> tokens;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    DateTokenKind kind = DateTokenKind::other;
    if (is_date_digit(text[at]) || is_date_letter(text[at])) {
      const auto same = is_date_digit(text[at]) ? is_date_digit : is_date_letter;
      kind = is_date_digit(text[at]) ? DateTokenKind::digits : DateTokenKind::letters;
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

/// "feb", "Sept", "february": at least three letters.
template <std::size_t N>
std::optional<int> starts_one_of(const DateToken* found, const std::array<std::string_view, N>& names) {
  if (found == nullptr || found->kind != DateTokenKind::letters || found->text.size() < 3) return std::nullopt;
  const std::string word = base::fold_case(found->text);
  for (std::size_t i = 0; i < N; ++i)
    if (names[i].starts_with(word) || (names[i] == "thursday" && word == "thurs")) return static_cast<int>(i) + 1;
  return std::nullopt;
}

/// The date of that day and month in the week of another one; where the month is 0, of any.
std::optional<Day> in_week_of(Day other, int month, int day) {
  for (int step = 0; step < 7; ++step) {
    const Day each = monday_of(other) + days{step};
    const date::year_month_day ymd{each};
    const bool is_month = month == 0 || static_cast<unsigned>(month) == static_cast<unsigned>(ymd.month());
    if (is_month && static_cast<unsigned>(day) == static_cast<unsigned>(ymd.day())) return each;
  }
  return std::nullopt;
}

}  // namespace

DateFinder::DateFinder(std::string_view text, std::optional<Day> said_on)
    : m_tokens(date_tokens_of(text)), m_said_on(said_on) {}

FoundDate DateFinder::at(std::size_t index) const {
  if (token(index) == nullptr) return {};
  for (const auto& read : {&DateFinder::numeric, &DateFinder::iso_week, &DateFinder::day_first,
                           &DateFinder::month_first, &DateFinder::compact, &DateFinder::spoken})
    if (const FoundDate found = (this->*read)(index); found.tokens > 0) return found;
  return {};
}

FoundDate DateFinder::range_at(std::size_t index) const {
  PartialDate first = day_and_month(index);
  const bool is_bare = first.tokens == 0;
  if (is_bare) first = bare_day(index);
  const std::size_t joint = first.tokens == 0 ? 0 : joint_at(index + first.tokens);
  if (joint == 0) return {};
  std::size_t at = index + first.tokens + joint;
  if (weekday_at(at)) at = after_comma(at);
  FoundDate last = this->at(at);
  // `Feb 8-12, 2027`; a bare number in front of `2027-02-08` is none of its days.
  if (is_bare && year(at) != 0) return {};
  if (last.tokens == 0 && !is_bare) {
    const PartialDate day = bare_day(at);
    const std::size_t behind = day.tokens == 0 ? at : at + day.tokens + (is(at + day.tokens, ",") ? 1 : 0);
    if (day.tokens > 0 && year(behind) != 0) last = {day_of(year(behind), first.month, day.day), behind + 1 - at};
  }
  if (last.tokens == 0) return {};
  const bool fits = last.day && in_week_of(*last.day, first.month, first.day);
  return {fits ? last.day : std::nullopt, at + last.tokens - index};
}

FoundDate DateFinder::end_at(std::size_t index, Day first) const {
  if (const FoundDate whole = at(index); whole.tokens > 0) return whole;
  if (const PartialDate named = day_and_month(index); named.tokens > 0)
    return {in_week_of(first, named.month, named.day), named.tokens};
  // Numbers in front of a word may be its: "12 people". Where they are a day of the week they are that.
  if (const PartialDate numbers = short_numeric(index); numbers.tokens > 0) {
    const auto day = in_week_of(first, numbers.month, numbers.day);
    return day || ends_words(index + numbers.tokens) ? FoundDate{day, numbers.tokens} : FoundDate{};
  }
  const PartialDate bare = bare_day(index);
  if (bare.tokens == 0 || !ends_words(index + bare.tokens)) return {};
  return {in_week_of(first, 0, bare.day), bare.tokens};
}

std::size_t DateFinder::joint_at(std::size_t index) const {
  std::size_t tokens = 0;
  for (bool found = true; found; tokens += found ? 1 : 0) {
    found = false;
    for (const std::string_view joint : k_joints) found = found || is(index + tokens, joint);
  }
  return tokens;
}

std::optional<int> DateFinder::weekday_at(std::size_t index) const { return starts_one_of(token(index), k_weekdays); }

bool DateFinder::is(std::size_t index, std::string_view text) const {
  const DateToken* found = token(index);
  return found != nullptr && base::equals_folded(found->text, text);
}

/// The number of the digits there, 0 for anything else or more digits.
int DateFinder::number(std::size_t index, std::size_t most_digits) const {
  const DateToken* found = token(index);
  if (found == nullptr || found->kind != DateTokenKind::digits || found->text.size() > most_digits) return 0;
  return digits_value(found->text);
}

int DateFinder::year(std::size_t index) const {
  const DateToken* found = token(index);
  return found != nullptr && found->text.size() == 4 ? number(index, 4) : 0;
}

/// Neither a word nor a number goes on there.
bool DateFinder::ends_words(std::size_t index) const {
  return token(index) == nullptr || token(index)->kind == DateTokenKind::other;
}

bool DateFinder::adjoins(std::size_t index) const {
  return index + 1 < m_tokens.size() && m_tokens[index].end() == m_tokens[index + 1].begin;
}

/// The index behind a number and its "st", "nd", "." …
std::size_t DateFinder::after_ordinal(std::size_t index) const {
  for (const std::string_view mark : {"st", "nd", "rd", "th", "."})
    if (is(index + 1, mark)) return index + 2;
  return index + 1;
}

std::size_t DateFinder::after_comma(std::size_t index) const {
  return is(index + 1, ",") || is(index + 1, ".") ? index + 2 : index + 1;
}

/// `2027-2-1`, `2027/02/01`, `13.02.2027`: three numbers with one separator, nothing between them.
FoundDate DateFinder::numeric(std::size_t index) const {
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
FoundDate DateFinder::iso_week(std::size_t index) const {
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
FoundDate DateFinder::day_first(std::size_t index) const {
  const int day = number(index, 2);
  std::size_t at = after_ordinal(index);
  if (is(at, "of")) ++at;
  const auto month = starts_one_of(token(at), k_month_names);
  if (day == 0 || !month) return {};
  at = after_comma(at);
  return year(at) == 0 ? FoundDate{} : FoundDate{day_of(year(at), *month, day), at + 1 - index};
}

/// `February 1, 2027`, `Feb 1st 2027`.
FoundDate DateFinder::month_first(std::size_t index) const {
  const auto month = starts_one_of(token(index), k_month_names);
  const std::size_t at = after_comma(index);
  const int day = number(at, 2);
  if (!month || day == 0) return {};
  std::size_t behind = after_ordinal(at);
  if (is(behind, ",")) ++behind;
  return year(behind) == 0 ? FoundDate{} : FoundDate{day_of(year(behind), *month, day), behind + 1 - index};
}

/// `20270201`.
FoundDate DateFinder::compact(std::size_t index) const {
  const DateToken& first = m_tokens[index];
  if (first.kind != DateTokenKind::digits || first.text.size() != 8) return {};
  const auto day = day_of(digits_value(first.text.substr(0, 4)), digits_value(first.text.substr(4, 2)),
                          digits_value(first.text.substr(6, 2)));
  return day ? FoundDate{day, 1} : FoundDate{};
}

/// "this week", "last week".
FoundDate DateFinder::spoken(std::size_t index) const {
  if (!m_said_on || !is(index + 1, "week")) return {};
  if (is(index, "this")) return {*m_said_on, 2};
  if (is(index, "last") || is(index, "previous")) return {*m_said_on - days{7}, 2};
  return {};
}

/// `12 Feb`, `12th of February`, `Feb 12`.
DateFinder::PartialDate DateFinder::day_and_month(std::size_t index) const {
  std::size_t at = after_ordinal(index);
  if (is(at, "of")) ++at;
  const int day = number(index, 2);
  if (const auto month = starts_one_of(token(at), k_month_names); month && day != 0)
    return {*month, day, at + 1 - index};
  const auto month = starts_one_of(token(index), k_month_names);
  at = after_comma(index);
  if (!month || number(at, 2) == 0) return {};
  const PartialDate named{*month, number(at, 2), 0};
  return {named.month, named.day, (is(at + 1, ".") ? at + 1 : after_ordinal(at)) - index};
}

/// `12`, `12th`.
DateFinder::PartialDate DateFinder::bare_day(std::size_t index) const {
  const int day = number(index, 2);
  if (day == 0 || day > 31) return {};
  return {0, day, (is(index + 1, ".") && !ends_words(index + 2) ? index + 1 : after_ordinal(index)) - index};
}

/// `02-12`, `12.02.`: nothing may adjoin it.
DateFinder::PartialDate DateFinder::short_numeric(std::size_t index) const {
  const int first = number(index, 2);
  const int second = number(index + 2, 2);
  if (first == 0 || second == 0 || !adjoins(index) || !adjoins(index + 1)) return {};
  if (is(index + 1, "-") && first <= 12) return {first, second, 3};
  const std::size_t tokens = is(index + 3, ".") ? 4 : 3;
  if (is(index + 1, ".") && second <= 12) return {second, first, tokens};
  return {};
}

}  // namespace secokr
