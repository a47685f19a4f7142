#pragma once
#include <string>

namespace secokr::cli {

/// A hint for the file or the command line, as it is typed at the question about that field: "write - Metric: baseline"
/// is "type baseline" there, and "give --metric baseline" too. `field` is its name in the file or its option.
std::string hint_at_prompt(std::string hint, const std::string& field);

}  // namespace secokr::cli
