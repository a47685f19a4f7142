#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.hpp"
#include "documents/grammar/lines.hpp"
#include "documents/grammar/list_items.hpp"
#include "documents/objective/document.hpp"
#include "domain/objective/written.hpp"

namespace secokr::documents {
namespace {

constexpr std::string_view k_milestone_form =
    "\"- [ ] Milestone N: Description: TEXT DRI: @WHO [Due Date: YYYY-MM-DD]\"";
constexpr std::array<std::string_view, 3> k_tails{"DRI: ", "Due Date: ", "Due: "};

/// The last tail of a line: the blank before its name, and its value.
struct Tail {
  std::size_t begin = 0;
  bool is_dri = false;
  std::string_view value{};
};

std::optional<Tail> last_tail(std::string_view text) {
  std::optional<Tail> last;
  for (const std::string_view name : k_tails) {
    const std::string mark = " " + std::string(name);
    const std::size_t at = text.rfind(mark);
    if (at == std::string_view::npos || (last && at < last->begin)) continue;
    last = Tail{at, name == "DRI: ", base::trim(text.substr(at + mark.size()))};
  }
  return last;
}

/// Where a description holds the name of a tail in its own words, perhaps behind backslashes: offsets of the name.
std::vector<std::size_t> tail_words(std::string_view text) {
  std::vector<std::size_t> found;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (at > 0 && text[at - 1] != ' ' && text[at - 1] != '\\') continue;
    if (std::any_of(k_tails.begin(), k_tails.end(), [&](std::string_view name) {
          // The blank behind the colon may be the one that follows the text.
          return text.substr(at, name.size()) == name || text.substr(at) == name.substr(0, name.size() - 1);
        }))
      found.push_back(at);
  }
  return found;
}

std::string escape_tails(std::string_view text) {
  std::string result = one_line(text);
  const auto words = tail_words(result);
  for (auto at = words.rbegin(); at != words.rend(); ++at) result.insert(*at, "\\");
  return result;
}

std::string unescape_tails(std::string_view text) {
  std::string result(text);
  const auto words = tail_words(result);
  for (auto at = words.rbegin(); at != words.rend(); ++at)
    if (*at > 0 && result[*at - 1] == '\\') result.erase(*at - 1, 1);
  return result;
}

std::unexpected<ItemFault> milestone_fault(std::string message) {
  return std::unexpected(ItemFault{std::move(message), std::string(k_milestone_form)});
}

/// `Milestone N: Description: ` taken off the front; 0 when it is not there.
int take_number(std::string_view& text) {
  constexpr std::string_view word = "Milestone ";
  constexpr std::string_view description = ": Description:";
  if (!base::equals_folded(text.substr(0, word.size()), word)) return 0;
  std::string_view rest = text.substr(word.size());
  const std::size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
  if (digits == 0 || digits > 6 || !base::equals_folded(rest.substr(digits, description.size()), description)) return 0;
  int number = 0;
  std::from_chars(rest.data(), rest.data() + digits, number);
  text = rest.substr(digits + description.size());
  return number;
}

}  // namespace

std::expected<Milestone, ItemFault> read_milestone(std::string_view line) {
  const auto task = read_task(line);
  if (!task) return milestone_fault("This is no milestone");
  Milestone milestone;
  milestone.done = task->ticked;
  milestone.no_longer_applies = task->no_longer_applies;
  std::string_view rest = task->rest;
  milestone.number = take_number(rest);
  if (milestone.number < 1) return milestone_fault("The milestone has no number or no description");
  bool has_dri = false;
  for (auto tail = last_tail(rest); tail; tail = last_tail(rest)) {
    if (tail->is_dri ? has_dri : milestone.due.has_value()) break;  // part of the description
    if (tail->is_dri) {
      if (!read_person(milestone.dri, tail->value)) return milestone_fault("The milestone's DRI is no username");
      has_dri = true;
    } else {
      milestone.due = parse_day(tail->value);
      if (!milestone.due) return milestone_fault("The milestone's due date is no day");
    }
    rest = rest.substr(0, tail->begin);
  }
  if (!has_dri) return milestone_fault("The milestone has no DRI");
  milestone.description = unescape_tails(base::trim(rest));
  if (milestone.description.empty()) return milestone_fault("The milestone has no description");
  return milestone;
}

std::optional<Milestone> parse_milestone(std::string_view line) {
  auto milestone = read_milestone(line);
  if (!milestone) return std::nullopt;
  return *std::move(milestone);
}

std::string render_milestone(const Milestone& milestone) {
  std::string line = milestone.no_longer_applies ? "- [~] " : milestone.done ? "- [x] " : "- [ ] ";
  line += "Milestone " + std::to_string(milestone.number) + ": Description: " + escape_tails(milestone.description) +
          " DRI: " + write_person(milestone.dri);
  if (milestone.due) line += " Due Date: " + to_string(*milestone.due);
  return line;
}

}  // namespace secokr::documents
