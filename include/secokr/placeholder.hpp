#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace secokr {

/// The placeholder of a template that a text still holds (K5): `add here` in back-ticks, "YYYY-MM-DD", "what do you
/// need to be successful",
/// "<short measurable title>", anything in {{double braces}} and the other phrases of secokr's own and the seeds'
/// templates. Case is ignored. Gives the phrase; nothing when the text is clean.
std::optional<std::string> placeholder_in(std::string_view text);

}  // namespace secokr
