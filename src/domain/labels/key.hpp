#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/label_scheme.hpp>

namespace secokr {

/// What two spellings of one label have in common: no case, no white space, runs of colons as one.
std::string label_key(std::string_view label);
/// All before a key's last colon; empty where nothing stands before or behind it.
std::string_view scope_of_key(std::string_view key);
/// True for what lies in a scope, however deep.
bool lies_in_scope(std::string_view key, std::string_view scope);

/// The scopes that the division's label and its aliases name, as keys: `division` of `Division: Security` too, because
/// the seed writes a colon for the scope.
std::vector<std::string> division_scopes(const LabelScheme& scheme);
/// The scope that all priorities share, as GitLab writes it; nothing where they have none or different ones.
std::optional<std::string_view> priority_scope(const LabelScheme& scheme);

}  // namespace secokr
