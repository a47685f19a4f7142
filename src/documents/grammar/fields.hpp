#pragma once
#include <span>
#include <string>
#include <string_view>

#include <secokr/objective.hpp>

namespace secokr::documents {

/// A field of the grammar: its canonical name, what its value must look like, and how it goes to and from the value.
template <class Owner>
struct FieldSpec {
  std::string_view name;
  std::string_view expected;               ///< for people, when `read` says no
  bool (*read)(Owner&, std::string_view);  ///< the value is trimmed and not empty; false = malformed
  std::string (*write)(const Owner&);      ///< empty = not given
  bool in_block = true;                    ///< false for what an issue says by other means (Status, Published)
  /// Why a malformed value is one, where that is known better than `expected` says; empty where it is not.
  std::string (*objection)(std::string_view) = nullptr;
};

/// In the order in which they are written.
std::span<const FieldSpec<Objective>> objective_fields();
std::span<const FieldSpec<KeyResult>> key_result_fields();

/// A username in a value: "@name", "name", or a template's placeholder as it stands (K5 reports that one). False for
/// anything else.
bool read_person(std::string& person, std::string_view value);
/// "@name"; a placeholder as it stands; empty for none.
std::string write_person(const std::string& person);
/// An http(s) address without white space.
bool is_url(std::string_view text);

}  // namespace secokr::documents
