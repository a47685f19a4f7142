#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/objective.hpp>

#include "domain/objective/fields.hpp"

namespace secokr::documents {

/// One thing that an objective or a key result says, as its grammar writes it.
struct Fact {
  std::string field{};  ///< the field's canonical name, or "Title", "Number", "Outcome", "Milestone 2",
                        ///< "Done 2", "Dependency 1", "Answers 1"
  std::string value{};  ///< `completion rate from 62 to 90 %`; never empty
  /// What changes while the quarter runs and is nobody's drift: State, ticks of milestones, answers to dependencies.
  bool running = false;
  std::string team{};  ///< of a dependency and its answers: who was asked
  friend bool operator==(const Fact&, const Fact&) = default;
};
using Facts = std::vector<Fact>;

/// Title, fields in the order of the grammar, outcome. Without id, Status, Published and the key results.
Facts facts_of(const Objective& objective);
/// Title and number, fields, outcome, milestones by number, dependencies in their order.
Facts facts_of(const KeyResult& key_result);

/// The number of a list's fact: 2 of "Milestone 2".
std::optional<std::size_t> number_in(std::string_view fact, Field list);

/// A field that says something else; empty where it says nothing. Never both empty.
struct FactChange {
  std::string field{};
  std::string before{};
  std::string after{};
  bool running = false;
  std::string team{};  ///< of a dependency and its answers: who is asked, or was where it is gone
  friend bool operator==(const FactChange&, const FactChange&) = default;
};

/// By field, in the order of `before`, then what only `after` has. White space alone makes no difference.
std::vector<FactChange> changes_between(const Facts& before, const Facts& after);

}  // namespace secokr::documents
