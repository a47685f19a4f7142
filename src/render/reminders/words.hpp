#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/views/update_reminders.hpp"

namespace secokr::render {

/// How somebody's text is shown where it is quoted.
using Quoting = std::function<std::string(std::string_view)>;

/// "milestone 2 (reminders are sent) was due on 2027-02-26 and is not done; the last update marks it at risk".
std::string concern_words(const Concern& concern, Day today, const Quoting& quoting);

/// "57.1 %, On Track (week 2027-02-08)"; "nothing yet" for null.
std::string last_words(const WeeklyUpdate* last);

/// "Friday 2027-02-12".
std::string day_words(Day day);

/// "@a, @b".
std::string mentions(const std::vector<std::string>& usernames);

/// A text of somebody on one line of Markdown, as code, cut where it is very long: nobody is mentioned by it, and no
/// reference, quick action or HTML in it is one.
std::string markdown_code(std::string_view text);

}  // namespace secokr::render
