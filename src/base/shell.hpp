#pragma once
#include <string>
#include <string_view>

namespace secokr::base {

/// In quotes, so that a POSIX shell reads it back as one word: "Security Training"; 'Q$A' where double quotes would not
/// keep it as it is.
std::string shell_quoted(std::string_view word);
/// The same, without quotes where none are needed.
std::string shell_word(std::string_view word);

}  // namespace secokr::base
