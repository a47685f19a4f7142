#include "render/reminders/words.hpp"

#include <algorithm>

#include <date/date.h>
#include <fmt/format.h>

#include <secokr/progress.hpp>

#include "base/text.hpp"

namespace secokr::render {
namespace {

std::string milestone_words(const Concern& concern, Day today, const Quoting& quoting) {
  const Milestone& milestone = *concern.milestone;
  std::string text = fmt::format("milestone {}", milestone.number);
  if (!milestone.description.empty()) text += fmt::format(" ({})", quoting(milestone.description));
  constexpr const char* marked = "the last update marks it at risk";
  if (!milestone.due) return text + ": " + marked;
  const std::string day = to_string(*milestone.due);
  if (*milestone.due < today)
    text += fmt::format(" was due on {} and is not done", day);
  else
    text += *milestone.due == today ? " is due today" : fmt::format(" is due on {}", day);
  return concern.at_risk ? fmt::format("{}; {}", text, marked) : text;
}

}  // namespace

std::string concern_words(const Concern& concern, Day today, const Quoting& quoting) {
  const std::string progress = format_percent(concern.progress);
  switch (concern.kind) {
    case ConcernKind::milestone:
      return milestone_words(concern, today, quoting);
    case ConcernKind::unmoved:
      return fmt::format("Reported On Track, but progress has been {} % since the week of {}", progress,
                         to_string(concern.since.value_or(today)));
    case ConcernKind::behind:
      return fmt::format("Reported On Track at {} %, when {} % of the quarter had passed", progress,
                         format_percent(concern.expected));
  }
  return "";
}

std::string last_words(const WeeklyUpdate* last) {
  if (last == nullptr) return "nothing yet";
  std::string text = format_percent(last->progress) + " %";
  if (last->health) text += fmt::format(", {}", to_string(*last->health));
  return fmt::format("{} (week {})", text, to_string(last->week));
}

std::string day_words(Day day) { return date::format("%A ", day) + to_string(day); }

std::string mentions(const std::vector<std::string>& usernames) {
  std::vector<std::string> all;
  for (const std::string& name : usernames) all.push_back("@" + name);
  return base::join(all, ", ");
}

std::string markdown_code(std::string_view text) {
  constexpr std::size_t columns = 200;
  std::string clean = base::single_spaced(base::strip_controls(text));
  if (clean.empty()) return "";
  clean = base::ellipsize(clean, columns);
  std::size_t run = 0;
  std::size_t longest = 0;
  for (const char c : clean) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  const bool padded = clean.front() == '`' || clean.back() == '`';
  return padded ? fmt::format("{0} {1} {0}", fence, clean) : fmt::format("{0}{1}{0}", fence, clean);
}

}  // namespace secokr::render
