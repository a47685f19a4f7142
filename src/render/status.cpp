#include "render/status.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/clock.hpp"
#include "base/text.hpp"
#include "domain/commands.hpp"
#include "render/core/findings.hpp"
#include "render/core/relative_day.hpp"
#include "render/core/sentence.hpp"
#include "render/core/wrap.hpp"

namespace secokr::render {
namespace {

constexpr std::size_t blockers_shown = 10;
constexpr std::size_t indent = 2;

std::string heading_line(const std::string& text, const Page& page) {
  return "\n" + page.style.paint(Tone::heading, text) + "\n";
}

/// A term and its explanation, wrapped behind it.
std::string row(const std::string& term, std::size_t width, Tone tone, const std::string& text, const Page& page) {
  const std::size_t text_indent = indent + width + 2;
  const std::string wrapped = wrap_indented(base::strip_controls(text), page.width, text_indent);
  const std::string padding(width - std::min(width, base::display_width(term)), ' ');
  return std::string(indent, ' ') + page.style.paint(tone, term) + padding + "  " + wrapped.substr(text_indent);
}

std::string due_text(const StatusView& view, const Page& page) {
  if (view.due.empty()) return "";
  std::string text = heading_line("Due", page);
  std::vector<std::string> terms;
  std::size_t width = 0;
  for (const DueItem& item : view.due) {
    terms.push_back(fmt::format("{}  {}", to_string(item.date), relative_day(item.date, view.as_of)));
    width = std::max(width, base::display_width(terms.back()));
  }
  for (std::size_t i = 0; i < terms.size(); ++i)
    text += row(terms[i], width, view.due[i].days_left <= 1 ? Tone::caution : Tone::plain, view.due[i].what, page);
  return text;
}

/// The weeks that one KR owes, in a line.
std::string owed_weeks(const std::vector<OwedUpdate>& owed, const std::string& key_result, Day today) {
  std::vector<std::string> overdue;
  std::vector<std::string> parts;
  for (const OwedUpdate& each : owed) {
    if (each.key_result != key_result) continue;
    if (each.due < today)
      overdue.push_back(to_string(each.week));
    else
      parts.push_back(fmt::format("week {} due {}", to_string(each.week), relative_day(each.due, today)));
  }
  if (!overdue.empty())
    parts.insert(parts.begin(),
                 fmt::format("overdue: {} {}", overdue.size() == 1 ? "week" : "weeks", base::join(overdue, ", ")));
  return base::join(parts, "; ");
}

std::string owed_text(const StatusView& view, const Page& page) {
  if (view.owed.empty()) return "";
  std::vector<std::string> names;
  std::size_t width = 0;
  for (const OwedUpdate& each : view.owed) {
    const std::string name = base::strip_controls(each.key_result);
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
    width = std::max(width, base::display_width(name));
  }
  std::string text = heading_line(fmt::format("You owe {}", counted(view.owed.size(), "weekly update")), page);
  for (const std::string& name : names) {
    const bool late = std::ranges::any_of(
        view.owed, [&](const OwedUpdate& each) { return each.key_result == name && each.due < view.as_of; });
    text += row(name, width, late ? Tone::bad : Tone::plain, owed_weeks(view.owed, name, view.as_of), page);
  }
  return text;
}

std::string unclear_text(const StatusView& view, const Page& page) {
  if (view.unclear.empty()) return "";
  std::size_t width = 0;
  for (const UnclearItem& item : view.unclear) width = std::max(width, base::display_width(item.key_result));
  std::string text = heading_line("Not understood in your weekly notes", page);
  for (const UnclearItem& item : view.unclear) {
    const std::string week = item.week ? "week " + to_string(*item.week) : "no known week";
    text += row(base::strip_controls(item.key_result), width, Tone::bad,
                fmt::format("{}: {}. Correct it on the page: {}", week, item.what, item.url), page);
  }
  return text;
}

std::string demands_text(const StatusView& view, const Page& page) {
  if (view.demands.empty()) return "";
  std::string text = heading_line("Needs you", page);
  for (const Blocker& demand : view.demands)
    text += row(std::string{to_string(demand.rule)}, 2, Tone::bad, fmt::format("{}: {}", demand.subject, demand.what),
                page);
  return text;
}

std::string blocking_text(const StatusView& view, const Page& page) {
  if (view.blocking.empty()) return "";
  const std::size_t shown = std::min(view.blocking.size(), blockers_shown);
  std::string text = heading_line(
      shown == view.blocking.size() ? fmt::format("Blocking {}: {}", to_string(view.planning), counted(shown, "error"))
                                    : fmt::format("Blocking {}: {} of {}", to_string(view.planning), shown,
                                                  counted(view.blocking.size(), "error")),
      page);
  for (std::size_t i = 0; i < shown; ++i) {
    const Blocker& blocker = view.blocking[i];
    text += row(std::string{to_string(blocker.rule)}, 2, Tone::bad,
                blocker.subject.empty() ? blocker.what : fmt::format("{}: {}", blocker.subject, blocker.what), page);
  }
  if (shown < view.blocking.size())
    text += "  " + message_lines(fmt::format("`{}` lists them all", command::check), page, 2);
  return text;
}

std::string outbox_text(const StatusView& view, const Page& page) {
  if (view.outbox.empty()) return "";
  std::size_t width = 0;
  for (const WaitingItem& item : view.outbox) width = std::max(width, base::display_width(item.key_result));
  std::string text =
      heading_line(fmt::format("In the outbox, not sent: {}", counted(view.outbox.size(), "update")), page);
  for (const WaitingItem& item : view.outbox)
    text += row(base::strip_controls(item.key_result), width, Tone::caution, "week " + to_string(item.week), page);
  return text;
}

std::string doubted_text(const StatusView& view, const Page& page) {
  if (view.doubted.empty()) return "";
  const std::size_t shown = std::min(view.doubted.size(), blockers_shown);
  std::string text = heading_line(fmt::format("Does not count, though it says to be ours (T1): {}{}",
                                              shown < view.doubted.size() ? fmt::format("{} of ", shown) : "",
                                              counted(view.doubted.size(), "issue")),
                                  page);
  std::size_t width = 0;
  for (const DoubtedItem& item : view.doubted) width = std::max(width, base::display_width(item.subject));
  for (std::size_t i = 0; i < shown; ++i)
    text += row(view.doubted[i].subject, width, Tone::caution,
                fmt::format("{} {}", view.doubted[i].what, view.doubted[i].url), page);
  return text;
}

std::string quarters_text(const StatusView& view) {
  const std::string quarter = to_string(view.quarter);
  const std::string next = to_string(view.planning);
  if (view.begins) return fmt::format("{} begins on {}, {} follows it", quarter, to_string(*view.begins), next);
  if (view.ended) return fmt::format("{} ended on {}, {} follows it", quarter, to_string(*view.ended), next);
  if (view.quarter == view.planning) return fmt::format("{} is about to run", quarter);
  return fmt::format("{} is running, {} is being planned", quarter, next);
}

std::string next_text(const StatusView& view, const Page& page) {
  if (view.next_command.empty()) return "";
  return fmt::format("\n{} {}\n", page.style.paint(Tone::accent, "Next:"), base::strip_controls(view.next_command));
}

std::string begun_text(const StatusView& view, const Page& page) {
  if (view.begun.empty()) return "";
  std::string text = heading_line("Begun and not finished", page);
  for (const BegunItem& item : view.begun)
    text += wrap_indented(base::strip_controls(fmt::format(
                              "{} ({} kept)", item.command,
                              item.answers == 0 ? "a line that was begun is" : counted(item.answers, "answer"))),
                          page.width, indent);
  return text;
}

}  // namespace

std::string waiting_text(const StatusView& view, const Page& page) {
  return outbox_text(view, page) + begun_text(view, page) + next_text(view, page);
}

std::string status_text(const StatusView& view, const Page& page) {
  const std::string quarters = quarters_text(view);
  std::string text = wrap_indented(
      base::strip_controls(fmt::format("{} · {} · you are @{}", quarters, to_string(view.as_of), view.user)),
      page.width, 0);
  if (view.seen)
    text += wrap_indented(
        fmt::format("Not from the server: what was seen there {}, at {}",
                    relative_day(std::chrono::floor<days>(*view.seen), view.as_of), base::to_iso8601(*view.seen)),
        page.width, 0);
  text += due_text(view, page) + owed_text(view, page) + unclear_text(view, page) + outbox_text(view, page) +
          begun_text(view, page) + demands_text(view, page) + blocking_text(view, page) + doubted_text(view, page);
  if (view.owed.empty() && view.blocking.empty() && view.demands.empty())
    text += "\nYou owe no weekly update, and nothing blocks " + to_string(view.planning) + "\n";
  return text + next_text(view, page);
}

Json status_json(const StatusView& view) {
  Json json{{"user", view.user},
            {"as_of", to_string(view.as_of)},
            {"quarter", to_string(view.quarter)},
            {"planning", to_string(view.planning)},
            {"due", Json::array()},
            {"owed", Json::array()},
            {"blocking", Json::array()},
            {"outbox", Json::array()},
            {"next_command", view.next_command}};
  if (view.seen) json["seen"] = base::to_iso8601(*view.seen);
  for (const DueItem& item : view.due)
    json["due"].push_back({{"what", item.what}, {"date", to_string(item.date)}, {"days_left", item.days_left}});
  for (const OwedUpdate& each : view.owed)
    json["owed"].push_back({{"kr", each.key_result}, {"week", to_string(each.week)}, {"due", to_string(each.due)}});
  if (!view.unclear.empty()) json["not_understood"] = Json::array();
  for (const UnclearItem& item : view.unclear) {
    Json entry{{"kr", item.key_result}, {"what", item.what}, {"url", item.url}};
    if (item.week) entry["week"] = to_string(*item.week);
    json["not_understood"].push_back(std::move(entry));
  }
  for (const WaitingItem& item : view.outbox)
    json["outbox"].push_back({{"kr", item.key_result}, {"week", to_string(item.week)}});
  for (const BegunItem& item : view.begun)
    json["begun"].push_back({{"command", item.command}, {"answers", item.answers}});
  for (const auto* blockers : {&view.demands, &view.blocking})
    for (const Blocker& blocker : *blockers) {
      json["blocking"].push_back(
          {{"rule", to_string(blocker.rule)}, {"subject", blocker.subject}, {"what", blocker.what}});
      if (blocker.quarter) json["blocking"].back()["quarter"] = to_string(*blocker.quarter);
    }
  for (const DoubtedItem& item : view.doubted)
    json["doubted"].push_back(
        {{"rule", to_string(Rule::T1)}, {"subject", item.subject}, {"what", item.what}, {"url", item.url}});
  return json;
}

}  // namespace secokr::render
