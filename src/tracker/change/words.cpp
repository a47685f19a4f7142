#include "tracker/change/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace secokr::tracker {

std::string_view to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::done:
      return "done";
    case Outcome::unchanged:
      return "unchanged";
    case Outcome::failed:
      return "failed";
    case Outcome::unclear:
      return "unclear";
  }
  return "";
}

const std::string* find_field(const Fields& fields, std::string_view name) {
  const auto found = std::ranges::find(fields, name, [](const auto& field) { return std::string_view(field.first); });
  return found == fields.end() ? nullptr : &found->second;
}

std::string day_text(const std::optional<Day>& day) { return day ? secokr::to_string(*day) : "none"; }

std::string quoted(const std::string& text) { return text.empty() ? "none" : fmt::format("`{}`", text); }

}  // namespace secokr::tracker
