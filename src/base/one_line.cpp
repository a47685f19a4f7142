#include "base/one_line.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace secokr::base {

std::string one_line(std::string_view text) {
  std::string result(trim(text));
  std::replace_if(result.begin(), result.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return result;
}

}  // namespace secokr::base
