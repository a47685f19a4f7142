#include <secokr/placeholder.hpp>

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.hpp"

namespace secokr {
namespace {

// The phrases that a template leaves to be replaced; seed 1's, seed 2's, then those of templates/objective-file.md.
constexpr std::array<std::string_view, 20> k_phrases{
    "`add here`",
    "YYYY-MM-DD",
    "FYxx-Qx",
    "OKR Title Reference",
    "`dependency description`",
    "(tag stakeholder)",
    "link to Ally OKR record",
    "Percentage complete: XX%",
    "On Schedule/At Risk/Behind Schedule",
    "(list of what tasks were completed since last update)",
    "(list of what needs to happen in the next",
    "<objective title>",
    "<short reference>",
    "<short measurable title>",
    "<username>",
    "<area>",
    "<team>",
    "<name of the risk>",
    "<what is needed>",
    "<what will be done>",
};

// What a template asks, up to where people may have changed its words.
constexpr std::array<std::string_view, 9> k_questions{
    "what do you need to be successful",       "what do you need to be succcessful",
    "what is the desired outcome of this OKR", "what is the desired outcome of this KR",
    "how will you measure success?",           "what security roadmap item does this OKR support",
    "any budget required to execute this OKR", "what did you accomplish this week?",
    "what will you work on next week?",
};

/// `{{…}}` on one line, as written.
std::optional<std::string> braces_in(std::string_view text) {
  for (std::size_t open = text.find("{{"); open != std::string_view::npos; open = text.find("{{", open + 1)) {
    const std::size_t close = text.find("}}", open + 2);
    const std::size_t line_end = text.find('\n', open);
    if (close != std::string_view::npos && close < line_end) return std::string(text.substr(open, close + 2 - open));
  }
  return std::nullopt;
}

constexpr std::array<std::string_view, 35> k_html{
    "a",    "b",      "blockquote", "br",      "code", "dd",    "del",  "details", "div", "dl",  "dt", "em",
    "hr",   "i",      "img",        "ins",     "kbd",  "li",    "mark", "ol",      "p",   "pre", "s",  "small",
    "span", "strong", "sub",        "summary", "sup",  "table", "td",   "th",      "tr",  "u",   "ul"};

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// `<words>` that is neither HTML nor a link, and does not stand in a line's code.
std::optional<std::string_view> angle_in(std::string_view line) {
  for (std::size_t open = line.find('<'); open != std::string_view::npos; open = line.find('<', open + 1)) {
    const std::size_t close = line.find('>', open);
    if (close == std::string_view::npos) return std::nullopt;
    const std::string_view inside = line.substr(open + 1, close - open - 1);
    const bool is_letter =
        !inside.empty() && is_word(inside.front()) && !(inside.front() >= '0' && inside.front() <= '9');
    const bool in_code = std::ranges::count(line.substr(0, open), '`') % 2 == 1;
    if (!is_letter || in_code || (open > 0 && is_word(line[open - 1])) || inside.size() > 80) continue;
    if (inside.find_first_of("<=:@/\"") != std::string_view::npos) continue;
    const std::string tag = base::fold_case(inside.substr(0, inside.find(' ')));
    const bool is_heading = tag.size() == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6';
    if (is_heading || std::ranges::find(k_html, tag) != k_html.end()) continue;
    return line.substr(open, close - open + 1);
  }
  return std::nullopt;
}

/// What a person writes in the place of what is not known yet, as a word of its own. `folded`: of a text whose case is
/// lost.
std::optional<std::string_view> gap_in(std::string_view line, bool folded = false) {
  if (const std::size_t at = line.find("???"); at != std::string_view::npos) return line.substr(at, 3);
  for (std::size_t at = 0; at < line.size();) {
    if (!is_word(line[at])) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < line.size() && is_word(line[at])) ++at;
    const std::string_view word = line.substr(begin, at - begin);
    const std::size_t next = std::min(line.find_first_not_of(' ', at), line.size());
    const bool is_share = next < line.size() && line[next] == '%';
    const bool all_small_x = word.find_first_not_of("xX") == std::string_view::npos;
    const bool all_x = folded ? all_small_x : word.find_first_not_of('X') == std::string_view::npos;
    const bool is_todo = word == "TODO" || (word == "todo" && (folded || (at < line.size() && line[at] == ':')));
    if (base::equals_folded(word, "tbd") || is_todo || (all_x && word.size() >= 2)) return word;
    if (all_small_x && is_share) return line.substr(begin, next + 1 - begin);
  }
  return std::nullopt;
}

/// The first of the template's questions in a folded text; npos where there is none.
std::size_t find_question(std::string_view folded, std::size_t from, std::string_view& question) {
  std::size_t first = std::string_view::npos;
  for (const std::string_view each : k_questions) {
    const std::size_t at = folded.find(base::fold_case(each), from);
    if (at < first) first = at, question = each;
  }
  return first;
}

/// The question that a paragraph asks where it says nothing beside the template's questions.
std::optional<std::string_view> unanswered(std::string_view paragraph) {
  const std::string folded = base::fold_case(base::single_spaced(paragraph));
  std::string_view first;
  std::string_view question;
  std::string rest;
  std::size_t from = 0;
  for (std::size_t at = find_question(folded, 0, question); at != std::string_view::npos;
       at = find_question(folded, from, question)) {
    if (first.empty()) first = question;
    rest += folded.substr(from, at - from);
    // A question is over at its mark, or at the back-tick that a template closes it with.
    const std::size_t end = at + question.size();
    const std::size_t mark = folded.find_first_of("?`", end - 1);
    from = mark == std::string::npos ? end : mark + 1;
    constexpr std::string_view tail = " with this kr";
    if (mark == std::string::npos && folded.compare(end, tail.size(), tail) == 0) from = end + tail.size();
  }
  if (first.empty()) return std::nullopt;
  rest += folded.substr(std::min(from, folded.size()));
  return base::words_of(rest).empty() ? std::optional(first) : std::nullopt;
}

/// A paragraph of a text, with the number of its first line.
struct Paragraph {
  std::string text{};
  std::size_t line = 0;
};

std::vector<Paragraph> paragraphs_of(const std::vector<std::string_view>& lines) {
  std::vector<Paragraph> paragraphs;
  bool open = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool blank = base::trim(lines[i]).empty();
    if (!blank && !open) paragraphs.push_back({.line = i});
    if (!blank) paragraphs.back().text += std::string(lines[i]) + "\n";
    open = !blank;
  }
  return paragraphs;
}

