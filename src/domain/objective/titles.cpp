#include <secokr/titles.hpp>

#include <charconv>

#include "base/text.hpp"

namespace secokr {
namespace {

/// A whole number of at most nine digits, at least 1; the whole text must be digits.
std::optional<int> parse_counting_number(std::string_view text) {
  if (text.empty() || text.size() > 9 || text.find_first_not_of("0123456789") != std::string_view::npos)
    return std::nullopt;
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number > 0 ? std::optional(number) : std::nullopt;
}

/// `KR2`, any case.
std::optional<int> parse_kr_word(std::string_view word) {
  if (word.size() < 3 || !base::equals_folded(word.substr(0, 2), "kr")) return std::nullopt;
  return parse_counting_number(word.substr(2));
}

/// Takes the quarter off the front of a title: everything up to the digit behind the first Q.
std::optional<Quarter> take_quarter(std::string_view& text) {
  const std::size_t q = text.find_first_of("Qq");
  if (q == std::string_view::npos || q + 1 >= text.size()) return std::nullopt;
  const auto quarter = parse_quarter(text.substr(0, q + 2));
  const std::string_view rest = text.substr(q + 2);
  if (!quarter || rest.empty() || (rest.front() != ' ' && rest.front() != '\t')) return std::nullopt;
  text = base::trim(rest);
  return quarter;
}

/// The iid in a URL of an issue: `…/issues/12`, `…/work_items/12#note_1`.
std::optional<long> iid_in_url(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  for (const std::string_view folder : {"/issues/", "/work_items/"}) {
    const std::size_t at = url.rfind(folder);
    if (at == std::string_view::npos) continue;
    std::string_view number = url.substr(at + folder.size());
    if (!number.empty() && number.back() == '/') number.remove_suffix(1);
    if (const auto iid = parse_counting_number(number)) return *iid;
  }
  return std::nullopt;
}

std::optional<KeyResultName> by_iid(std::optional<long> iid) {
  if (!iid) return std::nullopt;
  KeyResultName name;
  name.iid = iid;
  return name;
}

}  // namespace

std::string objective_title(Quarter quarter, std::string_view reference, std::string_view title) {
  return to_string(quarter) + " Objective (" + std::string(reference) + ") " + std::string(title);
}

std::string key_result_title(Quarter quarter, int number, std::string_view reference, std::string_view title) {
  return to_string(quarter) + " KR" + std::to_string(number) + " (" + std::string(reference) + ") " +
         std::string(title);
}

std::optional<ParsedTitle> parse_title(std::string_view text) {
  text = base::trim(text);
  ParsedTitle parsed;
  const auto quarter = take_quarter(text);
  const std::size_t open = text.find('(');
  const std::size_t close = text.find(')');
  if (!quarter || open == std::string_view::npos || close == std::string_view::npos || close < open)
    return std::nullopt;
  const std::string_view word = base::trim(text.substr(0, open));
  parsed.key_result = parse_kr_word(word);
  if (!parsed.key_result && !base::equals_folded(word, "Objective")) return std::nullopt;
  parsed.quarter = *quarter;
  parsed.reference = base::trim(text.substr(open + 1, close - open - 1));
  parsed.title = base::trim(text.substr(close + 1));
  if (parsed.reference.empty() || parsed.reference.find('(') != std::string::npos) return std::nullopt;
  return parsed;
}

bool valid_reference(std::string_view reference) {
  const std::size_t characters = base::character_count(reference);
  return characters >= 1 && characters <= 60 && base::trim(reference) == reference &&
         reference.find_first_of("/()#[]\"\r\n") == std::string_view::npos;
}

std::vector<std::size_t> match_reference(std::string_view word, std::span<const std::string> references) {
  const std::string wanted = base::fold_case(base::trim(word));
  if (wanted.empty()) return {};
  std::vector<std::size_t> exact;
  std::vector<std::size_t> beginning;
  for (std::size_t i = 0; i < references.size(); ++i) {
    const std::string reference = base::fold_case(references[i]);
    if (reference == wanted) exact.push_back(i);
    if (reference.starts_with(wanted)) beginning.push_back(i);
  }
  return exact.empty() ? beginning : exact;
}

std::optional<KeyResultName> parse_key_result_name(std::string_view text) {
  text = base::trim(text);
  if (text.starts_with("https://") || text.starts_with("http://")) return by_iid(iid_in_url(text));
  if (text.starts_with("#")) return by_iid(parse_counting_number(text.substr(1)));
  if (const auto iid = parse_counting_number(text)) return by_iid(*iid);
  // An issue's address on the local tracker, as its output shows it.
  constexpr std::string_view local = "local:";
  if (text.starts_with(local))
    if (const auto iid = parse_counting_number(text.substr(local.size()))) return by_iid(*iid);

  std::vector<std::string_view> parts = base::split(text, '/');
  KeyResultName name;
  if (parts.size() > 1) {
    name.number = parse_kr_word(base::trim(parts.back()));
    if (name.number) parts.pop_back();
  }
  if (parts.size() == 2) {
    name.quarter = parse_quarter(parts.front());
    if (!name.quarter) return std::nullopt;
    parts.erase(parts.begin());
  }
  if (parts.size() != 1) return std::nullopt;
  name.reference = base::trim(parts.front());
  if (!valid_reference(name.reference)) return std::nullopt;
  return name;
}

}  // namespace secokr
