#pragma once
#include <concepts>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace secokr::base {

std::string_view trim(std::string_view text);
std::string_view trim_right(std::string_view text);

/// Without zero-width characters, with the blanks of typesetters (no-break, thin) as plain ones and the minus sign as a
/// hyphen: what a paste from a page or a chat brings along, and nobody sees.
std::string plain_blanks(std::string_view text);

/// Words joined by single blanks: how an editor wraps lines makes no difference.
std::string single_spaced(std::string_view text);

/// Unicode case folding (utf8proc), for comparing references, labels and names; invalid UTF-8 folds ASCII only.
std::string fold_case(std::string_view text);
bool equals_folded(std::string_view a, std::string_view b);

/// The words of a text, folded: its runs of letters and digits, in any script. "**2. Key-Results:**" gives "2", "key",
/// "results"; a byte that is no UTF-8 ends a word.
std::vector<std::string> words_of(std::string_view text);
/// Where the first letter or digit stands; the text's size where there is none.
std::size_t first_word_at(std::string_view text);

/// The parts point into the text, so that a text which ends with the expression is refused.
std::vector<std::string_view> split(std::string_view text, char separator);
template <std::same_as<std::string> Temporary>
std::vector<std::string_view> split(Temporary&& text, char separator) = delete;
std::string join(std::span<const std::string> parts, std::string_view separator);

/// Lower-case words joined by '-': ASCII letters and digits are kept, accents are dropped where Unicode decomposes
/// them. "Réduire l'attente" -> "reduire-l-attente"; a text without any letter or digit gives "".
std::string slug(std::string_view text);

/// Columns that the text takes in a terminal (utf8proc widths; control characters count 0).
std::size_t display_width(std::string_view text);
/// Cuts to at most `columns`, ending in "…" where something was cut.
std::string ellipsize(std::string_view text, std::size_t columns);

/// True for A to Z in either case; never for a byte of a longer character.
constexpr bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// True when the bytes are valid UTF-8.
bool valid_utf8(std::string_view text);
/// The name of an encoding that is not UTF-8, by its byte order mark or by its NUL bytes: "UTF-16" or "UTF-32"; empty
/// for all else.
std::string_view foreign_encoding(std::string_view bytes);
/// Without C0/C1 control characters (newline and tab stay) and bidirectional overrides: what remote text must pass
/// before a terminal.
std::string strip_controls(std::string_view text);

/// Number of characters (code points) of valid UTF-8.
std::size_t character_count(std::string_view text);

/// Slips between two texts, byte by byte: letters put in, left out, changed or swapped with their neighbour; counted up
/// to `most` + 1.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t most = 1000000);

/// The candidate with the smallest edit distance when it is close enough to be a typing slip; else nothing.
std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates);

/// A number without an exponent and without trailing zeros: 62, 99.95, -3.5.
std::string format_number(double value);
/// Reads what `format_number` writes; nothing for anything else, infinities and NaN. `base/number.hpp` says why not.
std::optional<double> parse_number(std::string_view text);

}  // namespace secokr::base
