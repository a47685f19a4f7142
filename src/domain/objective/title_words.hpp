#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace secokr {

/// A word of a title with what its neighbours need to know of it.
struct TitleWord {
  std::string text{};        ///< without the quotes, brackets and punctuation around it
  std::string low{};         ///< folded
  bool begins = false;       ///< the title, or what follows a colon, a full stop or a dash
  bool ends = false;         ///< a clause
  bool capital = false;      ///< its first letter is one
  bool acronym = false;      ///< "SOC", "PCI", "ISO": two capitals or more, and no small letter
  bool placeholder = false;  ///< "X%", "XX", "YY", "N": a figure that somebody still owes

  bool has_digit() const;
};

/// The words of a title in their order; what is punctuation alone is none, but `<`, `≥` and `%` are.
class TitleWords {
 public:
  explicit TitleWords(std::string_view title);

  std::size_t size() const { return m_words.size(); }
  /// An empty word before the first and behind the last.
  const TitleWord& at(std::size_t index, int offset = 0) const;
  /// Most words are written with a capital, as headlines are: a capital then marks no name.
  bool is_headline() const { return m_headline; }

 private:
  std::vector<TitleWord> m_words{};
  bool m_headline = false;
};

/// A number at the head of a word, and what is written around it.
struct TitleNumber {
  std::string digits{};        ///< "4,000", "99.95"
  std::string suffix{};        ///< what stands behind it in the same word: "%", "ms", "-day", "nd"
  bool marked = false;         ///< by a comparison, a sign or a currency: "<2", "~40", "$12"
  bool is_grouped() const;     ///< "4,000"
  bool is_version() const;     ///< "1.2.3"
  bool is_round_zero() const;  ///< "2.0"
};
/// False where the word does not begin with a number.
bool read_number(std::string_view word, TitleNumber& number);

}  // namespace secokr
