#include "domain/calendar/week_words.hpp"

#include "base/text.hpp"
#include "domain/calendar/date_words.hpp"

namespace secokr {
namespace {

/// The words that are left, and nothing where they are punctuation alone.
std::string words_in(std::string_view text) {
  constexpr std::string_view marks = " \t:,.;-*_`~";
  const std::size_t first = text.find_first_not_of(marks);
  if (first == std::string_view::npos) return {};
  const std::string_view words = text.substr(first, text.find_last_not_of(marks) - first + 1);
  for (const char c : words)
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
        static_cast<unsigned char>(c) >= 0xC3)
      return words == "–" || words == "—" ? std::string() : std::string(words);
  return {};
}

/// A date or a range of dates with the weekdays beside it, by its tokens.
struct DateSpan {
  std::size_t end = 0;  ///< behind its last token
  bool is_date = false;
  std::optional<Day> day{};  ///< nothing where it has two readings, or is of two weeks
};

/// The index behind a weekday; the same where there is none. In front of a date a comma may follow it.
std::size_t behind_weekday(const DateFinder& finder, std::size_t index) {
  if (!finder.weekday_at(index)) return index;
  const bool comma = index + 1 < finder.tokens().size() &&
                     (finder.tokens()[index + 1].text == "," || finder.tokens()[index + 1].text == ".");
  return index + (comma ? 2 : 1);
}

/// Behind a date its own weekday may stand; of the short ones some are words ("sun").
std::size_t behind_own_weekday(const DateFinder& finder, std::size_t index, Day day) {
  constexpr std::size_t longest_short = 4;
  const auto& tokens = finder.tokens();
  const std::size_t at = index + (index < tokens.size() && tokens[index].text == "," ? 1 : 0);
  const auto weekday = finder.weekday_at(at);
  if (!weekday) return index;
  const bool is_its = *weekday == static_cast<int>((day - monday_of(day)).count()) + 1;
  return is_its || tokens[at].text.size() > longest_short ? at + 1 : index;
}

DateSpan span_at(const DateFinder& finder, std::size_t index) {
  std::size_t at = behind_weekday(finder, index);
  FoundDate found = finder.range_at(at);
  if (found.tokens == 0) found = finder.at(at);
  if (found.tokens == 0) return {};
  DateSpan span{.end = at + found.tokens, .is_date = true, .day = found.day};
  while (span.day) {
    span.end = behind_own_weekday(finder, span.end, *found.day);
    const std::size_t joint = finder.joint_at(span.end);
    if (joint == 0) break;
    const std::size_t last = behind_weekday(finder, span.end + joint);
    const FoundDate end = finder.end_at(last, *span.day);
    if (end.tokens == 0 && last == span.end + joint) break;
    if (end.tokens == 0) {
      span.end += joint + 1;
      break;
    }
    span.end = last + end.tokens;
    found = end;
    if (!end.day || monday_of(*end.day) != monday_of(*span.day)) span.day = std::nullopt;
  }
  return span;
}

}  // namespace

std::optional<WeekWords> read_week_words(std::string_view text, std::optional<Day> said_on) {
  const std::string plain = base::plain_blanks(text);
  const DateFinder finder(plain, said_on);
  const auto& tokens = finder.tokens();
  std::optional<WeekWords> meant;
  std::string beside;  // the text without the date that counts
  std::string others;  // without any date and weekday
  std::size_t from = 0;
  for (std::size_t i = 0; i < tokens.size();) {
    DateSpan span = span_at(finder, i);
    if (!span.is_date && !finder.weekday_at(i)) {
      ++i;
      continue;
    }
    if (!span.is_date) span.end = i + 1;
    if (span.is_date && (!span.day || (meant && meant->week != monday_of(*span.day)))) return std::nullopt;
    others += plain.substr(from, tokens[i].begin - from);
    from = tokens[span.end - 1].end();
    if (span.is_date && !meant) {
      meant = WeekWords{.week = monday_of(*span.day)};
      beside = plain.substr(0, tokens[i].begin) + plain.substr(from);
    }
    i = span.end;
  }
  if (meant && !words_in(others + plain.substr(from)).empty()) meant->rest = words_in(beside);
  return meant;
}

}  // namespace secokr
