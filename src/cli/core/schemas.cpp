#include "cli/core/schemas.hpp"

#include <algorithm>

#include "embedded_schemas.hpp"

namespace secokr::cli {
namespace {
constexpr std::string_view ending = ".schema.json";
}

std::vector<std::string> schema_names() {
  std::vector<std::string> names;
  for (const auto& file : embedded_schemas::files())
    if (file.name.ends_with(ending)) names.emplace_back(file.name.substr(0, file.name.size() - ending.size()));
  std::ranges::sort(names);
  return names;
}

std::optional<std::string_view> schema_text(std::string_view name) {
  for (const auto& file : embedded_schemas::files())
    if (file.name == std::string{name} + std::string{ending}) return file.text;
  return std::nullopt;
}

}  // namespace secokr::cli
