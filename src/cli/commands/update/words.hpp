#pragma once
#include <string>
#include <string_view>
#include <vector>

#include <secokr/error.hpp>

#include "app/run/update.hpp"
#include "documents/note/update_file.hpp"

namespace secokr::cli {

/// `2=done`, `2=at-risk`, and `2=on-track` to take that back. Error usage.
Expected<app::MilestoneSaid> parse_milestone(std::string_view text);
/// Several, parted by blanks or commas. Error usage.
Expected<std::vector<app::MilestoneSaid>> parse_milestones(std::string_view text);

/// Every update of a file. Error local_file (F1) with every line that is not understood; `source` names the file.
Expected<std::vector<documents::FiledUpdate>> read_update_file(std::string_view text, const std::string& source);

}  // namespace secokr::cli
