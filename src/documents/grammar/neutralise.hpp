#pragma once
#include <string>
#include <string_view>

namespace secokr::documents {

/// Makes people's text safe to send (U6): a backslash before a `/` in column one outside code, and `<!-- secokr:`
/// markers broken. A lone CR becomes a line end first, because GitLab joins the lines around it.
std::string neutralise(std::string_view text);
/// The text as it was typed: undoes `neutralise`.
std::string restore_neutralised(std::string_view text);

}  // namespace secokr::documents
