#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace secokr::test {

/// What a reader wants to know of a long JSON text, a line each member: where it stands, and its values, each with how
/// often it is there (`changes[].action: 6 label, 2 edit`); of a list too long for a line the number alone. The last
/// line is the sum of the bytes. Throws std::runtime_error where it is no JSON.
std::vector<std::string> json_digest(const std::string& text);

/// `+` what `now` says and `before` does not, `-` the other way round, behind a line that counts what they share.
std::vector<std::string> digest_difference(const std::vector<std::string>& before, const std::vector<std::string>& now);

}  // namespace secokr::test
