#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

#include "documents/grammar/marker.hpp"

namespace secokr::documents {

/// Where a block stands in a description: offsets.
struct BlockPlace {
  Marker marker{};
  std::size_t begin = 0;       ///< of the begin marker
  std::size_t text_begin = 0;  ///< of the text between
  std::size_t text_end = 0;
  std::size_t end = 0;  ///< behind the end marker
  /// Of a text with several end markers, none of which the marker's sum fits: the line of the first, counted from the
  /// one below the begin marker. The last ends the block then.
  std::optional<std::size_t> inner_end{};
};

/// The first block that has an end before another begins. Markers are read with blanks around and in front of their
/// words, without the blank, in capitals, and with text behind them; not behind a `>`, nor in the middle of a line.
std::optional<BlockPlace> find_block_place(std::string_view description);

}  // namespace secokr::documents
