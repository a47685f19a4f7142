#pragma once
#include <secokr/objective.hpp>

namespace secokr {

/// A published key result as it is now (PROCESS.md 3a): what its file plans, and of what runs, which are answers, ticks
/// and the state, what its issue says. A request that was made on the issue alone is one; a State that the file changed
/// since it was `finalised` waits for an amendment and counts already. Each of the objectives is the one that its key
/// result was read with.
struct KeyResultSide {
  const Objective& objective;
  const KeyResult& key_result;
};
KeyResult plan_now(const KeyResultSide& file, const KeyResult& issue, const KeyResultSide& finalised);

/// An answer stands in the file alone: somebody wrote it there after the key result was published.
bool has_answers_of_its_own(const KeyResult& file, const KeyResult& issue, const KeyResult& finalised);

}  // namespace secokr
