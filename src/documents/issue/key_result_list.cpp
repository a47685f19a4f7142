#include "documents/issue/key_result_list.hpp"

#include <charconv>

#include "base/text.hpp"
#include "documents/grammar/lines.hpp"
#include "documents/grammar/neutralise.hpp"
#include "documents/grammar/outline.hpp"
#include "documents/grammar/splice.hpp"
#include "documents/issue/block_place.hpp"

namespace secokr::documents {
namespace {

constexpr std::string_view k_list_heading = "Key results";

/// The lines from the first to behind the last key result of a section, and what stands there beside key results.
struct ListPlace {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string others{};
};

ListPlace place_of(const Outline& outline, const Section& section) {
  ListPlace place{.begin = section.end, .end = section.begin};
  for (std::size_t i = section.begin; i < section.end; ++i) {
    if (outline.lines[i].opaque || !read_key_result_line(outline.lines[i].text)) continue;
    place.begin = std::min(place.begin, i);
    place.end = i + 1;
  }
  for (std::size_t i = place.begin; i < place.end; ++i)
    if (!outline.lines[i].blank() && (outline.lines[i].opaque || !read_key_result_line(outline.lines[i].text)))
      place.others += "\n" + std::string(outline.lines[i].text);
  return place;
}

}  // namespace

std::string key_result_list_text(const std::vector<KeyResultLine>& lines) {
  std::string text;
  for (const KeyResultLine& line : lines)
    text += "- KR" + std::to_string(line.number) + ": " + one_line(line.reference) + " " + one_line(line.title) + "\n";
  return text;
}

std::optional<KeyResultLine> read_key_result_line(std::string_view line) {
  line = base::trim(line);
  constexpr std::string_view prefix = "- KR";
  const std::size_t colon = line.find(": ");
  if (!line.starts_with(prefix) || colon == std::string_view::npos) return std::nullopt;
  const std::string_view digits = line.substr(prefix.size(), colon - prefix.size());
  KeyResultLine result;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), result.number);
  if (error != std::errc{} || end != digits.data() + digits.size() || result.number < 1) return std::nullopt;
  line = base::trim(line.substr(colon + 2));
  std::size_t cut = line.find(' ');
  // The reference may be a token with blanks inside its braces.
  if (const std::size_t brace = line.find("{{"); brace < cut) {
    const std::size_t close = line.find("}}", brace);
    cut = close == std::string_view::npos ? cut : line.find(' ', close);
  }
  result.reference = line.substr(0, cut);
  if (cut != std::string_view::npos) result.title = base::trim(line.substr(cut));
  if (result.reference.empty()) return std::nullopt;
  return result;
}

std::string with_key_result_list(std::string_view block_text, const std::vector<KeyResultLine>& lines) {
  const Outline outline = outline_of_block(block_text);
  std::string list = neutralise(key_result_list_text(lines));
  list.resize(base::trim_right(list).size());
  const Section* section = outline.objective.section(HeadingKind::key_results);
  if (section == nullptr)
    return spliced(block_text, insert_lines(outline, outline.lines.size(),
                                            "## " + std::string(k_list_heading) + (list.empty() ? "" : "\n\n" + list),
                                            true, false));
  const ListPlace place = place_of(outline, *section);
  if (place.begin < place.end)
    return spliced(block_text, replace_lines(outline, place.begin, place.end, list + place.others));
  if (list.empty()) return std::string(block_text);
  return spliced(block_text, insert_lines(outline, section->begin, list, true, section->end < outline.lines.size()));
}

Expected<std::string> replace_key_result_list(std::string_view description, const std::vector<KeyResultLine>& lines) {
  const auto place = find_block_place(description);
  const auto block = find_block(description);
  if (!place || !block || !block->objective)
    return fail({.kind = ErrorKind::usage,
                 .what = "The issue's description has no block of an objective",
                 .help = "Look at its history: somebody may have taken out what stands between secokr:begin and "
                         "secokr:end"});
  std::string result(description.substr(0, place->text_begin));
  result += with_key_result_list(block->text, lines);
  result += description.substr(place->text_end);
  return block->intact ? seal_block(std::move(result)) : result;
}

}  // namespace secokr::documents
