#pragma once
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <secokr/error.hpp>

#include "cli/core/binder.hpp"

namespace secokr::cli {

/// The error for a word that would be an option if its dash were a hyphen: `—json`. Nothing for every other word.
std::optional<Error> pasted_option(std::string_view word, std::span<const OptionDeclaration> declarations);

/// What to type for a value that `is_read` takes with hyphens for its typographic dashes: "Type 2027-02-12"; empty
/// where they are not what is wrong.
std::string typed_with_hyphens(std::string_view value, const std::function<bool(const std::string&)>& is_read);

/// Why such a value was not read.
inline constexpr std::string_view pasted_dash_reason =
    "It has a dash that word processors and chats put in the place of a hyphen";

}  // namespace secokr::cli
