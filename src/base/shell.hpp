#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace secokr::base {

/// In quotes, so that a POSIX shell reads it back as one word: "Security Training"; 'Q$A' where double quotes would not
/// keep it as it is.
std::string shell_quoted(std::string_view word);
/// The same, without quotes where none are needed.
std::string shell_word(std::string_view word);

/// The words of a line as a POSIX shell parts them: blanks, 'single' and "double" quotes, backslashes; nothing is
/// expanded. Nothing where a quote is not closed.
std::optional<std::vector<std::string>> shell_words(std::string_view line);

}  // namespace secokr::base
