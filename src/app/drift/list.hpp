#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/published/block_issue.hpp"
#include "documents/objective/plan_facts.hpp"
#include "workspace/published.hpp"

namespace secokr::app {

// The list of key results that stands in an objective's issue: it follows the key results, and only secokr writes it.
// What somebody made of it by hand is told, and is nothing that could be agreed to.

/// A field for each line that is another than what was finalised, is gone, or came in: `Key results 1` for KR1. Empty
/// for a key result, and where the issue has no block.
std::vector<documents::FactChange> list_changes(const workspace::PublishedIssue& entry, const BlockIssue& issue);

/// What the list in a description says under such a field, folded or not; nothing for another field.
std::optional<std::string> listed_in(std::string_view description, std::string_view field);

/// What puts the list back.
std::string list_hint(const documents::FactChange& change);

}  // namespace secokr::app
