#pragma once
#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <secokr/objective.hpp>

namespace secokr {

/// What an objective or a key result says, by itself. One that both have is the same field.
enum class Field {
  title,
  number,
  reference,
  status,
  dri,
  contributed_by,
  area,
  priority,
  top5_risk,
  strategy,
  security_roadmap,
  budget,
  working_group,
  critical_project,
  confidential,
  published,
  metric,
  weight,
  state,
  outcome,
  dependency,
  milestone,
};

/// Its name in files, issues and records: "Top-5 risk".
std::string name_of(Field field);
/// A name that was stored or typed, against a field.
inline bool operator==(std::string_view name, Field field) { return name == name_of(field); }

enum class FieldPlace {
  heading,       ///< of its part
  line,          ///< `- NAME: value`, in a file and in the block of an issue
  line_of_file,  ///< the same; an issue says it by other means
  prose,
  list,  ///< of items, each with a grammar of its own
};

/// How a field is typed by a person, before it is read.
enum class FieldTyping { line, exact, person, area, prose };

/// Which member of its owner a field is.
template <class Owner, class... Values>
using AnyMember = std::variant<Values Owner::*...>;
template <class Owner>
using FieldMember = AnyMember<Owner, std::string, bool, int, std::optional<double>, ObjectiveStatus,
                              std::optional<Priority>, std::optional<Top5Risk>, std::optional<Measure>,
                              std::optional<KeyResultState>, std::vector<Dependency>, std::vector<Milestone>>;

/// How a field goes to and from its value. Items of a list are read and written by their own grammar.
template <class Owner>
struct FieldAccess {
  FieldMember<Owner> member{};
  bool (*read)(Owner&, std::string_view) = nullptr;  ///< the text is trimmed and not empty; false = malformed
  std::string (*write)(const Owner&) = nullptr;      ///< empty = not given
  std::string Owner::* text = nullptr;               ///< where whatever somebody types is a value, for a rule to judge
  std::string Owner::* also = nullptr;               ///< what else its value says
  const char* also_name = "";

  void take(Owner& into, const Owner& from) const {
    std::visit([&](auto value) { into.*value = from.*value; }, member);
    if (also != nullptr) into.*also = from.*also;
  }
};

/// A field of the grammar and of the command line. A new one is its member, its row and its line in the template.
template <class Owner>
struct FieldRow {
  Field id{};
  std::string_view name{};
  FieldPlace place = FieldPlace::line;
  FieldAccess<Owner> access{};
  FieldTyping typing = FieldTyping::line;
  bool is_demanded = false;     ///< its part cannot begin without it, and it is not taken out
  bool is_running = false;      ///< changes while the quarter runs, and is nobody's drift
  std::string_view expected{};  ///< what its value must look like, for people
  /// Why a malformed value is one, where that is known better than `expected` says; empty where it is not.
  std::string (*objection)(std::string_view) = nullptr;
  std::string_view example{};  ///< of the line of a demanded field
  std::string_view words{};    ///< what else people call it, with commas between

  std::string_view help{};        ///< of its flag; empty where it has none
  std::string_view value_name{};  ///< of its flag
  int asked = 9;                  ///< its place among the flags, in the order in which a leader thinks
  std::string_view question{};    ///< where it is asked for; empty for its name and `expected`
  std::string_view refusal{};     ///< why a typed value is none; empty for what `expected` says
  std::string_view advice{};      ///< what to type instead
  std::string_view spoken{};      ///< in a sentence; empty for "the" and its name in small letters
  /// What people say in it, where that is not all that `write` gives.
  std::string (*words_in)(const Owner&) = nullptr;

  bool is_line() const { return place == FieldPlace::line || place == FieldPlace::line_of_file; }
  /// Published in words of somebody's own: of people and areas there are lists, to which rules hold them.
  bool is_in_own_words() const {
    return access.write != nullptr && place != FieldPlace::line_of_file && typing != FieldTyping::person &&
           typing != FieldTyping::area;
  }
};

/// Of Objective and of KeyResult, in the order in which they are written.
template <class Owner>
std::span<const FieldRow<Owner>> all_fields();
template <>
std::span<const FieldRow<Objective>> all_fields<Objective>();
template <>
std::span<const FieldRow<KeyResult>> all_fields<KeyResult>();

/// Those that stand as `- NAME: value`.
template <class Owner>
std::span<const FieldRow<Owner>> line_fields() {
  const auto all = all_fields<Owner>();
  const auto begin = std::ranges::find_if(all, &FieldRow<Owner>::is_line);
  return {begin, std::find_if_not(begin, all.end(), [](const auto& row) { return row.is_line(); })};
}

/// Null where an Owner has none.
template <class Owner>
const FieldRow<Owner>* find_field(Field id) {
  const auto all = all_fields<Owner>();
  const auto found = std::ranges::find(all, id, &FieldRow<Owner>::id);
  return found == all.end() ? nullptr : &*found;
}
template <class Owner>
const FieldRow<Owner>* find_field(std::string_view name) {
  const auto all = all_fields<Owner>();
  const auto found = std::ranges::find(all, name, &FieldRow<Owner>::name);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace secokr
