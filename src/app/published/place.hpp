#pragma once
#include <secokr/error.hpp>

#include "app/core/ports.hpp"
#include "app/published/block_issue.hpp"
#include "workspace/published.hpp"

namespace secokr::app {

/// A quarter is published to one project. Error refused, where that is not this tracker's.
Status require_same_project(const Ports& ports, const workspace::Published& base);

/// Error refused, where the quarter is published to another project than this tracker's, or issues that it was
/// published as are not there any more.
Status require_published_here(const Ports& ports, const workspace::Published& base, const PresentIssues& present);

}  // namespace secokr::app
