#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace secokr::render {

/// A text on one line that shows as it is: control characters go, what Markdown or a table would read as its own is
/// escaped, and every `@name` is code, which notifies nobody.
std::string markdown_text(std::string_view text);
/// As `markdown_text`, with every web address as a link: a sentence.
std::string markdown_unmentioned(std::string_view text);
/// Text of people that somebody else posts or sends on: as it is, but for names, which are code.
std::string without_mentions(std::string_view text);
/// A link where the URL is of the web, else the text alone.
std::string markdown_link(std::string_view text, std::string_view url);
/// A person without a mention, which would notify them: `` `@name` ``; empty for nobody.
std::string markdown_person(std::string_view username);
/// One row of a table; the cells are Markdown already.
std::string markdown_row(const std::vector<std::string>& cells);

}  // namespace secokr::render
