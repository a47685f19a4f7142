#include <algorithm>
#include <charconv>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "domain/commands.hpp"
#include "workspace/outbox.hpp"

namespace secokr::workspace {
namespace {

constexpr std::string_view k_waiting_head = "<!-- secokr:outbox ";
constexpr std::string_view k_unsent_head = "<!-- secokr:unsent ";
constexpr std::string_view k_head_end = "-->\n\n";
// A file that holds more than a note has version 2, so that an older secokr sends no half of it.
constexpr int k_notes_only = 1;
constexpr int k_with_edits = 2;
constexpr std::string_view k_sum_line = "\nsum: ";
constexpr std::size_t k_sum_digits = 16;

Error damaged_waiting(const std::string& path, std::string expected) {
  return {.kind = ErrorKind::local_file,
          .what = fmt::format("{} is no update that waits", path),
          .reason = "It was changed by hand, or written by a newer secokr",
          .help = "Copy what you wrote out of it, and remove it",
          .notes = {{.path = path, .expected = std::move(expected)}}};
}

/// A file that was cut short or edited would say what nobody typed.
Error changed_waiting(const std::string& path) {
  return {.kind = ErrorKind::local_file,
          .what = fmt::format("{} was changed by hand or cut short, and is not sent", path),
          .reason = "Its sum is not that of its text",
          .help = fmt::format("Read it, post what counts with {}, and remove it", command::update.name)};
}

/// Of the whole file but for the line that holds it.
std::string sum_of(std::string_view head, std::string_view rest) {
  return base::sha256_hex(std::string(head) + std::string(k_head_end) + std::string(rest)).substr(0, k_sum_digits);
}

// What each line of a head holds.
constexpr std::tuple k_edit_lines{std::pair{"ticks", &WaitingEdits::ticks}, std::pair{"state", &WaitingEdits::state},
                                  std::pair{"state before", &WaitingEdits::state_before},
                                  std::pair{"critical project", &WaitingEdits::critical_project}};
constexpr std::tuple k_waiting_lines{
    std::pair{"update of", &WaitingUpdate::name},   std::pair{"week", &WaitingUpdate::week},
    std::pair{"user", &WaitingUpdate::user},        std::pair{"origin", &WaitingUpdate::origin},
    std::pair{"project", &WaitingUpdate::project},  std::pair{"project id", &WaitingUpdate::project_id},
    std::pair{"issue", &WaitingUpdate::iid},        std::pair{"id", &WaitingUpdate::id},
    std::pair{"based on", &WaitingUpdate::based_on}};
constexpr std::tuple k_unsent_lines{
    std::pair{"host", &UnsentUpdates::host},      std::pair{"project", &UnsentUpdates::project},
    std::pair{"user", &UnsentUpdates::user},      std::pair{"written", &UnsentUpdates::written},
    std::pair{"update of", &UnsentUpdates::name}, std::pair{"week", &UnsentUpdates::week}};

std::string line_of(const std::string& text) { return text; }
std::string line_of(long number) { return std::to_string(number); }
std::string line_of(Day day) { return to_string(day); }
std::string line_of(KeyResultState state) { return std::string(to_string(state)); }
std::string line_of(const std::vector<int>& numbers) { return fmt::format("{}", fmt::join(numbers, " ")); }
template <class T>
std::string line_of(const std::optional<T>& value) {
  return value ? line_of(*value) : std::string{};
}

void take_line(std::string_view line, std::string& text) { text = line; }
void take_line(std::string_view line, long& number) { std::from_chars(line.data(), line.data() + line.size(), number); }
void take_line(std::string_view line, Day& day) { day = parse_day(line).value_or(Day{}); }
void take_line(std::string_view line, std::optional<Day>& day) { day = parse_day(line); }
void take_line(std::string_view line, std::optional<KeyResultState>& state) { state = parse_key_result_state(line); }
void take_line(std::string_view line, std::vector<int>& numbers) {
  for (const std::string_view word : base::split(line, ' '))
    if (const auto number = base::parse_number(word)) numbers.push_back(static_cast<int>(*number));
}

/// The lines `name: value` of a head.
class Head {
 public:
  /// The part behind `mark`, up to the end of the comment.
  static std::optional<Head> of(std::string_view text, std::string_view mark) {
    if (!text.starts_with(mark)) return std::nullopt;
    const auto end = text.find(k_head_end);
    if (end == std::string_view::npos) return std::nullopt;
    Head head;
    const std::string_view whole = text.substr(mark.size(), end - mark.size());
    const auto sum = text.rfind(k_sum_line, end);
    if (sum != std::string_view::npos) {
      const std::string right = sum_of(text.substr(0, sum), text.substr(end + k_head_end.size()));
      head.m_fits = text.substr(sum, end - sum) == fmt::format("{}{}\n", k_sum_line, right);
    }
    head.m_version = base::parse_number(base::trim(whole.substr(0, whole.find('\n')))).value_or(0);
    head.m_rest = text.substr(end + k_head_end.size());
    for (const std::string_view line : base::split(whole, '\n')) {
      const auto colon = line.find(": ");
      if (colon != std::string_view::npos) head.m_values.emplace(line.substr(0, colon), line.substr(colon + 2));
    }
    return head;
  }

