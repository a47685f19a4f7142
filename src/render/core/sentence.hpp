#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "render/core/style.hpp"

namespace secokr::render {

/// The text with a capital at its beginning, as every message and every hint is shown. What is not an ordinary word
/// stays as it is: a command (`secokr draft`), an option, a name in quotes, a path, `local:12`.
std::string sentence(std::string_view text);

/// The text as lines that end in a line feed, wrapped behind something `indent` columns wide. A command can be copied:
/// one in backticks stays on one line, and a text with a bare one is not wrapped: at most it gets a line of its own.
std::string message_lines(std::string_view text, std::optional<std::size_t> width, std::size_t indent = 0);
/// The same for a page, with each command as it is typed next from there.
std::string message_lines(std::string_view text, const Page& page, std::size_t indent = 0);

}  // namespace secokr::render
