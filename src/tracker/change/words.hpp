#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <secokr/day.hpp>

namespace secokr::tracker {

/// How people read what a change does, and what a plan calls it.
struct Words {
  std::string_view action{};   ///< in a plan and in JSON: "create"
  int place = 0;               ///< in a sum of what is to be done
  std::string_view to_do{};    ///< "write"
  std::string_view done{};     ///< "wrote"
  std::string_view doing{};    ///< before its name, of one that failed: "adding a line to"
  std::string_view at_work{};  ///< before its name, while it is made
};

enum class Outcome { done, unchanged, failed, unclear };
std::string_view to_string(Outcome outcome);

/// Named values as shown to people and kept in a plan: ("title", "FY28-Q1 KR1 …").
using Fields = std::vector<std::pair<std::string, std::string>>;

/// Null where there is no such field.
const std::string* find_field(const Fields& fields, std::string_view name);

// Values as words show them: "none" where there is none.
std::string day_text(const std::optional<Day>& day);
std::string quoted(const std::string& text);

struct Change;
struct ChangeSet;
struct Run;
struct Needed;
class ShownWords;

}  // namespace secokr::tracker