  /// Its sum is right; one of an older secokr has none.
  bool fits() const { return m_fits; }
  bool is_known() const { return m_version == k_notes_only || m_version == k_with_edits; }
  std::string text(std::string_view name) const {
    const auto found = m_values.find(name);
    return found == m_values.end() ? "" : found->second;
  }
  std::string rest() const { return m_rest; }

  template <class Struct, class Lines>
  void fill(Struct& value, const Lines& all) const {
    std::apply([&](const auto&... line) { (take_line(text(line.first), value.*line.second), ...); }, all);
  }

 private:
  double m_version = 0;
  bool m_fits = true;
  std::map<std::string, std::string, std::less<>> m_values{};
  std::string m_rest{};
};

/// Writes a head; an empty value has no line.
class HeadText {
 public:
  HeadText(std::string_view mark, const WaitingEdits& edits)
      : m_text(fmt::format("{}{}\n", mark, edits.any() ? k_with_edits : k_notes_only)) {}

  HeadText& line(std::string_view name, std::string value) {
    // On one line, and without what could end the head.
    std::ranges::replace_if(value, [](char c) { return c == '\n' || c == '\r' || c == '>'; }, ' ');
    if (!value.empty()) m_text += fmt::format("{}: {}\n", name, value);
    return *this;
  }
  template <class Struct, class Lines>
  HeadText& lines(const Struct& value, const Lines& all) {
    std::apply([&](const auto&... each) { (line(each.first, line_of(value.*each.second)), ...); }, all);
    return *this;
  }
  std::string end(const std::string& rest) const {
    const std::string_view head = std::string_view(m_text).substr(0, m_text.size() - 1);
    return fmt::format("{}{}{}\n{}{}", head, k_sum_line, sum_of(head, rest), k_head_end, rest);
  }

 private:
  std::string m_text;
};

}  // namespace

std::string render_waiting(const WaitingUpdate& update) {
  return HeadText(k_waiting_head, update.edits)
      .lines(update, k_waiting_lines)
      .lines(update.edits, k_edit_lines)
      .end(update.note);
}

Expected<WaitingUpdate> parse_waiting(std::string_view text, const std::string& path) {
  const auto head = Head::of(text, k_waiting_head);
  if (!head || !head->is_known())
    return fail(damaged_waiting(path, fmt::format("{}1 in its first line, and a line --> below", k_waiting_head)));
  if (!head->fits()) return fail(changed_waiting(path));
  WaitingUpdate update{.note = head->rest()};
  head->fill(update, k_waiting_lines);
  head->fill(update.edits, k_edit_lines);
  if (!parse_day(head->text("week")) || update.iid <= 0 || update.id.empty() || update.origin.empty() ||
      (update.note.empty() && !update.edits.any()))
    return fail(damaged_waiting(path, "week, issue, id, origin and the note's text"));
  return update;
}

std::string render_unsent(const UnsentUpdates& unsent) {
  return HeadText(k_unsent_head, unsent.edits)
      .lines(unsent, k_unsent_lines)
      .lines(unsent.edits, k_edit_lines)
      .end(unsent.text);
}

Expected<std::optional<UnsentUpdates>> parse_unsent(std::string_view text, const std::string& path) {
  if (!text.starts_with(k_unsent_head)) return std::nullopt;
  const auto head = Head::of(text, k_unsent_head);
  if (!head || !head->is_known())
    return fail(damaged_waiting(path, fmt::format("{}1 in its first line, and a line --> below", k_unsent_head)));
  if (!head->fits()) return fail(changed_waiting(path));
  UnsentUpdates unsent{.text = head->rest()};
  head->fill(unsent, k_unsent_lines);
  head->fill(unsent.edits, k_edit_lines);
  return unsent;
}

}  // namespace secokr::workspace
