#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace secokr::documents {

/// An embedded template by file name ("objective.md"); a workspace may override it with `templates/<name>`. Nothing when unknown.
std::optional<std::string_view> embedded_template(std::string_view name);

/// Fills `{{name}}` from the values; a name that is missing stays as it is, so that a test sees it.
std::string fill_template(std::string_view text, const std::map<std::string, std::string, std::less<>>& values);

/// True when a text still holds a placeholder of a template (K5): "`add here`", "YYYY-MM-DD", "what do you need to be successful…", "{{…}}",
/// "<short measurable title>" and the other phrases that secokr's own and the seeds' templates use. Gives the phrase.
std::optional<std::string> placeholder_in(std::string_view text);

}  // namespace secokr::documents
