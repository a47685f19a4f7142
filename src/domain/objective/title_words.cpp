#include "domain/objective/title_words.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace secokr {
namespace {

constexpr std::array<std::string_view, 12> k_openings{"(", "[", "{", "\"", "'", "“", "‘", "«", "*", "_", "`", "„"};
constexpr std::array<std::string_view, 16> k_closings{")", "]", "}", "\"", "'", "”", "’", "»",
                                                      "*", "_", "`", ",",  ";", "!", "?", "…"};
constexpr std::array<std::string_view, 13> k_marks{"<=", ">=", "<", ">", "=", "~", "+", "-", "±", "≥", "≤", "≈", "−"};
constexpr std::array<std::string_view, 9> k_currencies{"US$", "$", "€", "£", "¥", "EUR", "USD", "GBP", "CHF"};
constexpr std::array<std::string_view, 5> k_dashes{"-", "–", "—", "→", "|"};

bool is_title_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_small(char c) { return c >= 'a' && c <= 'z'; }

template <std::size_t N>
std::string_view beginning_of(std::string_view text, const std::array<std::string_view, N>& candidates) {
  const auto found = std::ranges::find_if(candidates, [&](std::string_view each) { return text.starts_with(each); });
  return found == candidates.end() ? std::string_view{} : *found;
}

template <std::size_t N>
bool is_one_of(std::string_view text, const std::array<std::string_view, N>& candidates) {
  return std::ranges::find(candidates, text) != candidates.end();
}

/// Takes brackets, quotes and punctuation off a word; true where what was behind it ends a clause.
bool strip(std::string_view& word) {
  bool ends = false;
  for (std::string_view mark = beginning_of(word, k_openings); !mark.empty(); mark = beginning_of(word, k_openings))
    word.remove_prefix(mark.size());
  for (bool again = true; again && !word.empty();) {
    again = false;
    for (const std::string_view mark : k_closings)
      if (word.ends_with(mark)) {
        ends = ends || mark == ";" || mark == "!" || mark == "?";
        word.remove_suffix(mark.size());
        again = true;
      }
    if (word.ends_with(':') || word.ends_with('.')) {
      word.remove_suffix(1);
      ends = again = true;
    }
  }
  return ends;
}

/// One letter of X, Y, Z and N once or more, with a % or without.
bool is_placeholder(std::string_view word) {
  while (word.ends_with('%') || word.ends_with('+')) word.remove_suffix(1);
  if (word.empty() || std::string_view("XYZN_?").find(word.front()) == std::string_view::npos) return false;
  return std::ranges::all_of(word, [&](char c) { return c == word.front(); });
}

TitleWord word_of(std::string_view text) {
  TitleWord word{.text = std::string(text), .low = base::fold_case(text)};
  word.capital = !text.empty() && is_capital(text.front());
  word.acronym = std::ranges::count_if(text, is_capital) >= 2 && std::ranges::none_of(text, is_small);
  word.placeholder = is_placeholder(text);
  return word;
}

}  // namespace

bool TitleWord::has_digit() const { return std::ranges::any_of(text, is_title_digit); }

TitleWords::TitleWords(std::string_view title) {
  bool begins = true;
  const std::string spaced = base::single_spaced(title);
  for (std::string_view part : base::split(spaced, ' ')) {
    if (is_one_of(part, k_dashes)) {
      begins = true;
      continue;
    }
    const bool ends = strip(part);
    if (part.empty()) {
      begins = begins || ends;
      continue;
    }
    m_words.push_back(word_of(part));
    m_words.back().begins = begins;
    m_words.back().ends = ends;
    begins = ends;
  }
  const auto is_long = [](const TitleWord& word) { return word.text.size() > 3 && !word.has_digit(); };
  const auto long_words = std::ranges::count_if(m_words, is_long);
  const auto capitals =
      std::ranges::count_if(m_words, [&](const TitleWord& word) { return is_long(word) && word.capital; });
  m_headline = long_words >= 3 && capitals * 4 >= long_words * 3;
}

const TitleWord& TitleWords::at(std::size_t index, int offset) const {
  static const TitleWord none{};
  const auto place = static_cast<std::ptrdiff_t>(index) + offset;
  if (place < 0 || place >= static_cast<std::ptrdiff_t>(m_words.size())) return none;
  return m_words[static_cast<std::size_t>(place)];
}

bool TitleNumber::is_grouped() const { return digits.find(',') != std::string::npos; }
bool TitleNumber::is_version() const { return std::ranges::count(digits, '.') > 1; }
bool TitleNumber::is_round_zero() const { return digits.size() > 2 && digits.ends_with(".0"); }

bool read_number(std::string_view word, TitleNumber& number) {
  for (;;) {
    std::string_view mark = beginning_of(word, k_marks);
    if (mark.empty()) mark = beginning_of(word, k_currencies);
    if (mark.empty() || mark.size() == word.size()) break;
    number.marked = true;
    word.remove_prefix(mark.size());
  }
  const bool fraction = word.size() > 1 && word.front() == '.' && is_title_digit(word[1]);
  if (word.empty() || (!is_title_digit(word.front()) && !fraction)) return false;
  std::size_t end = 0;
  while (end < word.size()) {
    const bool inner = (word[end] == '.' || word[end] == ',') && end + 1 < word.size() && is_title_digit(word[end + 1]);
    if (!is_title_digit(word[end]) && !inner) break;
    ++end;
  }
  number.digits = word.substr(0, end);
  number.suffix = word.substr(end);
  return true;
}

}  // namespace secokr
