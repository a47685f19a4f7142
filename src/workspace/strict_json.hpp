#pragma once
#include <nlohmann/json.hpp>
#include <string_view>

namespace secokr::workspace {

using Json = nlohmann::ordered_json;

/// The JSON of a file that secokr wrote. Discarded for what is no JSON, is nested deeper than `deepest`, or names a key
/// twice in one object: a checksum is of what was understood, and whoever reads the file may see the other value.
Json parse_strict(std::string_view text, int deepest = 200);

}  // namespace secokr::workspace
