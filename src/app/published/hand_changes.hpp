#pragma once
#include <string>
#include <vector>

#include "app/core/ports.hpp"
#include "app/published/plan.hpp"
#include "domain/people/audience.hpp"

namespace secokr::app {

/// What somebody did to a published issue by hand, which its plan does not know: it runs on, while nobody sees it run,
/// or its text cannot be read.
struct HandChange {
  enum class Kind { closed, moved, gone, block_removed, block_broken };
  Kind kind = Kind::closed;
  std::string detail{};   ///< what broke the block, and where
  std::string id{};       ///< of secokr; empty where an objective's list alone knows of it
  std::string subject{};  ///< `Security Training`, `Security Training/KR2`
  std::string dri{};
  std::string objective_dri{};
  std::string url{};
  bool confidential = false;

  bool concerns(std::string_view username) const;
  /// Nobody looks at the issue any more.
  bool hides() const { return kind == Kind::closed || kind == Kind::moved || kind == Kind::gone; }
  /// "Its issue was closed by hand, and it is active: …", without the subject.
  std::string words() const;
  std::string sentence(Audience audience) const;  ///< with it, or where it is withheld with its address alone
};

/// In the plan's order. Once the quarter is over its issues are closed, and that is nothing of this kind.
std::vector<HandChange> hand_changes(const Ports& ports, const PublishedPlan& plan);

/// The one of that issue; null for none.
const HandChange* find_change(const std::vector<HandChange>& changes, const std::string& id);

/// Marks in the plan what is closed.
void mark_closed(PublishedPlan& plan, const std::vector<HandChange>& changes);

}  // namespace secokr::app
