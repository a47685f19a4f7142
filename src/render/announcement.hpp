#pragma once
#include <string>

#include "domain/views/announcement.hpp"

namespace secokr::render {

/// Markdown to paste into a channel, an issue or a page: nobody is mentioned by it.
std::string announcement_markdown(const Announcement& announcement);

}  // namespace secokr::render
