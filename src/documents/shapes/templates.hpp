#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace secokr::documents {

/// An embedded template by file name ("objective.md"); a workspace may override it with `templates/<name>`. Nothing
/// when unknown.
std::optional<std::string_view> embedded_template(std::string_view name);

/// Fills `{{name}}` from the values; a name that is missing stays as it is, so that a test sees it.
std::string fill_template(std::string_view text, const std::map<std::string, std::string, std::less<>>& values);

}  // namespace secokr::documents
