#include <algorithm>

#include <secokr/label_scheme.hpp>

#include "domain/label_key.hpp"

namespace secokr {
namespace {

constexpr std::size_t k_priorities = 3;

/// Another division's: in a scope of the division's label, but no part of the division itself
/// (`division::Security::x`).
bool names_other_division(const LabelScheme& scheme, std::string_view key) {
  const auto is_part_of = [&](const std::string& label) { return lies_in_scope(key, label_key(label)); };
  return std::ranges::any_of(division_scopes(scheme), [&](const auto& scope) { return lies_in_scope(key, scope); }) &&
         !is_part_of(scheme.division) && std::ranges::none_of(scheme.division_aliases, is_part_of);
}

bool names_other_priority(const LabelScheme& scheme, std::string_view key) {
  const auto scope = priority_scope(scheme);
  return scope && !scope_of_key(key).empty() && scope_of_key(key) == label_key(*scope);
}

ReadLabel meant(LabelMeaning meaning, const std::string& canonical, std::string_view label) {
  return {.meaning = meaning, .canonical = canonical, .exact = label == canonical};
}

}  // namespace

ReadLabel read_label(const LabelScheme& scheme, std::string_view label) {
  const std::string key = label_key(label);
  if (key.empty()) return {};
  const auto is = [&](const std::string& name) { return key == label_key(name); };
  if (is(scheme.division) || std::ranges::any_of(scheme.division_aliases, is))
    return meant(LabelMeaning::division, scheme.division, label);
  if (is(scheme.okr)) return meant(LabelMeaning::okr, scheme.okr, label);
  for (std::size_t i = 0; i < std::min(scheme.priority.size(), k_priorities); ++i) {
    if (!is(scheme.priority[i])) continue;
    ReadLabel read = meant(LabelMeaning::priority, scheme.priority[i], label);
    read.priority = static_cast<Priority>(i);
    return read;
  }
  if (const auto quarter = parse_quarter(key)) {
    ReadLabel read = meant(LabelMeaning::quarter, to_string(*quarter), label);
    read.quarter = quarter;
    return read;
  }
  if (names_other_division(scheme, key)) return {.meaning = LabelMeaning::other_division};
  if (names_other_priority(scheme, key)) return {.meaning = LabelMeaning::other_priority};
  return {};
}

}  // namespace secokr
