#pragma once
#include <cstddef>
#include <functional>
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
  /// Gives a sentence's commands as its reader types them next; without one they stay as they are.
  std::function<std::string(std::string_view)> typed_next{};
};

}  // namespace secokr::render
