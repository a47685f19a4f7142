#include "documents/grammar/running_line.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include <fmt/format.h>

#include <secokr/titles.hpp>

#include "base/text.hpp"
#include "documents/grammar/lines.hpp"
#include "documents/grammar/list_items.hpp"
#include "domain/objective/written.hpp"

namespace secokr::documents {
namespace {

constexpr std::string_view k_dash = " — ";
constexpr std::string_view k_question = " — keep, modify or drop?";
constexpr std::array k_acts{CarryAct::keep, CarryAct::modify, CarryAct::drop};

bool is_punctuation(char c) { return std::ispunct(static_cast<unsigned char>(c)) != 0; }

/// What Markdown shows: the escapes' backslashes go.
std::string unescaped(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size() && is_punctuation(text[i + 1])) ++i;
    result += text[i];
  }
  return result;
}

/// A name keeps what Markdown would take for its own; a colon ends it, so that no facts are needed behind it.
std::string escaped(std::string_view reference) {
  constexpr std::string_view special = "\\`*_<>|~";
  std::string result;
  for (const char c : reference) {
    if (special.find(c) != std::string_view::npos) result += '\\';
    result += c;
  }
  return result;
}

/// The number of `KR12` at the front of a text, with what follows it neither a letter nor a digit.
std::optional<int> number_at(std::string_view text) {
  if (!text.starts_with("KR")) return std::nullopt;
  const std::size_t end = std::min(text.find_first_not_of("0123456789", 2), text.size());
  if (end == 2 || end > 8) return std::nullopt;
  if (end < text.size() && std::isalnum(static_cast<unsigned char>(text[end])) != 0) return std::nullopt;
  return std::stoi(std::string(text.substr(2, end - 2)));
}

bool take(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

/// `keep as NAME, by @WHO on DATE[: REASON]`; for a drop without ` as NAME`.
std::optional<CarryDecision> read_decision(std::string_view text) {
  CarryDecision decision;
  const auto act = std::ranges::find_if(k_acts, [&](CarryAct each) { return take(text, to_string(each)); });
  if (act == k_acts.end()) return std::nullopt;
  decision.act = *act;
  const std::size_t by = text.find(", by @");
  if (by == std::string_view::npos) return std::nullopt;
  std::string_view name = text.substr(0, by);
  if ((decision.act == CarryAct::drop) != name.empty()) return std::nullopt;
  if (!name.empty() && !take(name, " as ")) return std::nullopt;
  decision.as = unescaped(name);
  text.remove_prefix(by + 5);
  const std::size_t on = text.find(" on ");
  if (on == std::string_view::npos || !read_person(decision.by, text.substr(0, on))) return std::nullopt;
  text.remove_prefix(on + 4);
  const auto day = parse_day(text.substr(0, 10));
  if (!day) return std::nullopt;
  decision.on = *day;
  text.remove_prefix(std::min<std::size_t>(10, text.size()));
  if (take(text, ":")) decision.reason = unescaped(base::trim(text));
  return decision;
}

struct FoundDecision {
  std::size_t begin = 0;  ///< of its dash
  CarryDecision decision{};
};

/// The first one: what a reason says behind it is its own.
std::optional<FoundDecision> find_decision(std::string_view line) {
  for (std::size_t at = line.find(k_dash); at != std::string_view::npos; at = line.find(k_dash, at + 1))
    if (auto decision = read_decision(line.substr(at + k_dash.size()))) return FoundDecision{at, *std::move(decision)};
  return std::nullopt;
}

std::string written(const CarryDecision& decision) {
  std::string text = fmt::format("{}{}", k_dash, to_string(decision.act));
  if (!decision.as.empty()) text += " as " + escaped(decision.as);
  text += fmt::format(", by {} on {}", write_person(decision.by), to_string(decision.on));
  const std::string reason = one_line(decision.reason);
  return reason.empty() ? text : text + ": " + escaped(reason);
}

}  // namespace

std::string running_line(Quarter quarter, std::string_view reference, int number, std::string_view facts) {
  return fmt::format("- [ ] {}/{}/KR{}: {}{}", to_string(quarter), escaped(reference), number, facts, k_question);
}

std::string carried_line(std::string line, std::string_view as) {
  if (line.ends_with(k_question)) line.resize(line.size() - k_question.size());
  line[line.find('[') + 1] = 'x';
  return line + fmt::format("{}carried over as {}", k_dash, escaped(as));
}

std::optional<RunningLine> read_running_line(std::string_view line) {
  const auto task = read_task(line);
  if (!task) return std::nullopt;
  const std::size_t first = task->rest.find('/');
  const std::size_t second = first == std::string_view::npos ? first : task->rest.find('/', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const auto quarter = parse_quarter(task->rest.substr(0, first));
  const auto number = number_at(task->rest.substr(second + 1));
  RunningLine result{.reference = unescaped(task->rest.substr(first + 1, second - first - 1))};
  if (!quarter || !number || !valid_reference(result.reference)) return std::nullopt;
  result.quarter = *quarter;
  result.number = *number;
  if (auto found = task->ticked ? find_decision(line) : std::nullopt) result.decision = std::move(found->decision);
  return result;
}

std::string decided_line(std::string_view line, const CarryDecision& decision) {
  std::string result(line);
  if (const auto older = find_decision(line)) {
    result.replace(older->begin, std::string::npos, written(decision));
  } else {
    // What people wrote behind the question stays in front of the decision, or it would be read as its reason.
    if (const std::size_t question = result.rfind(k_question); question != std::string::npos)
      result.erase(question, k_question.size());
    result = std::string(base::trim_right(result)) + written(decision);
  }
  result[result.find('[') + 1] = 'x';
  return result;
}

}  // namespace secokr::documents
