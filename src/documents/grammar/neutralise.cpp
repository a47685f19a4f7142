#include "documents/grammar/neutralise.hpp"

#include <algorithm>
#include <vector>

#include "base/text.hpp"
#include "documents/grammar/lines.hpp"

namespace secokr::documents {
namespace {

constexpr std::string_view k_comment = "<!--";
constexpr std::string_view k_own = "secokr:";

/// A lone CR becomes "\n"; CRLF stays.
std::string without_lone_cr(std::string_view text) {
  std::string result(text);
  for (std::size_t i = 0; i < result.size(); ++i)
    if (result[i] == '\r' && (i + 1 == result.size() || result[i + 1] != '\n')) result[i] = '\n';
  return result;
}

/// Offsets right in front of "secokr:" in every `<!-- secokr:`, in any case, perhaps behind backslashes.
std::vector<std::size_t> marker_places(std::string_view text) {
  std::vector<std::size_t> places;
  for (std::size_t at = text.find(k_comment); at != std::string_view::npos; at = text.find(k_comment, at + 1)) {
    const std::size_t word = text.find_first_not_of(" \t\\", at + k_comment.size());
    if (word != std::string_view::npos && base::equals_folded(text.substr(word, k_own.size()), k_own))
      places.push_back(word);
  }
  return places;
}

/// Offsets of the first byte of each line outside code that holds a `/` behind any number of backslashes.
///
/// Code is a closed fence of back-ticks in column one: what is known not to run there. A text with HTML lines has no
/// code here, because HTML can swallow the line that opens a fence.
std::vector<std::size_t> action_places(std::string_view text) {
  std::vector<Line> lines = lines_of(text);
  if (!lines.empty()) lines.front().begin = 0;  // a byte order mark is text here
  const bool html = std::any_of(lines.begin(), lines.end(), [](const Line& line) {
    const std::size_t first = line.text.find_first_not_of(' ');
    return first <= 3 && line.text[first] == '<';
  });
  BlockFinder finder(lines);
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < lines.size();) {
    if (!html && lines[i].text.starts_with("```")) {
      if (const auto end = finder.end_of_block(i)) {
        i = *end;
        continue;
      }
    }
    const std::string_view line = text.substr(lines[i].begin, lines[i].end - lines[i].begin);
    const std::size_t first = line.find_first_not_of('\\');
    if (first != std::string_view::npos && line[first] == '/') places.push_back(lines[i].begin);
    ++i;
  }
  return places;
}

}  // namespace

std::string neutralise(std::string_view text) {
  std::string result = without_lone_cr(text);
  std::vector<std::size_t> places = action_places(result);
  const std::vector<std::size_t> markers = marker_places(result);
  places.insert(places.end(), markers.begin(), markers.end());
  std::sort(places.begin(), places.end());
  std::string neutralised;
  std::size_t from = 0;
  for (const std::size_t place : places) {
    neutralised.append(result, from, place - from).append("\\");
    from = place;
  }
  return neutralised.append(result, from);
}

std::string restore_neutralised(std::string_view text) {
  std::vector<std::size_t> places;
  for (const std::size_t place : action_places(text))
    if (text[place] == '\\') places.push_back(place);
  for (const std::size_t word : marker_places(text))
    if (text[word - 1] == '\\') places.push_back(word - 1);
  std::sort(places.begin(), places.end());
  std::string result;
  std::size_t from = 0;
  for (const std::size_t place : places) {
    result.append(text.substr(from, place - from));
    from = place + 1;
  }
  return result.append(text.substr(from));
}

}  // namespace secokr::documents
