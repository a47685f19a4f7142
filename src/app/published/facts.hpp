#pragma once
#include <string>
#include <vector>

#include <secokr/label_scheme.hpp>

#include "app/published/block_issue.hpp"
#include "documents/objective/plan_facts.hpp"
#include "workspace/published.hpp"

namespace secokr::app {

// One issue of a quarter as comparable facts, from each of the three sides of F5 (FORMATS.md 4): what was finalised,
// what its file says now, what its issue says now. On top of `documents::facts_of` stand, in this order: "Title" (the
// published one, which holds number and reference), "Labels" (those of the scheme, sorted, comma-separated), "Assignee"
// (`@user`, several comma-separated), "Due", "Confidential" ("yes" or nothing), "Block" (`removed` where an issue has
// none). Fields that say the same by other means ("Number", the fields' "Title") are left out; the list of an
// objective's key results is, too: it follows the KRs. "Confidential" is the issue's own field,
// `confidential_text_field` the line of its text.

inline constexpr const char* confidential_text_field = "Confidential in its text";

/// True for what an issue says by its title and its own fields.
bool stands_outside_block(std::string_view field);

/// What was finalised, or what a file would be finalised as (`finalize_files` makes such an entry).
documents::Facts facts_of(const workspace::PublishedIssue& entry, const LabelScheme& scheme);
/// What the issue says now.
documents::Facts facts_of(const BlockIssue& issue, const LabelScheme& scheme);

/// What people see of a difference: `Metric` stays, "Milestone 2" becomes `milestone 2`, "Assignee" `DRI (assignee)`.
std::string shown_field(const std::string& field);

/// A value to stand behind its field's name: `Description: …` of "Milestone 2" without `Milestone 2: `.
std::string beside_name(const std::string& field, const std::string& value);

}  // namespace secokr::app
