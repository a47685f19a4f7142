#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace secokr::documents {

/// The file with its key results in this order, numbered from 1. `order` holds each one's place in the file now,
/// counted from 0, once. A section that stays where it is keeps every byte but its number's; what stands between key
/// results stays where it is.
std::string with_key_results_in_order(std::string_view file, const std::vector<std::size_t>& order);

/// The file without those key results that read as one of `other` does, byte for byte but for white space at the end.
std::string without_key_results_of(std::string_view file, std::string_view other);

/// The text of the key result with this number, from its heading on; empty where there is none.
std::string key_result_part(std::string_view file, int number);

}  // namespace secokr::documents
