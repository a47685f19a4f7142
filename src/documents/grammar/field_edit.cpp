#include "documents/grammar/field_edit.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace secokr::documents {
namespace {

/// Where a new field goes: behind the field that stands before it in the order of the names, else in front of the
/// first.
Splice insert_field(const Outline& outline, const Part& part, const std::vector<std::string>& names, std::size_t own,
                    const std::string& line) {
  std::optional<std::size_t> behind;
  std::size_t best = 0;
  for (const FieldLine& field : part.fields) {
    for (std::size_t i = 0; i < own; ++i) {
      if (!base::equals_folded(names[i], field.name) || (behind && i < best)) continue;
      best = i;
      behind = field.line + 1;
    }
  }
  if (behind)
    return insert_lines(outline, *behind, line, false, *behind == part.head_end && part.prose_begin == part.head_end);
  if (!part.fields.empty()) return insert_lines(outline, part.fields.front().line, line, false, false);
  const std::size_t at = part.id_line ? *part.id_line + 1 : part.begin;
  return insert_lines(outline, at, line, true, true);
}

}  // namespace

std::optional<Splice> field_edit(const Outline& outline, const Part& part, const std::vector<std::string>& names,
                                 std::size_t own, std::string_view value) {
  const auto field = std::ranges::find_if(
      part.fields, [&](const FieldLine& each) { return base::equals_folded(each.name, names[own]); });
  if (field == part.fields.end()) {
    if (value.empty()) return std::nullopt;
    return insert_field(outline, part, names, own, "- " + names[own] + ": " + std::string(value));
  }
  if (value.empty()) return remove_lines(outline, field->line, field->line + 1);
  return Splice{field->value_begin, outline.lines[field->line].end, " " + std::string(value)};
}

}  // namespace secokr::documents
