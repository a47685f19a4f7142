#pragma once
#include <string_view>
#include <vector>

#include <secokr/objective.hpp>

#include "domain/rules/rules.hpp"

namespace secokr {

/// What was agreed of one objective: as the proposal froze it and as it was published. People change after that; what
/// was right then is not judged again (D1), and F3 is not asked of names in it. What it was made from must outlive it.
class Agreed {
 public:
  Agreed() = default;
  static Agreed of(const PlanUnderReview& plan, const Objective& objective);

  /// An objective of the same id as it was agreed, published first; none for a draft.
  const std::vector<const Objective*>& objectives() const { return m_objectives; }

  /// Names a person, in whatever role, answers included.
  bool names(std::string_view username) const;
  bool names_area(std::string_view area) const;
  bool names_team(std::string_view team) const;
  /// A team was asked through this manager.
  bool names_manager(std::string_view team, std::string_view manager) const;
  bool has_dri(std::string_view username) const;  ///< of the objective
  bool has_dri(const KeyResult& key_result, std::string_view username) const;

 private:
  std::vector<const Objective*> m_objectives{};
};

/// The same key result, by id, else by number; null where there is none.
const KeyResult* find_same(const Objective& objective, const KeyResult& key_result);
/// The same request: of the same team for the same, else the only one of that team; null where there is none.
const Dependency* find_same(const KeyResult& key_result, const Dependency& dependency);

}  // namespace secokr
