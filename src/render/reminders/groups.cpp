#include "render/reminders/groups.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace secokr::render {

std::vector<OwedGroup> by_dri(const std::vector<OwedReminder>& owed) {
  std::vector<OwedGroup> groups;
  for (const OwedReminder& each : owed) {
    auto group =
        std::ranges::find_if(groups, [&](const OwedGroup& known) { return base::equals_folded(known.dri, each.dri); });
    if (group == groups.end()) group = groups.insert(groups.end(), OwedGroup{.dri = each.dri});
    group->owed.push_back(&each);
  }
  return groups;
}

}  // namespace secokr::render
