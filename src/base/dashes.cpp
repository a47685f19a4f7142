#include "base/dashes.hpp"

namespace secokr::base {
namespace {

std::size_t dash_at(std::string_view text, std::size_t at) {
  for (const std::string_view dash : typographic_dashes)
    if (text.substr(at).starts_with(dash)) return dash.size();
  return 0;
}

}  // namespace

std::string with_hyphens(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t dash = dash_at(text, at);
    result += dash > 0 ? '-' : text[at];
    at += dash > 0 ? dash : 1;
  }
  return result;
}

std::size_t leading_typographic_dashes(std::string_view text) {
  std::size_t at = 0;
  bool is_typographic = false;
  while (at < text.size()) {
    const std::size_t dash = dash_at(text, at);
    if (dash == 0 && text[at] != '-') break;
    is_typographic = is_typographic || dash > 0;
    at += dash > 0 ? dash : 1;
  }
  return is_typographic ? at : 0;
}

}  // namespace secokr::base
