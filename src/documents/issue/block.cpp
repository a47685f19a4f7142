// Finding, sealing and replacing secokr's block in a description; what stands in it is issue_text.cpp's.
#include <algorithm>
#include <iterator>
#include <vector>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "documents/grammar/lines.hpp"
#include "documents/grammar/list_items.hpp"
#include "documents/issue/block_place.hpp"
#include "documents/issue/text.hpp"

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

/// A marker of the block, and where it ends in its line: text may be glued to it.
struct LineMarker {
  Marker marker{};
  std::size_t size = 0;
};

/// Near misses are read as well: who edits a description by hand touches them.
std::optional<LineMarker> block_marker(std::string_view line) {
  constexpr std::string_view opening = "<!--";
  constexpr std::string_view closing = "-->";
  constexpr std::string_view own = "secokr:";
  constexpr std::size_t most_blanks = 3;  // four make code of it
  const std::size_t first = line.find_first_not_of(' ');
  if (first > most_blanks || !line.substr(first).starts_with(opening)) return {};
  const std::size_t word = line.find_first_not_of(" \t", first + opening.size());
  const std::size_t close = line.find(closing, first + opening.size());
  if (word == std::string_view::npos || close == std::string_view::npos || word > close) return {};
  std::string inside(base::trim(line.substr(word, close - word)));
  const std::size_t name = std::min(inside.find_first_of(" \t"), inside.size());
  const std::string folded = base::fold_case(inside.substr(0, name));
  if (!folded.starts_with(own)) return {};
  inside.replace(0, name, folded);
  auto marker = read_marker("<!-- " + inside + " -->");
  if (!marker) return {};
  return LineMarker{*std::move(marker), close + closing.size()};
}

/// Where an end marker stands.
struct BlockEnd {
  std::size_t line = 0;  ///< of the text, from 1
  std::size_t begin = 0;
  std::size_t end = 0;
};

bool has_own_heading(std::string_view text) {
  return std::ranges::any_of(lines_of(text), [](const Line& line) {
    const Heading heading = heading_of(line.text);
    if (heading.level == 0) return false;
    const std::string_view words = base::trim(line.text.substr(heading.text_begin));
    return words == "Milestones" || words == "Dependencies" || words == "Key results";
  });
}

/// The one which the block was sealed with; where somebody edited the text as well, all is the block's up to the last.
BlockPlace ended_at(BlockPlace place, std::string_view description, const std::vector<BlockEnd>& ends) {
  const std::string sum = place.marker.attribute("sum");
  const auto text_up_to = [&](const BlockEnd& end) {
    return description.substr(place.text_begin, end.begin - place.text_begin);
  };
  auto found = ends.begin();
  if (ends.size() > 1) {
    found = std::ranges::find_if(ends, [&](const BlockEnd& end) { return block_sum(text_up_to(end)) == sum; });
    if (found == ends.end()) {
      found = std::prev(ends.end());
      place.inner_end = ends.front().line;
    }
  }
  place.text_end = found->begin;
  place.end = found->end;
  return place;
}

}  // namespace

std::optional<BlockPlace> find_block_place(std::string_view description) {
  std::optional<BlockPlace> open;
  std::vector<BlockEnd> ends;
  std::size_t line_number = 0;
  for (std::size_t at = 0; at < description.size(); at = next_line(description, at)) {
    ++line_number;
    const std::string_view line = line_at(description, at);
    const auto found = block_marker(line);
    if (!found) continue;
    if (found->marker.name == "begin") {
      if (!ends.empty()) break;
      // A second begin before the end: the first lost its end, and what follows it is people's text.
      const bool is_glued = !base::trim(line.substr(found->size)).empty();
      open = BlockPlace{found->marker, at, is_glued ? at + found->size : next_line(description, at), 0, 0, {}};
      line_number = is_glued ? 1 : 0;
    }
    if (found->marker.name != "end" || !open) continue;
    // Below the block people's text may hold one, too; where a heading of ours stands above it, the block was cut.
    if (!ends.empty() && !has_own_heading(description.substr(ends.back().end, at - ends.back().end))) continue;
    ends.push_back({line_number, at, at + found->size});
  }
  if (ends.empty()) return std::nullopt;
  return ended_at(*std::move(open), description, ends);
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
