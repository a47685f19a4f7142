#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/core/spec.hpp"
#include "render/core/style.hpp"

namespace secokr::cli {

// Everything here is printed from the specs, so that help cannot drift from what is parsed.

/// `Usage: secokr draft objective [options] TITLE` … of one command.
std::string command_help(const CommandSpec& command, std::span<const CommandSpec> commands, const render::Page& page);
/// A group's commands; with its own command's help where the bare group runs one.
std::string group_help(std::string_view group, std::span<const CommandSpec> commands, const render::Page& page);
/// The overview: every command by group, and the topics.
std::string overview(std::span<const CommandSpec> commands, const render::Page& page);
/// What `secokr` alone says outside a workspace: three lines on how to begin.
std::string how_to_begin();

/// A page of `secokr help NAME` that is no command: exit-codes, options, quarters, key-results, schema.
struct Topic {
  std::string_view name;
  std::string_view summary;
};
std::span<const Topic> topics();
/// Nothing when there is no such topic.
std::optional<std::string> topic_help(std::string_view name, const render::Page& page);

/// `draft objective [options] TITLE`.
std::string usage_line(const CommandSpec& command);
/// `-R, --project PATH`.
std::string option_label(const OptionDeclaration& declaration);
/// The help of an option with the words it allows.
std::string option_text(const OptionDeclaration& declaration);

}  // namespace secokr::cli
