#pragma once
#include <string>
#include <string_view>

#include <secokr/error.hpp>

#include "workspace/workspace.hpp"

namespace secokr::workspace {

/// A template by file name ("planning.md"): `templates/NAME` of the workspace, else secokr's own. It is text like any
/// other, whoever wrote it: what is sent of it is neutralised. Errors: local_file, also for one outside the workspace;
/// bug, where secokr has none of that name.
Expected<std::string> template_text(const Workspace& workspace, std::string_view name);

}  // namespace secokr::workspace
