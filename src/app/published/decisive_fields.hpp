#pragma once
#include <vector>

#include <secokr/error.hpp>

#include "app/published/believed_issues.hpp"
#include "app/published/plan.hpp"

namespace secokr::app {

/// Who opened an issue can always edit its text, also once they may edit no other (T1). Of an issue that published.json
/// lists and whose author may not edit issues, the DRI is the one that was finalised, and so is the state where the
/// author was the last to edit the text. What is set right like that is added to `plan.doubted`.
Status hold_to_finalised(const Ports& ports, Belief& belief, PublishedPlan& plan);

}  // namespace secokr::app
