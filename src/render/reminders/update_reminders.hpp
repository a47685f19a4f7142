#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "domain/views/update_reminders.hpp"

#include "render/core/json.hpp"
#include "render/core/renderers.hpp"
#include "render/core/style.hpp"
#include "render/reminders/dependency_reminders.hpp"

namespace secokr::render {

/// A note that a run posted, or found posted.
struct PostedReminder {
  std::string about{};  ///< `Security Training/KR1`, or an objective's reference
  std::vector<std::string> to{};
  std::string outcome{};  ///< "done", "unchanged"
  std::string url{};
};

/// The heading: `FY28-Q1 · week 2027-02-08 · update due on 2027-02-12 (today)`.
std::string update_reminders_heading(const UpdateReminders& reminders);

/// By person what they owe, with the command to copy; below it what is raised, and to whom.
std::string update_reminders_text(const UpdateReminders& reminders, const TypedCommand& typed, const Page& page);
/// The same to paste into a channel: nobody is mentioned.
std::string update_reminders_markdown(const UpdateReminders& reminders);
/// `posted` is left out where it is null.
Json update_reminders_json(const UpdateReminders& reminders, const TypedCommand& typed,
                           const std::vector<PostedReminder>* posted);

/// Reminders as a command shows them.
struct TypedReminders {
  const UpdateReminders& reminders;
  TypedCommand typed{};
  const std::vector<PostedReminder>* posted = nullptr;
};

template <>
inline constexpr auto renderers<TypedReminders> = std::to_array<Renderer<TypedReminders>>(
    {{"text", [](const TypedReminders& all,
                 const Page& page) { return update_reminders_text(all.reminders, all.typed, page); }},
     {"json", [](const TypedReminders& all) { return update_reminders_json(all.reminders, all.typed, all.posted); }},
     {"markdown", [](const TypedReminders& all) { return update_reminders_markdown(all.reminders); }}});

/// "2 key results are confidential and not named here".
std::string withheld_words(const UpdateReminders& reminders);
/// What its DRI types: `update "Security Training/KR1"`.
std::string update_command_words(const UpdateReminders& reminders, const OwedReminder& owed, bool with_week);

}  // namespace secokr::render
