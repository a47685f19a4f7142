#include "render/core/style.hpp"

#include <fmt/format.h>

namespace secokr::render {
namespace {

std::string_view code_of(Tone tone) {
  switch (tone) {
    case Tone::plain:
      return "";
    case Tone::strong:
      return "1";
    case Tone::faint:
      return "2";
    case Tone::heading:
      return "1";
    case Tone::good:
      return "32";
    case Tone::caution:
      return "33";
    case Tone::bad:
      return "1;31";
    case Tone::accent:
      return "36";
  }
  return "";
}

}  // namespace

std::string Style::paint(Tone tone, std::string_view text) const {
  const auto code = code_of(tone);
  if (!colour || code.empty() || text.empty()) return std::string{text};
  return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

}  // namespace secokr::render
