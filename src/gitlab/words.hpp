#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace secokr::gitlab {

/// A foreign text as one line for people: no control characters, white space as single spaces, tokens masked, at most
/// `bytes` bytes, "…" where something was cut.
std::string one_line(std::string_view foreign, std::size_t bytes);

/// The title of an HTML page in one line; empty where it has none.
std::string title_of_page(std::string_view html);

}  // namespace secokr::gitlab
