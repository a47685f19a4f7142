#include "render/core/fact_words.hpp"
#include "domain/objective/fields.hpp"

#include <fmt/format.h>

namespace secokr::render {
namespace {

/// An answer is added behind those before it: only what is new is told.
std::string answer_words(std::string_view before, std::string_view after) {
  constexpr std::string_view dash = " — ";
  if (after.empty()) return fmt::format("no answer any more (was: {})", before);
  if (before.empty()) return std::string(after);
  if (after.size() > before.size() + dash.size() && after.starts_with(before) &&
      after.substr(before.size()).starts_with(dash))
    return std::string(after.substr(before.size() + dash.size()));
  return fmt::format("{} (was: {})", after, before);
}

std::string tick_words(std::string_view after) {
  if (after.empty()) return "open again";
  return std::string(after == "yes" ? "done" : after);
}

}  // namespace

std::optional<FactWords> fact_words(std::string_view field, std::string_view team, std::string_view before,
                                    std::string_view after) {
  constexpr std::string_view answers = "Answers ";
  constexpr std::string_view done = "Done ";
  if (field == Field::number && !before.empty() && !after.empty())
    return FactWords{name_of(Field::number), fmt::format("KR{}, was KR{}", after, before)};
  if (field.starts_with(done))
    return FactWords{fmt::format("Milestone {}", field.substr(done.size())), tick_words(after)};
  if (!field.starts_with(answers)) return std::nullopt;
  const std::string_view number = field.substr(answers.size());
  return FactWords{team.empty() ? fmt::format("Dependency {}", number) : fmt::format("Dependency on {}", team),
                   answer_words(before, after)};
}

}  // namespace secokr::render
