#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace secokr::render {

/// How a piece of text is meant. Colour only repeats what the words say.
enum class Tone { plain, strong, faint, heading, good, caution, bad, accent };

/// Whether tones become colours. A value: who decides it is the cli.
struct Style {
  bool colour = false;
  /// The text with the tone's colours around it; the text itself without colour or for an empty text.
  std::string paint(Tone tone, std::string_view text) const;
};

/// Where a text goes: a terminal of so many columns, or a pipe, where nothing is cut or wrapped.
struct Page {
  Style style{};
  std::optional<std::size_t> width{};
};

}  // namespace secokr::render
