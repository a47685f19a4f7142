#pragma once
#include <string>
#include <vector>

#include "domain/views/update_reminders.hpp"

namespace secokr::render {

/// What one person owes: several KRs of one DRI are one message.
struct OwedGroup {
  std::string dri{};
  std::vector<const OwedReminder*> owed{};
};

/// By DRI, case ignored, in the order in which they first appear. The reminders must outlive the groups.
std::vector<OwedGroup> by_dri(const std::vector<OwedReminder>& owed);

}  // namespace secokr::render
