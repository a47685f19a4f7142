#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace secokr {

/// The placeholder of a template that a text still holds: `add here` in back-ticks, "YYYY-MM-DD", "what do you
/// need to be successful",
/// "<short measurable title>", anything in {{double braces}} and the other phrases of secokr's own and the seeds'
/// templates. Case is ignored. Gives the phrase; nothing when the text is clean.
std::optional<std::string> placeholder_in(std::string_view text);

/// Something that must not be published (K5).
struct LeftPlaceholder {
  std::string phrase{};  ///< as the text has it, or the template's question
  std::size_t line = 0;  ///< of the text, from 0
};

/// The first placeholder that was left in a text: what `placeholder_in` knows, any `<…>` that is no HTML and no link,
/// and what people leave: TBD, TODO, XX, X %, ???. A template's question counts where its paragraph holds nothing else:
/// one that is answered there is a text.
std::optional<LeftPlaceholder> left_placeholder(std::string_view text);

/// What a template or a person left in a text, also where it is none of K5's any more: a question of a template with
/// its answer behind.
std::optional<std::string> leftover_in(std::string_view text);

}  // namespace secokr
