#include "documents/grammar/headings.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "documents/grammar/lines.hpp"

namespace secokr::documents {
namespace {

constexpr std::size_t k_slips = 2;  ///< in a word that is still meant

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - at;
}

/// Behind "2. " or "2) "; `at` where there is no such number.
std::size_t behind_numbering(std::string_view text, std::size_t at) {
  const std::size_t digits = digits_at(text, at);
  const std::size_t mark = at + digits;
  if (digits == 0 || digits > 3 || mark + 1 >= text.size()) return at;
  if ((text[mark] != '.' && text[mark] != ')') || (text[mark + 1] != ' ' && text[mark + 1] != '\t')) return at;
  return mark + 2;
}

/// Behind "O1-", "O1." and the like in front of a key result's word.
std::size_t behind_objective(std::string_view text, std::size_t at) {
  if (at >= text.size() || (text[at] != 'O' && text[at] != 'o')) return at;
  const std::size_t digits = digits_at(text, at + 1);
  const std::size_t mark = at + 1 + digits;
  if (digits == 0 || mark >= text.size() || std::string_view("-./_ ").find(text[mark]) == std::string_view::npos)
    return at;
  return mark + 1;
}

/// Behind "KR" or "Key Result" (with a blank, a hyphen or nothing between); nothing where it does not stand there.
std::optional<std::size_t> behind_word(std::string_view text, std::size_t at) {
  const auto is = [&](std::size_t from, std::string_view word) {
    return base::equals_folded(text.substr(std::min(from, text.size()), word.size()), word);
  };
  std::size_t end = 0;
  if (is(at, "kr")) {
    end = at + 2;
  } else if (is(at, "key")) {
    const std::size_t second =
        at + 3 + (at + 3 < text.size() && std::string_view(" -_").find(text[at + 3]) != std::string_view::npos ? 1 : 0);
    if (!is(second, "result")) return std::nullopt;
    end = second + 6;
  } else {
    return std::nullopt;
  }
  const bool goes_on = end < text.size() && base::first_word_at(text.substr(end)) == 0 && !is_digit(text[end]);
  return goes_on ? std::nullopt : std::optional(end);
}

/// The blanks and marks that may stand between "KR" and its number: "KR 1", "KR-1", "KR #1", "KR **1**".
std::size_t behind_marks(std::string_view text, std::size_t at) {
  std::size_t end = at;
  if (end < text.size() && std::string_view("-_.").find(text[end]) != std::string_view::npos)
    ++end;
  else
    end = std::min(text.find_first_not_of(" \t", end), text.size());
  return std::min(text.find_first_not_of("#*_([`", end), text.size());
}

/// What stands behind the number, without the mark that ends it.
std::string_view title_behind(std::string_view text, std::size_t at, std::string_view opened) {
  std::string_view rest = text.substr(at);
  const auto drop = [&](std::string_view marks) {
    rest.remove_prefix(std::min(rest.find_first_not_of(marks), rest.size()));
  };
  const std::size_t before = rest.size();
  drop("*_`])");
  bool closed = rest.size() < before;
  rest = base::trim(rest);
  for (const std::string_view mark : {":", "：", ".", "-", "–", "—", "|", ")"}) {
    if (!rest.starts_with(mark)) continue;
    rest.remove_prefix(mark.size());
    const std::size_t behind_mark = rest.size();
    if (!opened.empty() && !closed) drop("*_`");
    closed = closed || rest.size() < behind_mark;
    break;
  }
  rest = base::trim(rest);
  if (!closed && !opened.empty() && rest.ends_with(opened)) rest.remove_suffix(opened.size());
  return base::trim(rest);
}

/// The emphasis in front of the first word: "**" of "**KR1**: title".
std::string_view emphasis_of(std::string_view text, std::size_t word) {
  const std::size_t first = text.find_first_of("*_`");
  if (first >= word) return {};
  const std::size_t end = std::min(text.find_first_not_of(text[first], first), word);
  return text.substr(first, end - first);
}

/// Reads `text`, which begins at `offset` of its line, as a key result's heading.
bool read_key_result(std::string_view text, std::size_t offset, HeadingLine& line) {
  const std::size_t first = base::first_word_at(text);
  std::size_t at = behind_numbering(text, first);
  at += base::first_word_at(text.substr(std::min(at, text.size())));
  const auto word = behind_word(text, behind_objective(text, at));
  if (!word) return false;
  line.kind = HeadingKind::key_result;
  line.title = base::trim(text.substr(*word));
  const std::size_t begin = behind_marks(text, *word);
  const std::size_t digits = digits_at(text, begin);
  const std::size_t end = begin + digits;
  if (digits == 0 || digits > 6) return true;
  const std::string_view rest = text.substr(end);
  if (!rest.empty() && base::first_word_at(rest) == 0) return true;  // KR1a
  const bool is_part =
      rest.size() > 1 && std::string_view(".-/,").find(rest[0]) != std::string_view::npos && is_digit(rest[1]);
  int number = 0;
  std::from_chars(text.data() + begin, text.data() + end, number);
  if (is_part || number < 1) return true;  // KR1.1, KR0
  line.number = number;
  line.number_begin = offset + begin;
  line.number_end = offset + end;
  line.title = title_behind(text, end, emphasis_of(text, first));
  return true;
}

bool is_near(const std::string& word, std::string_view meant) {
  return word.size() + k_slips >= 9 && base::edit_distance(word, meant, k_slips) <= k_slips;
}

/// Without ":link:" or "2." in front.
std::vector<std::string> name_words(std::string_view text) {
  text = base::trim(text);
  if (text.starts_with(':')) {
    const std::size_t end = text.find(':', 1);
    const std::string_view code = text.substr(0, end);
    if (end != std::string_view::npos && code.find(' ') == std::string_view::npos) text.remove_prefix(end + 1);
  }
  const std::size_t first = base::first_word_at(text);
  return base::words_of(text.substr(std::min(behind_numbering(text, first), text.size())));
}

HeadingKind list_kind(std::string_view text, int level) {
  const std::vector<std::string> words = name_words(text);
  const std::string joined = base::join(words, "");
  if (joined == "dependencies" || joined == "dependency") return HeadingKind::dependencies;
  if (joined == "milestones" || joined == "milestone") return HeadingKind::milestones;
  if (joined == "keyresults" || joined == "krs") return HeadingKind::key_results;
  // A deep heading of several words is part of a text.
  if (words.size() > 1 && level > 3) return HeadingKind::none;
  for (const std::string& word : words) {
    if (is_near(word, "dependencies") || is_near(word, "dependency")) return HeadingKind::like_dependencies;
    if (is_near(word, "milestones") || is_near(word, "milestone")) return HeadingKind::like_milestones;
  }
  return HeadingKind::none;
}

/// "FY28-Q1 KR1 (Reference) title", "Key Reslut 1", "1. KR1": words that only stand in front of a key result's title.
bool means_key_result(std::string_view text) {
  const std::vector<std::string> words = base::words_of(text);
  const auto all_digits = [](std::string_view word) { return !word.empty() && std::ranges::all_of(word, is_digit); };
  const auto numbered = [&](const std::string& word, std::string_view name) {
    return word.starts_with(name) && all_digits(std::string_view(word).substr(name.size()));
  };
  std::size_t at = 0;
  while (at < words.size() && (numbered(words[at], "fy") || numbered(words[at], "q") || numbered(words[at], "o") ||
                               words[at] == "objective" || all_digits(words[at])))
    ++at;
  if (at < words.size() && at > 0 && (numbered(words[at], "kr") || words[at] == "kr")) return true;
  if (at + 2 >= words.size() || !all_digits(words[at + 2])) return false;
  return base::edit_distance(words[at] + " " + words[at + 1], "key result", k_slips) <= k_slips;
}

/// The inside of a line that is bold or italic as a whole, perhaps with a colon behind it.
std::string_view emphasised(std::string_view line) {
  if (const std::size_t first = line.find_first_not_of(' '); first > 3) return {};
  std::string_view text = base::trim(line);
  if (text.ends_with(':')) text.remove_suffix(1);
  if (text.size() < 4 || (text.front() != '*' && text.front() != '_') || text.back() != text.front()) return {};
  if (text[1] == ' ' || text[1] == '\t') return {};
  const std::string_view inside = text.substr(1, text.size() - 2);
  const std::size_t first = inside.find_first_not_of(text.front());
  const std::size_t last = inside.find_last_not_of(text.front());
  if (first == std::string_view::npos) return {};
  return inside.substr(first, last - first + 1);
}

/// Where the `#` of a heading end; nothing for another line. Up to three blanks are no indentation.
struct Hashes {
  int level = 0;
  std::size_t end = 0;
};
Hashes hashes_of(std::string_view line) {
  const std::size_t first = line.find_first_not_of(' ');
  if (first > 3) return {};
  const std::size_t end = std::min(line.find_first_not_of('#', first), line.size());
  if (end - first < 1 || end - first > 6) return {};
  return {static_cast<int>(end - first), end};
}

HeadingLine bold_line(std::string_view line) {
  const std::string_view inside = emphasised(line);
  if (inside.empty()) return {};
  HeadingLine read;
  const auto offset = static_cast<std::size_t>(inside.data() - line.data());
  if (read_key_result(inside, offset, read)) {
    const bool is_certain = read.number && inside.find_first_of(":：–—-") != std::string_view::npos;
    read.kind = is_certain ? HeadingKind::like_key_result : HeadingKind::none;
    return read;
  }
  const HeadingKind list = list_kind(inside, 1);
  if (list == HeadingKind::dependencies) read.kind = HeadingKind::like_dependencies;
  if (list == HeadingKind::milestones) read.kind = HeadingKind::like_milestones;
  return read;
}

}  // namespace

