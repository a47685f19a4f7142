#pragma once
#include <span>
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "localstore/statement.hpp"
#include "tracker/port/issue.hpp"

namespace secokr::localstore {

/// Sorted by name.
std::vector<tracker::Label> all_labels(SQLite::Database& database);

/// True when the label is new or was corrected. Error refused: a name that is empty or holds a comma, a colour that is
/// not `#RRGGBB`.
Expected<bool> define_label(SQLite::Database& database, const tracker::Label& label);

/// Error refused, naming the first label that is not defined.
Status check_defined(SQLite::Database& database, std::span<const std::string> labels);

/// Both record what they changed in the history and leave the rest alone.
void add_labels(const Act& act, long iid, std::span<const std::string> labels);
void remove_labels(const Act& act, long iid, std::span<const std::string> labels);

}  // namespace secokr::localstore
