#pragma once
#include <string>
#include <string_view>

namespace secokr::base {

/// Lower-case hex SHA-256 of the bytes, 64 digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace secokr::base
