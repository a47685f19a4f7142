#pragma once
#include <map>
#include <string>

#include <secokr/error.hpp>

#include "app/core/ports.hpp"
#include "app/published/block_issue.hpp"
#include "documents/objective/document.hpp"
#include "documents/objective/plan_facts.hpp"

namespace secokr::app {

/// What an objective's file says of itself and of each key result, by id, as it would be published. What has no id yet
/// is left out.
std::map<std::string, documents::Facts> file_facts(const Ports& ports, Quarter quarter, const Objective& objective);

/// Makes the file say of a field what the issue says; the fields that follow from others (labels, assignee, due date)
/// are left alone, and so is what only a person can do, such as removing a milestone. Error: usage, where the text
/// cannot be written so that it reads back.
Status follow_issue(documents::ObjectiveDocument& document, const std::string& id, const BlockIssue& issue,
                    const documents::FactChange& change);

}  // namespace secokr::app
