#pragma once
#include <string>
#include <string_view>
#include <vector>

#include <secokr/error.hpp>

#include "documents/issue/text.hpp"

namespace secokr::documents {

/// The description with these lines in the place of its objective's list of key results; all else stays byte for byte,
/// whoever wrote it. The `sum` is renewed where it held. Error usage, when the text has no block of an objective.
Expected<std::string> replace_key_result_list(std::string_view description, const std::vector<KeyResultLine>& lines);

/// The same for the text of an objective's block alone.
std::string with_key_result_list(std::string_view block_text, const std::vector<KeyResultLine>& lines);

/// `- KR1: #12 title` for each.
std::string key_result_list_text(const std::vector<KeyResultLine>& lines);
/// Nothing for what is no such line.
std::optional<KeyResultLine> read_key_result_line(std::string_view line);

}  // namespace secokr::documents
