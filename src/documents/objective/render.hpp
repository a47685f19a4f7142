#pragma once
#include <string>
#include <string_view>

#include <secokr/objective.hpp>

namespace secokr::documents {

// Pieces of a file and of a block. Each ends in a line end or is empty; the two with `in_block` leave out what an issue
// says by other means.
std::string objective_fields_text(const Objective& objective, bool in_block);
std::string key_result_fields_text(const KeyResult& key_result, bool in_block);
std::string dependencies_text(const KeyResult& key_result);
std::string milestones_text(const KeyResult& key_result);

/// A KR of a file, from its heading on.
std::string render_key_result_part(const KeyResult& key_result);

/// `<!-- secokr:id ID -->`.
std::string render_id(std::string_view id);

}  // namespace secokr::documents
