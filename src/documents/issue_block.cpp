// Finding, sealing and replacing secokr's block in a description; what stands in it is issue_text.cpp's.
#include <algorithm>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "documents/block_place.hpp"
#include "documents/issue_text.hpp"
#include "documents/lines.hpp"
#include "documents/list_items.hpp"

namespace secokr::documents {
namespace {

/// Line offsets without the sense for fences that `lines_of` has: markers count wherever they stand.
std::size_t next_line(std::string_view text, std::size_t at) {
  const std::size_t end = text.find_first_of("\r\n", at);
  if (end == std::string_view::npos) return text.size();
  return end + (text[end] == '\r' && end + 1 < text.size() && text[end + 1] == '\n' ? 2 : 1);
}

std::string_view line_at(std::string_view text, std::size_t at) {
  return text.substr(at, text.find_first_of("\r\n", at) - at);
}

}  // namespace

std::optional<BlockPlace> find_block_place(std::string_view description) {
  std::optional<BlockPlace> open;
  for (std::size_t at = 0; at < description.size(); at = next_line(description, at)) {
    const std::string_view line = line_at(description, at);
    if (!line.starts_with("<!-- secokr:")) continue;
    const auto marker = read_marker(line);
    if (!marker) continue;
    // A second begin before the end: the first lost its end, and what follows it is people's text.
    if (marker->name == "begin") open = BlockPlace{*marker, at, next_line(description, at), 0, 0};
    if (marker->name != "end" || !open) continue;
    open->text_end = at;
    open->end = at + base::trim_right(line).size();
    return open;
  }
  return std::nullopt;
}

std::string block_sum(std::string_view text) {
  const std::string normal = with_newlines(text);
  std::string plain;
  for (const std::string_view line : base::split(normal, '\n')) {
    std::string kept(base::trim_right(line));
    if (const auto task = read_task(kept); task && task->ticked) kept[task->mark] = ' ';
    plain += kept + "\n";
  }
  return base::sha256_hex(base::trim_right(plain)).substr(0, 8);
}

std::string seal_block(std::string description) {
  const auto place = find_block_place(description);
  if (!place) return description;
  const std::string sum =
      block_sum(std::string_view(description).substr(place->text_begin, place->text_end - place->text_begin));
  const std::string_view line = line_at(description, place->begin);
  const std::size_t closing = line.rfind("-->");
  constexpr std::string_view name = " sum=";
  const std::size_t at = line.find(name);
  if (at >= closing) {
    const bool apart = line[closing - 1] == ' ';
    description.insert(place->begin + closing, (apart ? "sum=" : " sum=") + sum + " ");
  } else {
    // The marker is read where no blank stands in front of its end, and then the value ends there.
    const std::size_t value = at + name.size();
    description.replace(place->begin + value, std::min(line.find(' ', value), closing) - value, sum);
  }
  return description;
}

std::string replace_block(std::string_view description, std::string_view block) {
  const auto place = find_block_place(description);
  if (place)
    return std::string(description.substr(0, place->begin)) + std::string(block) +
           std::string(description.substr(place->end));
  std::string result(description);
  if (!result.empty()) {
    const std::string ending(ending_of(description));
    if (!result.ends_with('\n') && !result.ends_with('\r')) result += ending;
    result += ending;
  }
  return result + std::string(block);
}

}  // namespace secokr::documents
