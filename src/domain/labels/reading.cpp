#include <algorithm>

#include "domain/labels/key.hpp"
#include "domain/labels/reader.hpp"

namespace secokr {

LabelReader::LabelReader(const LabelScheme& scheme) : m_division_scopes(division_scopes(scheme)) {
  constexpr std::size_t priorities = 3;
  name(LabelMeaning::division, scheme.division, scheme.division);
  for (const std::string& alias : scheme.division_aliases) name(LabelMeaning::division, alias, scheme.division);
  name(LabelMeaning::okr, scheme.okr, scheme.okr);
  for (std::size_t i = 0; i < std::min(scheme.priority.size(), priorities); ++i)
    name(LabelMeaning::priority, scheme.priority[i], scheme.priority[i], static_cast<Priority>(i));
  if (const auto scope = priority_scope(scheme)) m_priority_scope = label_key(*scope);
}

void LabelReader::name(LabelMeaning meaning, const std::string& label, const std::string& canonical,
                       std::optional<Priority> priority) {
  m_names.try_emplace(label_key(label), ReadLabel{.meaning = meaning, .canonical = canonical, .priority = priority});
}

/// In a scope of the division's label, but no part of the division itself (`division::Security::x`).
bool LabelReader::names_other_division(std::string_view key) const {
  const auto holds_key = [&](const auto& scope) { return lies_in_scope(key, scope); };
  return std::ranges::any_of(m_division_scopes, holds_key) &&
         std::ranges::none_of(m_names, [&](const auto& each) { return holds_key(each.first); });
}

ReadLabel LabelReader::read(std::string_view label) const {
  const std::string key = label_key(label);
  if (key.empty()) return {};
  ReadLabel read;
  if (const auto found = m_names.find(key); found != m_names.end()) {
    read = found->second;
  } else if (const auto quarter = parse_quarter(key)) {
    read = {.meaning = LabelMeaning::quarter, .canonical = to_string(*quarter), .quarter = quarter};
  } else if (names_other_division(key)) {
    return {.meaning = LabelMeaning::other_division};
  } else if (const auto scope = scope_of_key(key); !scope.empty() && scope == m_priority_scope) {
    return {.meaning = LabelMeaning::other_priority};
  }
  read.exact = read.canonical.empty() || label == read.canonical;
  return read;
}

ReadLabel read_label(const LabelScheme& scheme, std::string_view label) { return LabelReader{scheme}.read(label); }

}  // namespace secokr
