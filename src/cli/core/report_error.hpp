#pragma once
#include <string>

#include <secokr/error.hpp>

#include "render/core/json.hpp"
#include "render/core/style.hpp"

namespace secokr::cli {

/// An error for people, part by part: `error: what`, the reason, each note as `path:line` with the line and what was
/// expected, `help: …`.
std::string error_text(const Error& error, const render::Page& page);
/// The `error` shape of CLI.md 5.
render::Json error_json(const Error& error);
/// The error for an exception that nobody expected: kind bug, with what to do.
Error bug_error(const std::string& what);

}  // namespace secokr::cli
