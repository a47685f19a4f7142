#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

#include "documents/marker.hpp"

namespace secokr::documents {

/// Where a block stands in a description: offsets.
struct BlockPlace {
  Marker marker{};
  std::size_t begin = 0;       ///< of the begin marker
  std::size_t text_begin = 0;  ///< of the text between
  std::size_t text_end = 0;
  std::size_t end = 0;  ///< behind the end marker
};

/// The first block that has an end before another begins.
std::optional<BlockPlace> find_block_place(std::string_view description);

}  // namespace secokr::documents
