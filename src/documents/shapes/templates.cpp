#include "documents/shapes/templates.hpp"

#include "base/text.hpp"
#include "embedded_templates.hpp"

namespace secokr::documents {

std::optional<std::string_view> embedded_template(std::string_view name) {
  for (const auto& file : embedded_templates::files())
    if (file.name == name) return file.text;
  return std::nullopt;
}

std::string fill_template(std::string_view text, const std::map<std::string, std::string, std::less<>>& values) {
  std::string result;
  for (;;) {
    // One pass: a value is never searched for names.
    const std::size_t open = text.find("{{");
    const std::size_t close = open == std::string_view::npos ? open : text.find("}}", open);
    if (close == std::string_view::npos) return result.append(text);
    const auto value = values.find(base::trim(text.substr(open + 2, close - open - 2)));
    result.append(text.substr(0, open));
    if (value != values.end())
      result.append(value->second);
    else
      result.append(text.substr(open, close + 2 - open));
    text.remove_prefix(close + 2);
  }
}

}  // namespace secokr::documents
