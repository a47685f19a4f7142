#include "domain/draft_view.hpp"

#include <algorithm>

namespace secokr {

int DraftView::count(ObjectiveStatus status) const {
  return static_cast<int>(
      std::ranges::count(objectives, status, [](const DraftedObjective& drafted) { return drafted.objective.status; }));
}

}  // namespace secokr
