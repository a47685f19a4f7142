#include "domain/objective/amount_words.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>

namespace secokr {
namespace {

using List = std::initializer_list<std::string_view>;

bool is_any(std::string_view word, List list) { return std::ranges::find(list, word) != list.end(); }

bool is_cardinal(std::string_view word) {
  return is_any(word, {"two",      "three",    "four",    "five",     "six",      "seven",   "eight",   "nine",
                       "ten",      "eleven",   "twelve",  "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
                       "eighteen", "nineteen", "twenty",  "thirty",   "forty",    "fifty",   "sixty",   "seventy",
                       "eighty",   "ninety",   "hundred", "thousand", "million",  "billion", "dozen"});
}

/// "twenty-five", "ten-fold"; but not "five-star" and "two-factor".
bool is_compound(std::string_view word) {
  const auto hyphen = word.find('-');
  if (hyphen == std::string_view::npos || !is_cardinal(word.substr(0, hyphen))) return false;
  const std::string_view rest = word.substr(hyphen + 1);
  return is_cardinal(rest) || is_any(rest, {"one", "fold", "thirds", "fifths", "quarters"});
}

bool is_folded(std::string_view word) {
  return is_any(word, {"twofold", "threefold", "fourfold", "fivefold", "tenfold", "hundredfold"});
}

/// The number word is a part of a name: "Six Sigma", "two factor", "phase two", "Big Four".
bool is_in_name(const TitleWords& words, std::size_t index) {
  const TitleWord& word = words.at(index);
  const std::string& next = words.at(index, 1).low;
  const std::string& previous = words.at(index, -1).low;
  if (is_any(next, {"sigma", "eyes", "whys", "factor", "pillar", "lines-of-defence"})) return true;
  if (next == "lines" && words.at(index, 2).low == "of") return true;
  if (is_any(previous, {"phase", "stage", "level", "tier", "version", "type", "part", "step", "wave", "day", "number",
                        "priority", "option", "chapter", "formula", "pillar", "line"}))
    return true;
  if (previous == "top" && words.at(index, -2).acronym) return true;
  return word.capital && !word.begins && !words.is_headline();
}

bool is_multiple(const TitleWords& words, std::size_t index) {
  const TitleWord& word = words.at(index);
  const std::string& next = words.at(index, 1).low;
  if (is_any(word.low, {"halve", "halves", "halved", "halving", "treble", "trebled", "triple", "triples", "tripled",
                        "tripling", "quadruple", "quadrupled", "doubled", "doubles", "doubling", "twice", "thrice"}))
    return !is_any(next, {"as", "down", "checking"}) || word.low == "twice";
  if (word.low == "double")
    return !is_any(next, {"check", "down", "opt", "opt-in", "entry", "blind", "click", "booking", "dip", "spend",
                          "submission", "encryption", "check-in", ""});
  if (word.low == "once") return is_any(next, {"a", "per", "every", "each"});
  return is_any(word.low, {"single-digit", "double-digit"}) ||
         (is_any(word.low, {"single", "double"}) && is_any(next, {"digit", "digits"}));
}

/// "half of", "by a third", "a quarter of", "three quarters"; but not "first half" and "this quarter".
bool is_share(const TitleWords& words, std::size_t index) {
  const std::string& word = words.at(index).low;
  const std::string& previous = words.at(index, -1).low;
  const std::string& before = words.at(index, -2).low;
  const std::string& next = words.at(index, 1).low;
  if (word == "half")
    return !is_any(previous, {"first", "second", "latter", "this", "next", "last", "other", "each", "every", "per"}) &&
           !is_any(next, {"year", "yearly", "baked", "day"});
  if (is_any(word, {"third", "fifth", "tenth"}))
    return is_any(previous, {"one", "two"}) || (previous == "a" && (before == "by" || next == "of"));
  if (is_any(word, {"thirds", "fifths", "tenths", "quarters"}))
    return next == "of" || is_any(previous, {"two", "three"});
  if (word != "quarter") return false;
  return previous == "a" && (before == "by" || (next == "of" && !is_any(before, {"once", "in", "per", "within"})));
}

bool is_zero(const TitleWords& words, std::size_t index) {
  const std::string& word = words.at(index).low;
  const std::string& next = words.at(index, 1).low;
  if (is_any(word, {"zero-downtime", "zero-defect", "zero-incident"})) return true;
  return word == "zero" &&
         !is_any(next, {"trust", "day", "days", "touch", "knowledge", "trust-based", "standing", "sum", "config",
                        "configuration", "trust,", "emission"}) &&
         !is_any(words.at(index, -1).low, {"net", "ground", "day", "from", "tier", "level", "phase", "sub"});
}

/// "one" counts, and is neither a pronoun nor "one place".
bool is_one(const TitleWords& words, std::size_t index) {
  const std::string& previous = words.at(index, -1).low;
  const std::string& next = words.at(index, 1).low;
  if (words.at(index).low != "one" || is_in_name(words, index)) return false;
  if (is_any(previous, {"no", "any", "some", "every", "each", "which", "the", "this", "that", "as", "into", "under",
                        "than", "another"}))
    return previous == "than" && !next.empty();
  return !is_any(next, {"of",     "another",  "place",   "team", "voice", "source",  "roof", "stop",
                        "single", "platform", "company", "view", "way",   "hub",     "pane", "page",
                        "brand",  "on",       "",        "can",  "home",  "version", "store"});
}

bool is_all(const TitleWords& words, std::size_t index) {
  const TitleWord& word = words.at(index);
  const std::string& previous = words.at(index, -1).low;
  const std::string& next = words.at(index, 1).low;
  if (is_any(previous, {"above", "at", "after", "over", "once", "us", "them", "it"})) return false;
  if (is_any(next, {"about", "in",   "along", "around", "out", "kinds", "sorts", "types",  "things", "time",
                    "day",   "year", "night", "way",    "us",  "round", "means", "levels", "fronts", "ears"}))
    return false;
  if (next == "the") return !is_any(words.at(index, 2).low, {"time", "way", "rage", "more", "better", "while", "day"});
  if (next == "of" && words.at(index, 2).low == "us") return false;
  return !word.ends && !next.empty();
}

/// "at every step" and "every day" say how, and not how many.
bool is_every(const TitleWords& words, std::size_t index) {
  if (words.at(index, 1).low.starts_with("other")) return false;
  const std::string& previous = words.at(index, -1).low;
  const std::string& next = words.at(index, 1).low;
  if (is_any(next, {"step", "turn", "touchpoint", "opportunity", "way", "respect", "day", "time", "effort", "aspect",
                    "chance", "occasion", "moment", "angle", "corner", "bit", ""}))
    return false;
  return !(is_any(previous, {"at", "on"}) && is_any(next, {"stage", "level", "layer", "point", "phase"}));
}

bool is_none(const TitleWords& words, std::size_t index) {
  const TitleWord& word = words.at(index);
  const std::string& next = words.at(index, 1).low;
  if (word.low == "none") return words.at(index, 1).low == "of";
  if (word.low != "no" || is_any(next, {"longer", "matter", "code", "one", "later", "brainer", "regrets", "doubt", ""}))
    return false;
  return word.begins || is_any(words.at(index, -1).low, {"with", "have", "has", "leave", "are", "is", "and", "keep"});
}

/// "a tabletop exercise per area": an article counts one, unless something is lowered or raised by it.
bool is_one_per(const TitleWords& words, std::size_t index) {
  constexpr int reach = 6;
  if (words.at(index).low != "per") return false;
  if (is_any(words.at(0).low,
             {"reduce", "lower", "cut", "decrease", "improve", "increase", "raise", "grow", "boost", "track", "measure",
              "optimise", "optimize", "minimise", "minimize", "understand", "shrink", "bring", "report"}))
    return false;
  for (int offset = -1; offset >= -reach; --offset)
    if (is_any(words.at(index, offset).low, {"a", "an"})) return true;
  return false;
}

}  // namespace

bool is_amount_in_words(const TitleWords& words, std::size_t index) {
  const std::string& word = words.at(index).low;
  if (is_cardinal(word) || is_compound(word)) return !is_in_name(words, index);
  return is_folded(word) || is_multiple(words, index) || is_share(words, index) || is_zero(words, index) ||
         is_one(words, index);
}

bool is_quantifier(const TitleWords& words, std::size_t index) {
  const std::string& word = words.at(index).low;
  if (word == "all") return is_all(words, index);
  if (word == "every" || word == "each") return is_every(words, index);
  if (word == "both") {
    for (std::size_t i = index; i < words.size(); ++i)
      if (words.at(i).low == "and") return false;
    return !words.at(index, 1).text.empty();
  }
  return is_none(words, index) || is_one_per(words, index) ||
         (word == "single" && (words.at(index, -2).low == "without" || words.at(index, -2).low == "not"));
}

}  // namespace secokr
