#include "cli/core/pasted_dash.hpp"

#include <fmt/format.h>

#include "base/dashes.hpp"
#include "base/shell.hpp"
#include "base/text.hpp"
#include "cli/core/path.hpp"

namespace secokr::cli {

std::optional<Error> pasted_option(std::string_view word, std::span<const OptionDeclaration> declarations) {
  const std::size_t dashes = base::leading_typographic_dashes(word);
  if (dashes == 0) return std::nullopt;
  const std::string_view rest = word.substr(dashes);
  const std::string_view value = rest.substr(std::min(rest.find('='), rest.size()));
  const std::string name = base::with_hyphens(rest.substr(0, rest.size() - value.size()));
  std::string meant = (name.size() == 1 ? "-" : "--") + name;
  if (name.empty()) return std::nullopt;
  if (find_option(declarations, meant) == nullptr) {
    std::vector<std::string> names;
    for (const auto& declaration : declarations)
      if (!declaration.positional && !declaration.hidden)
        names.insert(names.end(), declaration.names.begin(), declaration.names.end());
    const auto near = name.size() < 3 ? std::nullopt : base::nearest(meant, names);
    if (!near) return std::nullopt;
    meant = *near;
  }
  return Error{.kind = ErrorKind::usage,
               .what = fmt::format("'{}' is no option", word),
               .reason = std::string(pasted_dash_reason),
               .help = fmt::format("Type {}", base::shell_word(meant + std::string(value)))};
}

std::string typed_with_hyphens(std::string_view value, const std::function<bool(const std::string&)>& is_read) {
  const std::string plain = base::with_hyphens(value);
  return plain == value || !is_read(plain) ? "" : fmt::format("Type {}", plain);
}

}  // namespace secokr::cli
