#pragma once
#include <string>

#include "render/core/json.hpp"
#include "render/core/style.hpp"
#include "tracker/change/change_set.hpp"

namespace secokr::render {

/// A change set for people: its gates, then a line a change and its fields below. Before it is applied a line says what
/// would be done
/// ("create"), afterwards what was ("done", "failed", "not tried") with the URL.
std::string changes_text(const tracker::ChangeSet& set, const Page& page);
/// The same as a Markdown list, for a merge request or a note.
std::string changes_markdown(const tracker::ChangeSet& set);
/// The `changes` shape of CLI.md 5: `before` and `after` are objects; outcomes and URLs appear only in a set that was
/// applied.
Json changes_json(const tracker::ChangeSet& set);

/// "3 to create, 1 to edit"; "nothing" for an empty set.
std::string changes_summary(const tracker::ChangeSet& set);

}  // namespace secokr::render
