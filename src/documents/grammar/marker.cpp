#include "documents/grammar/marker.hpp"

#include "base/text.hpp"

namespace secokr::documents {

std::string Marker::attribute(std::string_view key) const {
  const auto found = attributes.find(key);
  return found == attributes.end() ? std::string() : found->second;
}

std::optional<Marker> read_marker(std::string_view line) {
  constexpr std::string_view prefix = "<!-- secokr:";
  constexpr std::string_view suffix = "-->";
  line = base::trim_right(line);
  if (!line.starts_with(prefix) || !line.ends_with(suffix) || line.size() < prefix.size() + suffix.size())
    return std::nullopt;
  line = base::trim(line.substr(prefix.size(), line.size() - prefix.size() - suffix.size()));
  Marker marker;
  bool first = true;
  for (const std::string_view word : base::split(line, ' ')) {
    const std::size_t equals = word.find('=');
    if (first)
      marker.name = word;
    else if (equals != std::string_view::npos)
      marker.attributes.emplace(word.substr(0, equals), word.substr(equals + 1));
    else if (marker.version.empty())
      marker.version = word;
    first = false;
  }
  return marker;
}

}  // namespace secokr::documents
