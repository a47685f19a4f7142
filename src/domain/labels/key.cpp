#include "domain/labels/key.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace secokr {
namespace {

constexpr std::string_view k_ascii_space = " \t\r\n\f\v";
/// No-break, zero-width, typographic and ideographic spaces, which come with copied text.
constexpr std::array<std::string_view, 19> k_wide_spaces{
    "\u00A0", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007", "\u2008",
    "\u2009", "\u200A", "\u200B", "\u200C", "\u200D", "\u202F", "\u205F", "\u3000", "\uFEFF"};

/// The bytes of the white space that the text begins with; 0 for none.
std::size_t space_at_front(std::string_view text) {
  if (k_ascii_space.find(text.front()) != std::string_view::npos) return 1;
  if (static_cast<unsigned char>(text.front()) < 0x80) return 0;
  const auto* const found = std::ranges::find_if(k_wide_spaces, [&](auto space) { return text.starts_with(space); });
  return found == k_wide_spaces.end() ? 0 : found->size();
}

}  // namespace

std::string label_key(std::string_view label) {
  std::string key;
  bool ascii = true;
  while (!label.empty()) {
    const std::size_t space = space_at_front(label);
    const char character = label.front();
    label.remove_prefix(std::max<std::size_t>(space, 1));
    if (space != 0 || (character == ':' && key.ends_with(':'))) continue;
    ascii = ascii && static_cast<unsigned char>(character) < 0x80;
    key += character >= 'A' && character <= 'Z' ? static_cast<char>(character - 'A' + 'a') : character;
  }
  return ascii ? key : base::fold_case(key);
}

std::string_view scope_of_key(std::string_view key) {
  const std::size_t at = key.rfind(':');
  return at == std::string_view::npos || at + 1 == key.size() ? std::string_view{} : key.substr(0, at);
}

bool lies_in_scope(std::string_view key, std::string_view scope) {
  return !scope.empty() && key.size() > scope.size() + 1 && key.starts_with(scope) && key[scope.size()] == ':';
}

std::vector<std::string> division_scopes(const LabelScheme& scheme) {
  std::vector<std::string> scopes;
  const auto take = [&](const std::string& label) {
    const std::string key = label_key(label);
    const std::string scope{scope_of_key(key)};
    if (!scope.empty() && std::ranges::find(scopes, scope) == scopes.end()) scopes.push_back(scope);
  };
  take(scheme.division);
  std::ranges::for_each(scheme.division_aliases, take);
  return scopes;
}

std::optional<std::string_view> priority_scope(const LabelScheme& scheme) {
  if (scheme.priority.empty()) return std::nullopt;
  const std::string_view scope = scope_of(scheme.priority.front());
  const bool shared = std::ranges::all_of(scheme.priority, [&](const auto& each) { return scope_of(each) == scope; });
  return shared && !scope.empty() ? std::optional{scope} : std::nullopt;
}

}  // namespace secokr
