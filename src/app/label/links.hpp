#pragma once
#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "tracker/port/tracker.hpp"

namespace secokr::app {

/// Numbers of issues by their project: little for 100,000 issues.
using IidsByProject = std::map<std::string, std::vector<long>>;

/// Which of the candidates one of ours is linked to. Nothing is asked where one of both is empty.
Expected<std::set<tracker::IssueRef>> linked_to(tracker::Tracker& tracker, std::span<const tracker::IssueRef> ours,
                                                const IidsByProject& candidates);

/// The same for few candidates without a list of ours: what they are linked to is read and looked at in its turn.
Expected<std::set<tracker::IssueRef>> linked_to(tracker::Tracker& tracker, const IidsByProject& candidates,
                                                const std::function<bool(const tracker::Issue&)>& is_ours);

}  // namespace secokr::app
