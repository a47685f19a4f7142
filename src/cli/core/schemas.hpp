#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace secokr::cli {

/// The names of the JSON schemas that are built in: "calendar", "findings", …, sorted.
std::vector<std::string> schema_names();
/// The schema's text; nothing when there is none of that name.
std::optional<std::string_view> schema_text(std::string_view name);

}  // namespace secokr::cli