std::optional<std::string> phrase_in(std::string_view text) {
  const std::string folded = base::fold_case(text);
  for (const std::string_view phrase : k_phrases)
    if (folded.find(base::fold_case(phrase)) != std::string::npos) return std::string(phrase);
  // Seed 1's phrase stands in back-ticks; people take those away before they take away the words.
  if (base::trim(folded) == "add here") return "add here";
  return braces_in(text);
}

}  // namespace

std::optional<std::string> placeholder_in(std::string_view text) {
  std::string_view question;
  if (find_question(base::fold_case(text), 0, question) != std::string_view::npos) return std::string(question);
  return phrase_in(text);
}

std::optional<std::string> leftover_in(std::string_view text) {
  if (auto phrase = placeholder_in(text)) return phrase;
  if (const auto angle = angle_in(text)) return std::string(*angle);
  if (const auto gap = gap_in(text, true)) return std::string(*gap);
  return std::nullopt;
}

std::optional<LeftPlaceholder> left_placeholder(std::string_view text) {
  const std::vector<std::string_view> lines = base::split(text, '\n');
  std::optional<LeftPlaceholder> found;
  for (std::size_t i = 0; i < lines.size() && !found; ++i) {
    if (auto phrase = phrase_in(lines[i]))
      found = {*std::move(phrase), i};
    else if (const auto angle = angle_in(lines[i]))
      found = {std::string(*angle), i};
    else if (const auto gap = gap_in(lines[i]))
      found = {std::string(*gap), i};
  }
  for (const Paragraph& paragraph : paragraphs_of(lines)) {
    if (found && found->line < paragraph.line) break;
    if (const auto question = unanswered(paragraph.text))
      return LeftPlaceholder{std::string(*question), paragraph.line};
  }
  return found;
}

}  // namespace secokr
