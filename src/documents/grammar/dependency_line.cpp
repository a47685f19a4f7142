#include <algorithm>
#include <array>
#include <vector>

#include "base/dashes.hpp"
#include "base/text.hpp"
#include "documents/grammar/lines.hpp"
#include "documents/grammar/list_items.hpp"
#include "documents/objective/document.hpp"
#include "domain/objective/written.hpp"

namespace secokr::documents {
namespace {

/// Behind these any verb is taken for an answer's; a hyphen or another dash may belong to the need.
constexpr std::array<std::string_view, 3> k_dashes{" — ", " – ", " -- "};
constexpr std::string_view k_letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-";
constexpr std::string_view k_dependency_form = "\"- [ ] TEAM (@MANAGER): NEED\"";
constexpr std::string_view k_event_form =
    "\" — VERB by @WHO on YYYY-MM-DD[: WHY]\", VERB being confirmed, declined, withdrawn or rescoped";

/// A place where an event may begin: the dash or bracket and, behind it, the first word.
struct EventStart {
  std::size_t dash = 0;
  std::size_t word = 0;  ///< behind the dash and the backslashes
  std::size_t backslashes = 0;
  bool in_brackets = false;
};

bool names_day(std::string_view text) {
  for (std::size_t on = text.find(" on "); on != std::string_view::npos; on = text.find(" on ", on + 1))
    if (parse_day(text.substr(on + 4, 10))) return true;
  return false;
}

/// True when the text behind a dash claims to be an event: a known verb and then " by", " on", " for @" or nothing, or
/// any word and then " by @". Where the dash alone is no sign of one, a known verb and a person, or a person and a day.
bool claims_event(std::string_view text, bool is_sign) {
  const std::size_t length = std::min(text.find_first_not_of(k_letters), text.size());
  if (length == 0) return false;
  const std::string_view rest = text.substr(length);
  const bool is_verb = parse_dependency_verb(text.substr(0, length)).has_value();
  if (rest.starts_with(" by @")) return is_sign || is_verb || names_day(rest);
  if (!is_verb) return false;
  if (rest.starts_with(" for @")) return true;
  if (!is_sign) return rest.starts_with(" on ") && rest.find(" by @") != std::string_view::npos;
  return base::trim(rest).empty() || rest.starts_with(" by ") || rest.starts_with(" on ");
}

/// What begins in a bracket is an answer where it begins with a known verb and names a person.
bool is_bracketed_answer(std::string_view text) {
  const std::string_view inner = text.substr(0, text.find(')'));
  const std::string_view word = inner.substr(0, inner.find_first_not_of(k_letters));
  return inner.find('@') != std::string_view::npos && parse_dependency_verb(word).has_value();
}

/// How many bytes of dashes and hyphens stand there.
std::size_t dashes_at(std::string_view text, std::size_t at) {
  const std::size_t begin = at;
  for (bool found = true; found && at < text.size();) {
    found = text[at] == '-';
    if (found) ++at;
    for (const std::string_view dash : base::typographic_dashes) {
      if (found || !text.substr(at).starts_with(dash)) continue;
      found = true;
      at += dash.size();
    }
  }
  return at - begin;
}

/// The event that a dash or bracket behind the blank at `at` begins.
std::optional<EventStart> event_start_at(std::string_view text, std::size_t at) {
  const bool is_sign =
      std::ranges::any_of(k_dashes, [&](std::string_view dash) { return text.compare(at, dash.size(), dash) == 0; });
  EventStart start{.dash = at, .word = at + 1 + dashes_at(text, at + 1)};
  const bool has_dash = start.word > at + 1;
  while (has_dash && start.word < text.size() && text[start.word] == ' ') ++start.word;
  start.in_brackets = start.word < text.size() && text[start.word] == '(';
  if (!has_dash && !start.in_brackets) return std::nullopt;
  if (start.in_brackets) ++start.word;
  while (start.word < text.size() && text[start.word] == '\\') ++start.word, ++start.backslashes;
  const std::string_view claim = text.substr(start.word);
  if (start.in_brackets ? !is_bracketed_answer(claim) : !claims_event(claim, is_sign)) return std::nullopt;
  return start;
}

/// Every place where a text claims an event, escaped ones included.
std::vector<EventStart> event_starts(std::string_view text) {
  std::vector<EventStart> starts;
  for (std::size_t at = text.find(' '); at != std::string_view::npos; at = text.find(' ', at + 1)) {
    const auto start = event_start_at(text, at);
    // A bracket behind a dash is found from both blanks.
    if (start && (starts.empty() || starts.back().word != start->word)) starts.push_back(*start);
  }
  return starts;
}

/// A need or reason that claims an event in its own words gets a backslash there, so that a reader does not take it for
/// an answer.
std::string escape_events(std::string_view text) {
  std::string result = one_line(text);
  // The dash's leading blank may be the one in front of the text.
  const std::string padded = " " + result;
  const auto starts = event_starts(padded);
  for (auto start = starts.rbegin(); start != starts.rend(); ++start) result.insert(start->word - 1, "\\");
  return result;
}

std::string unescape_events(std::string_view text) {
  std::string result(base::trim(text));
  const auto starts = event_starts(" " + result);
  for (auto start = starts.rbegin(); start != starts.rend(); ++start)
    if (start->backslashes > 0) result.erase(start->word - 2, 1);
  return result;
}

std::string_view take_until(std::string_view& text, std::string_view mark) {
  const std::size_t at = text.find(mark);
  if (at == std::string_view::npos) return {};
  const std::string_view head = text.substr(0, at);
  text.remove_prefix(at + mark.size());
  return head;
}

/// ` for @manager (URL)`, taken off the front where it stands.
bool take_on_behalf(std::string_view& text, DependencyEvent& event) {
  constexpr std::string_view mark = "for @";
  if (!text.starts_with(mark)) return true;
  if (!event.on_behalf_of.empty()) return false;
  text.remove_prefix(mark.size() - 1);
  const std::string_view manager = take_until(text, " (");
  const std::string_view url = take_until(text, ") ");
  event.evidence = url;
  return is_link(url) && read_person(event.on_behalf_of, manager);
}

/// The reason of a decline begins with its class.
bool read_why(std::string_view why, DependencyEvent& event) {
  if (event.verb != DependencyVerb::declined) {
    event.reason = unescape_events(why);
    return true;
  }
  const std::size_t colon = why.find(':');
  event.decline_class = parse_decline_class(why.substr(0, colon));
  if (colon != std::string_view::npos) event.reason = unescape_events(why.substr(colon + 1));
  return event.decline_class.has_value();
}

std::optional<DependencyEvent> read_event(std::string_view text) {
  DependencyEvent event;
  text = base::trim(text);
  const auto verb = parse_dependency_verb(take_until(text, " "));
  if (!verb) return std::nullopt;
  event.verb = *verb;
  // Written the other way round: `declined for @manager (URL) by @who`.
  if (!take_on_behalf(text, event) || !text.starts_with("by ")) return std::nullopt;
  text.remove_prefix(3);
  const std::size_t blank = text.find(' ');
  if (!text.starts_with('@') || blank == std::string_view::npos || !read_person(event.by, text.substr(0, blank)))
    return std::nullopt;
  text.remove_prefix(blank + 1);
  if (!take_on_behalf(text, event) || !text.starts_with("on ")) return std::nullopt;
  text.remove_prefix(3);
  const auto day = parse_day(text.substr(0, 10));
  if (!day) return std::nullopt;
  event.on = *day;
  std::string_view why = text.substr(10);
  if (!why.empty() && why.front() != ':') return std::nullopt;
  why = why.empty() ? why : base::trim(why.substr(1));
  if (!why.empty() || event.verb == DependencyVerb::declined) {
    if (!read_why(why, event)) return std::nullopt;
  }
  return event;
}

std::string write_event(const DependencyEvent& event) {
  std::string text = " — " + std::string(to_string(event.verb)) + " by " + write_person(event.by);
  if (!event.on_behalf_of.empty())
    text += " for " + write_person(event.on_behalf_of) + " (" + one_line(event.evidence) + ")";
  text += " on " + to_string(event.on);
  const std::string reason = escape_events(event.reason);
  if (event.verb == DependencyVerb::declined)
    text += ": " + std::string(to_string(event.decline_class.value_or(DeclineClass::other)));
  if (!reason.empty()) text += ": " + reason;
  return text;
}

std::unexpected<ItemFault> dependency_fault(std::string message, std::string_view expected) {
  return std::unexpected(ItemFault{std::move(message), std::string(expected)});
}

}  // namespace

std::expected<Dependency, ItemFault> read_dependency(std::string_view line) {
  const auto task = read_task(line);
  if (!task) return dependency_fault("This is no dependency", k_dependency_form);
  Dependency dependency;
  dependency.ticked = task->ticked;
  std::string_view rest = task->rest;
  // A team's name may hold parentheses of its own: the manager's are the first with an "@".
  const std::size_t open = rest.find(" (@");
  const std::size_t close = open == std::string_view::npos ? open : rest.find("):", open);
  if (close == std::string_view::npos) return dependency_fault("The dependency names no manager", k_dependency_form);
  dependency.team = base::trim(rest.substr(0, open));
  const std::string_view manager = rest.substr(open + 2, close - open - 2);
  if (dependency.team.empty()) return dependency_fault("The dependency names no team", k_dependency_form);
  if (!read_person(dependency.manager, manager))
    return dependency_fault("The dependency's manager is no username", k_dependency_form);
  rest = rest.substr(close + 2);

  std::vector<EventStart> starts = event_starts(rest);
  std::erase_if(starts, [](const EventStart& start) { return start.backslashes > 0; });
  dependency.need = unescape_events(rest.substr(0, starts.empty() ? rest.size() : starts.front().dash));
  if (dependency.need.empty()) return dependency_fault("The dependency does not say what is needed", k_dependency_form);
  for (std::size_t i = 0; i < starts.size(); ++i) {
    const std::size_t end = i + 1 < starts.size() ? starts[i + 1].dash : rest.size();
    std::string_view text = base::trim(rest.substr(starts[i].word, end - starts[i].word));
    const bool is_closed = !starts[i].in_brackets || text.ends_with(')');
    if (starts[i].in_brackets && is_closed) text.remove_suffix(1);
    auto event = is_closed ? read_event(text) : std::nullopt;
    if (!event)
      return dependency_fault("The answer \"" + std::string(base::trim(text)) + "\" is not understood", k_event_form);
    dependency.events.push_back(*std::move(event));
  }
  return dependency;
}

std::optional<Dependency> parse_dependency(std::string_view line) {
  auto dependency = read_dependency(line);
  if (!dependency) return std::nullopt;
  return *std::move(dependency);
}

std::string render_dependency(const Dependency& dependency) {
  std::string line = dependency.ticked ? "- [x] " : "- [ ] ";
  line += one_line(dependency.team) + " (" + write_person(dependency.manager) + "): " + escape_events(dependency.need);
  for (const DependencyEvent& event : dependency.events) line += write_event(event);
  return line;
}

}  // namespace secokr::documents
