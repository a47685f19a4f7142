#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace secokr::render {

/// Breaks a text at blanks into lines of at most `width` columns; its own line ends stay. A word wider than the width
/// gets a line of its own and is not cut. Without a width only the text's own line ends break. Gives at least one line.
std::vector<std::string> wrap(std::string_view text, std::optional<std::size_t> width);

/// The same as one text, each line behind `indent` blanks, the first one too.
std::string wrap_indented(std::string_view text, std::optional<std::size_t> width, std::size_t indent);

/// Two columns of terms and their explanations, as help shows them; explanations wrap beside their term, and stand
/// below it where the term is wide or the page narrow.
struct Term {
  std::string term{};
  std::string text{};
};
std::string term_list(const std::vector<Term>& terms, std::optional<std::size_t> width, std::size_t indent = 2);

}  // namespace secokr::render
