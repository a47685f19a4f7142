#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "tracker/change/change_set.hpp"

// What a change shows to people, held against what it does.
namespace secokr::tracker {

/// A field that every tracker keeps as it was sent, and how two texts of it are compared.
struct KeptField {
  std::string_view name;
  std::string (*now)(const Issue& issue);
  std::string (*plain)(const std::string& text);
};
const std::array<KeptField, 6>& kept_fields();

/// Null where there is no such field.
const std::string* find_field(const Fields& fields, std::string_view name);

/// What the change's words say otherwise than its payload does, or pass over, a sentence's part each: a plan that is
/// read back may have been written by anybody. The lines of a file are not looked at here.
std::vector<std::string> unshown(const ChangeSet& set, const Change& change);

/// What the words do not tell whole, from the payload alone: which issue it is, the text that is written.
Fields told_by_payload(const Change& change);

}  // namespace secokr::tracker
