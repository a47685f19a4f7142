#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>
#include <span>
#include <string_view>

#include "domain/objective/amount_words.hpp"

namespace secokr {
namespace {

using Words = std::span<const std::string_view>;

bool among(std::string_view word, Words list) { return std::ranges::find(list, word) != list.end(); }

/// What may stand directly behind a number as its unit: "45m", "10x", "100k".
constexpr std::array<std::string_view, 55> k_suffixes{
    "x",   "X",    "ms",  "s",   "sec", "secs", "m",   "min", "mins", "h",   "hr",       "hrs",     "hours", "d",
    "day", "days", "w",   "wk",  "wks", "mo",   "mos", "y",   "yr",   "yrs", "k",        "K",       "M",     "B",
    "bn",  "mn",   "mm",  "GB",  "TB",  "MB",   "KB",  "PB",  "pp",   "pts", "bps",      "bp",      "pct",   "percent",
    "rps", "qps",  "fps", "kHz", "GBP", "USD",  "EUR", "$",   "€",    "£",   "hrs/week", "k/month", "s/run"};

/// What measures the number before it when it stands behind it as a word of its own.
constexpr std::array<std::string_view, 51> k_units{
    "%",      "percent", "percentage", "pct",     "point",    "points",   "pts",     "bps",     "pp",
    "day",    "days",    "hour",       "hours",   "hrs",      "minute",   "minutes", "min",     "mins",
    "second", "seconds", "sec",        "secs",    "ms",       "week",     "weeks",   "month",   "months",
    "year",   "years",   "times",      "x",       "nines",    "thousand", "million", "billion", "hundred",
    "k",      "gb",      "tb",         "mb",      "usd",      "eur",      "gbp",     "dollars", "euros",
    "pounds", "out",     "business",   "working", "calendar", "full-time"};

/// Nouns that a number names one of: "phase 2", "level 3", "article 30".
constexpr std::array<std::string_view, 69> k_numbered{
    "phase",   "stage",     "level",    "lvl",     "tier",       "version",     "type",      "part",    "step",
    "wave",    "section",   "sec",      "article", "art",        "chapter",     "clause",    "annex",   "appendix",
    "control", "priority",  "severity", "sev",     "class",      "category",    "cat",       "series",  "release",
    "sprint",  "iteration", "volume",   "edition", "generation", "gen",         "horizon",   "option",  "track",
    "zone",    "room",      "building", "pillar",  "objective",  "kr",          "issue",     "ticket",  "figure",
    "page",    "number",    "no",       "#",       "rule",       "requirement", "milestone", "project", "day",
    "week",    "quarter",   "half",     "group",   "layer",      "line",        "epic",      "title",   "item",
    "model",   "module",    "lesson",   "exhibit", "episode",    "task"};

/// Products and standards that people write in small letters or first in a title.
constexpr std::array<std::string_view, 47> k_products{
    "windows",    "python",        "java",    "kubernetes", "k8s",    "ubuntu",    "debian",    "postgres",
    "postgresql", "mysql",         "angular", "react",      "node",   "node.js",   "nodejs",    "office",
    "microsoft",  "web",           "drupal",  "rails",      "ruby",   "terraform", "vault",     "chrome",
    "android",    "ios",           "macos",   "rhel",       "centos", "php",       "openssl",   "log4j",
    "tls",        "ssl",           "http",    "oauth",      "usb",    "wifi",      "bluetooth", "go",
    "rust",       "elasticsearch", "redis",   "django",     "spring", "dotnet",    "swift"};

/// Acronyms that are measures, so that a number behind them is their value.
constexpr std::array<std::string_view, 24> k_measures{"NPS", "ENPS", "CSAT", "MTTR", "MTTD", "MTTA",   "MTTC", "MTBF",
                                                      "SLA", "SLO",  "DAU",  "MAU",  "WAU",  "ARR",    "MRR",  "ROI",
                                                      "CES", "LTV",  "CAC",  "GMV",  "SUS",  "EBITDA", "FTE",  "TTR"};

constexpr std::array<std::string_view, 40> k_function_words{
    "to",    "of",    "in",    "at",    "by",     "for",  "from", "with", "within", "under",
    "over",  "above", "below", "than",  "least",  "most", "and",  "or",   "the",    "a",
    "an",    "only",  "just",  "about", "around", "up",   "down", "is",   "are",    "per",
    "every", "all",   "first", "last",  "next",   "top",  "on",   "into", "beyond", "between"};

/// After these a number is a value, whatever it would otherwise name.
constexpr std::array<std::string_view, 25> k_comparisons{
    "to",    "within", "under", "below", "above",  "over",    "exceeds", "exceed", "than",
    "least", "most",   "of",    "at",    "reach",  "hit",     "<",       ">",      "≤",
    "≥",     "<=",     ">=",    "=",     "beyond", "achieve", "between"};

constexpr std::array<std::string_view, 23> k_months{
    "january",   "february", "march",    "april",    "may",  "june", "july", "august",
    "september", "october",  "november", "december", "jan",  "feb",  "mar",  "apr",
    "jun",       "jul",      "aug",      "sep",      "sept", "oct",  "nov"};

/// Sets of digits that are words of their own.
constexpr std::array<std::string_view, 11> k_names{"24/7", "7/24", "24x7",  "9/11",  "401k",  "360",
                                                   "360°", "101",  "80/20", "50/50", "802.1x"};

bool is_month(const TitleWord& word) { return word.capital && (among(word.low, k_months) || word.low == "dec"); }

std::string singular(std::string_view word) {
  if (word.size() > 3 && word.ends_with("ies")) return std::string(word.substr(0, word.size() - 3)) + "y";
  if (word.size() > 2 && word.ends_with('s') && !word.ends_with("ss") && word != "series" && word != "class")
    return std::string(word.substr(0, word.size() - 1));
  return std::string(word);
}

bool is_plural(const TitleWord& word) {
  return word.text.size() > 3 && word.low.ends_with('s') && !word.low.ends_with("ss") && !word.low.ends_with("is") &&
         !word.low.ends_with("us") && word.low != "series";
}

double value_of(const std::string& digits) {
  std::string plain;
  std::ranges::copy_if(digits, std::back_inserter(plain), [](char c) { return c != ','; });
  double value = 0;
  std::from_chars(plain.data(), plain.data() + plain.size(), value);
  return value;
}

/// "2027", where it does not count what follows: "in 2027", "the 2026 audit"; but not "onboard 2000 users".
bool is_year(const TitleWords& words, std::size_t index, const TitleNumber& number) {
  constexpr double first = 1990;
  constexpr double last = 2099;
  const bool four = number.digits.size() == 4 && number.suffix.empty();
  const double value = value_of(number.digits);
  if (!four || value < first || value > last) return false;
  constexpr std::array<std::string_view, 16> before{"in",     "by",    "for",     "since",   "the",  "until",
                                                    "before", "after", "early",   "mid",     "late", "end",
                                                    "during", "our",   "through", "calendar"};
  const TitleWord& previous = words.at(index, -1);
  return among(previous.low, before) || is_month(previous) || !is_plural(words.at(index, 1));
}

bool is_day_of_month(const TitleWords& words, std::size_t index, const TitleNumber& number) {
  constexpr double longest = 31;
  if (value_of(number.digits) > longest) return false;
  const TitleWord& next = words.at(index, 1);
  const bool before_month = is_month(next) || (next.low == "of" && is_month(words.at(index, 2)));
  return is_month(words.at(index, -1)) || before_month;
}

/// "31.12.2027", "2027-03-31", "03/31/2027"; "3/31" behind "by" or "on".
bool is_date_or_reference(const TitleWords& words, std::size_t index, const TitleNumber& number) {
  const std::string& rest = number.suffix;
  const auto separators = std::ranges::count_if(rest, [](char c) { return c == '-' || c == '/' || c == ':'; });
  if (number.is_version() || separators > 1 || rest.find(':') != std::string::npos) return true;
  constexpr std::array<std::string_view, 4> before{"by", "on", "until", "before"};
  return rest.starts_with('/') && among(words.at(index, -1).low, before);
}

/// "from level 2 to level 3" moves along a scale.
bool moves_on_scale(const TitleWords& words, std::size_t index) {
  constexpr std::array<std::string_view, 5> scales{"level", "tier", "grade", "score", "rating"};
  if (!among(words.at(index, -1).low, scales)) return false;
  constexpr int reach = 4;
  bool from = false;
  bool to = false;
  for (int offset = -reach; offset <= reach; ++offset) {
    TitleNumber other;
    const bool numbered =
        read_number(words.at(index, offset + 2).text, other) || read_number(words.at(index, offset + 1).text, other);
    from = from || (words.at(index, offset).low == "from" && numbered);
    to = to || (words.at(index, offset).low == "to" && numbered);
  }
  return from && to;
}

/// The word before the number makes it part of a name: "SOC 2", "Windows 11", "phase 2", "Top 10" of OWASP.
bool is_named_by(const TitleWords& words, std::size_t index) {
  const TitleWord& previous = words.at(index, -1);
  if (previous.text.empty() || previous.ends) return false;
  if (among(singular(previous.low), k_numbered) || among(previous.low, k_products)) return true;
  if (previous.low == "top") return words.at(index, -2).acronym;
  if (among(previous.low, k_function_words)) return false;
  if (previous.acronym) return !among(previous.text, k_measures);
  if (previous.has_digit() && !previous.text.empty() && previous.capital) return true;
  if (!previous.capital || previous.begins) return false;
  return !(words.is_headline() && is_plural(words.at(index, 1)));
}

/// "TLS 1.2 and 1.3", "phases 1 and 2", "SOC 2 Type 2".
bool continues_name(const TitleWords& words, std::size_t index) {
  constexpr std::array<std::string_view, 5> joints{"and", "or", "&", "to", "/"};
  if (!among(words.at(index, -1).low, joints) || is_plural(words.at(index, 1)) || index < 2) return false;
  TitleNumber before;
  return read_number(words.at(index, -2).text, before) && is_named_by(words, index - 2);
}

/// "30-day", "3-tier": an amount only where something is brought to it.
bool is_adjective(const TitleWords& words, std::size_t index) {
  constexpr std::array<std::string_view, 6> verbs{"meet", "maintain", "keep", "hold", "a", "an"};
  const TitleWord& previous = words.at(index, -1);
  if (among(previous.low, k_comparisons)) return true;
  if (previous.low != "a" && previous.low != "an") return among(previous.low, verbs);
  constexpr std::array<std::string_view, 13> reached{"to",    "within", "under", "below", "than",     "least",  "most",
                                                     "reach", "hit",    "of",    "meet",  "maintain", "achieve"};
  return among(words.at(index, -2).low, reached);
}

bool is_measured(const TitleWords& words, std::size_t index, const TitleNumber& number) {
  if (number.marked || number.is_grouped()) return true;
  const TitleWord& next = words.at(index, 1);
  return number.suffix.empty() && !words.at(index).ends && among(next.low, k_units);
}

/// Behind the digits stands what makes them an amount; nothing where the suffix decides nothing.
bool is_unit(std::string_view suffix) {
  if (suffix.ends_with('+')) suffix.remove_suffix(1);
  return suffix.empty() || suffix.starts_with('%') || suffix.starts_with("‰") || among(suffix, k_suffixes) ||
         suffix.starts_with("-fold");
}

/// "Kubernetes to 1.29": what is named moves to a version.
bool moves_to_version(const TitleWords& words, std::size_t index, const TitleNumber& number) {
  if (words.at(index, -1).low != "to" || number.digits.find('.') == std::string::npos) return false;
  const TitleWord& moved = words.at(index, -2);
  if (among(moved.low, k_products)) return true;
  return moved.capital && !moved.begins && !words.is_headline() && !among(moved.text, k_measures);
}

bool is_plain_amount(const TitleWords& words, std::size_t index, const TitleNumber& number) {
  if (is_year(words, index, number) || is_day_of_month(words, index, number)) return false;
  if (moves_on_scale(words, index)) return true;
  if (moves_to_version(words, index, number)) return false;
  if (is_named_by(words, index) || continues_name(words, index)) return false;
  if (!number.is_round_zero()) return true;
  const bool article = words.at(index, -1).low == "a" || words.at(index, -1).low == "an";
  return among(words.at(index, article ? -2 : -1).low, k_comparisons);
}

}  // namespace

bool is_amount_in_digits(const TitleWords& words, std::size_t index) {
  TitleNumber number;
  const TitleWord& word = words.at(index);
  if (!read_number(word.text, number) || among(word.low, k_names)) return false;
  if (word.text.starts_with('#') || is_date_or_reference(words, index, number)) return false;
  if (!number.suffix.empty() && is_unit(number.suffix)) return true;
  if (is_measured(words, index, number))
    return !is_day_of_month(words, index, number) && !among(singular(words.at(index, -1).low), k_numbered);
  const std::string& suffix = number.suffix;
  if (suffix.empty()) return is_plain_amount(words, index, number);
  const bool more_digits = suffix.size() > 1 && suffix[1] >= '0' && suffix[1] <= '9';
  const bool range = suffix.starts_with('-') || suffix.starts_with('/') || suffix.starts_with("–");
  if (range && (more_digits || suffix.starts_with("–"))) return is_plain_amount(words, index, number);
  return suffix.starts_with('-') && is_adjective(words, index);
}

}  // namespace secokr