HeadingLine heading_line(std::string_view line) {
  const Hashes hashes = hashes_of(line);
  if (hashes.level == 0) return bold_line(line);
  const Heading plain = heading_of(line);
  const bool is_heading = plain.level > 0;
  const std::size_t begin = is_heading ? plain.text_begin : hashes.end;
  HeadingLine read{.level = hashes.level, .text_begin = begin};
  const std::string_view text = line.substr(begin);
  if (read_key_result(text, begin, read)) {
    if (read.number || (is_heading && read.level <= 3)) return read;
    read.kind = HeadingKind::none;
  }
  const HeadingKind list = list_kind(text, hashes.level);
  const bool certain = list == HeadingKind::dependencies || list == HeadingKind::milestones;
  // "##Text" without a blank is no heading, unless it says what it is.
  if (!is_heading) return certain ? HeadingLine{.kind = list, .level = read.level, .text_begin = begin} : HeadingLine{};
  read.kind = list != HeadingKind::none                   ? list
              : read.level <= 3 && means_key_result(text) ? HeadingKind::like_key_result
                                                          : HeadingKind::other;
  return read;
}

bool is_structure(std::string_view line) {
  const HeadingLine read = heading_line(line);
  if (read.kind == HeadingKind::none) return false;
  return read.kind != HeadingKind::other || read.level <= 3;
}

}  // namespace secokr::documents
