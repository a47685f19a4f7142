#include <algorithm>
#include <charconv>
#include <map>

#include <fmt/format.h>

#include "base/hash.hpp"
#include "base/text.hpp"
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
          .help = "Read it, post what counts with secokr update, and remove it"};
}

/// Of the whole file but for the line that holds it.
std::string sum_of(std::string_view head, std::string_view rest) {
  return base::sha256_hex(std::string(head) + std::string(k_head_end) + std::string(rest)).substr(0, k_sum_digits);
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
  std::optional<Day> day(std::string_view name) const { return parse_day(text(name)); }
  long number(std::string_view name) const {
    const std::string written = text(name);
    long value = 0;
    std::from_chars(written.data(), written.data() + written.size(), value);
    return value;
  }
  std::string rest() const { return m_rest; }

  WaitingEdits edits() const {
    WaitingEdits edits{.state = parse_key_result_state(text("state")),
                       .state_before = parse_key_result_state(text("state before")),
                       .critical_project = text("critical project")};
    for (const std::string_view word : base::split(text("ticks"), ' '))
      if (const auto tick = base::parse_number(word)) edits.ticks.push_back(static_cast<int>(*tick));
    return edits;
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
  HeadText& line(std::string_view name, const std::optional<Day>& day) {
    return line(name, day ? to_string(*day) : std::string{});
  }
  HeadText& edits(const WaitingEdits& edits) {
    std::vector<std::string> ticks;
    for (const int tick : edits.ticks) ticks.push_back(std::to_string(tick));
    line("ticks", base::join(ticks, " "));
    if (edits.state) line("state", std::string(to_string(*edits.state)));
    if (edits.state_before) line("state before", std::string(to_string(*edits.state_before)));
    return line("critical project", edits.critical_project);
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
      .line("update of", update.name)
      .line("week", update.week)
      .line("user", update.user)
      .line("origin", update.origin)
      .line("project", update.project)
      .line("project id", update.project_id)
      .line("issue", std::to_string(update.iid))
      .line("id", update.id)
      .line("based on", update.based_on)
      .edits(update.edits)
      .end(update.note);
}

Expected<WaitingUpdate> parse_waiting(std::string_view text, const std::string& path) {
  const auto head = Head::of(text, k_waiting_head);
  if (!head || !head->is_known())
    return fail(damaged_waiting(path, fmt::format("{}1 in its first line, and a line --> below", k_waiting_head)));
  if (!head->fits()) return fail(changed_waiting(path));
  WaitingUpdate update{.origin = head->text("origin"),
                       .project_id = head->text("project id"),
                       .project = head->text("project"),
                       .iid = head->number("issue"),
                       .user = head->text("user"),
                       .name = head->text("update of"),
                       .id = head->text("id"),
                       .based_on = head->text("based on"),
                       .note = head->rest(),
                       .edits = head->edits()};
  const auto week = head->day("week");
  if (!week || update.iid <= 0 || update.id.empty() || update.origin.empty() ||
      (update.note.empty() && !update.edits.any()))
    return fail(damaged_waiting(path, "week, issue, id, origin and the note's text"));
  update.week = *week;
  return update;
}

std::string render_unsent(const UnsentUpdates& unsent) {
  return HeadText(k_unsent_head, unsent.edits)
      .line("host", unsent.host)
      .line("project", unsent.project)
      .line("user", unsent.user)
      .line("written", unsent.written)
      .line("update of", unsent.name)
      .line("week", unsent.week)
      .edits(unsent.edits)
      .end(unsent.text);
}

Expected<std::optional<UnsentUpdates>> parse_unsent(std::string_view text, const std::string& path) {
  if (!text.starts_with(k_unsent_head)) return std::nullopt;
  const auto head = Head::of(text, k_unsent_head);
  if (!head || !head->is_known())
    return fail(damaged_waiting(path, fmt::format("{}1 in its first line, and a line --> below", k_unsent_head)));
  if (!head->fits()) return fail(changed_waiting(path));
  return UnsentUpdates{.host = head->text("host"),
                       .project = head->text("project"),
                       .user = head->text("user"),
                       .written = head->day("written"),
                       .name = head->text("update of"),
                       .week = head->day("week"),
                       .edits = head->edits(),
                       .text = head->rest()};
}

}  // namespace secokr::workspace
