#include "documents/note/remind_note.hpp"

#include "base/text.hpp"
#include "documents/grammar/marker.hpp"
#include "documents/grammar/neutralise.hpp"

namespace secokr::documents {
namespace {

std::vector<std::string> words_of(const std::string& list) {
  std::vector<std::string> words;
  for (const std::string_view word : base::split(list, ','))
    if (!word.empty()) words.emplace_back(word);
  return words;
}

}  // namespace

std::string remind_purpose(const RemindMarker& marker) {
  return "<!-- secokr:remind 1 kind=" + marker.kind + " id=" + marker.id + " week=" + to_string(marker.week) +
         " slot=" + std::string(to_string(marker.slot));
}

std::string render_remind_note(std::string_view text, const RemindMarker& marker) {
  std::string note = neutralise(base::trim_right(text)) + "\n\n" + remind_purpose(marker);
  if (!marker.raised.empty()) note += " raised=" + base::join(marker.raised, ",");
  if (!marker.silent.empty()) note += " silent=" + base::join(marker.silent, ",");
  return note + " -->";
}

std::optional<RemindMarker> parse_remind_note(std::string_view body) {
  const std::string_view text = base::trim_right(body);
  const std::size_t before = text.find_last_of("\r\n");
  const auto marker = read_marker(text.substr(before == std::string_view::npos ? 0 : before + 1));
  if (!marker || marker->name != "remind") return std::nullopt;
  const auto week = parse_day(marker->attribute("week"));
  const auto slot = parse_reminder_slot(marker->attribute("slot"));
  if (!week || !slot) return std::nullopt;
  return RemindMarker{.kind = marker->attribute("kind"),
                      .id = marker->attribute("id"),
                      .week = monday_of(*week),
                      .slot = *slot,
                      .raised = words_of(marker->attribute("raised")),
                      .silent = words_of(marker->attribute("silent"))};
}

}  // namespace secokr::documents
