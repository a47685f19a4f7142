#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace secokr::documents {

/// A hidden marker on a line of its own: `<!-- secokr:begin 1 kind=kr id=9f86d081884c7d65 sum=5e884898 -->`.
struct Marker {
  std::string name{};     ///< "begin"
  std::string version{};  ///< "1"; empty where the marker has none
  std::map<std::string, std::string, std::less<>> attributes{};
  /// The attribute, empty when not there.
  std::string attribute(std::string_view key) const;
};

/// Reads a whole line; nothing when it is no marker of ours.
std::optional<Marker> read_marker(std::string_view line);

}  // namespace secokr::documents
