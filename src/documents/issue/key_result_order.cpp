#include "documents/issue/key_result_order.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "documents/grammar/outline.hpp"
#include "documents/grammar/prose.hpp"

namespace secokr::documents {
namespace {

/// The bytes of a key result, from its heading on.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

Span span_of(const Outline& outline, const Part& part) {
  const std::size_t end = part.end < outline.lines.size() ? outline.lines[part.end].begin : outline.text.size();
  return {outline.lines[*part.heading].begin, end};
}

/// The section's text with another number in its heading.
std::string numbered(const Outline& outline, const Part& part, int number) {
  const Span section = span_of(outline, part);
  std::string text(outline.text.substr(section.begin, section.end - section.begin));
  text.replace(part.number_begin - section.begin, part.number_end - part.number_begin, std::to_string(number));
  return text;
}

/// Ends like the section whose place it takes: so many line ends, and none where the file has none at its end.
void end_like(std::string& text, std::string_view place) {
  const auto tail = [](std::string_view whole) { return whole.substr(base::trim_right(whole).size()); };
  const std::string ending(tail(place));
  text.resize(base::trim_right(text).size());
  text += ending;
}

}  // namespace

std::string with_key_results_in_order(std::string_view file, const std::vector<std::size_t>& order) {
  const Outline outline = outline_of_file(file);
  std::string result;
  std::size_t at = 0;
  for (std::size_t place = 0; place < order.size(); ++place) {
    const Span here = span_of(outline, outline.key_results[place]);
    result += file.substr(at, here.begin - at);
    std::string text = numbered(outline, outline.key_results[order[place]], static_cast<int>(place) + 1);
    if (order[place] != place) end_like(text, file.substr(here.begin, here.end - here.begin));
    result += text;
    at = here.end;
  }
  return result + std::string(file.substr(at));
}

std::string without_key_results_of(std::string_view file, std::string_view other) {
  const auto text_of = [](const Outline& outline, const Part& part) {
    const Span span = span_of(outline, part);
    return base::trim_right(outline.text.substr(span.begin, span.end - span.begin));
  };
  const Outline outline = outline_of_file(file);
  const Outline known = outline_of_file(other);
  std::string result;
  std::size_t at = 0;
  for (const Part& part : outline.key_results) {
    const bool is_known = std::ranges::any_of(
        known.key_results, [&](const Part& each) { return text_of(known, each) == text_of(outline, part); });
    if (!is_known) continue;
    const Span span = span_of(outline, part);
    result += file.substr(at, span.begin - at);
    at = span.end;
  }
  if (at == 0) return std::string(file);
  result += file.substr(at);
  if (at == file.size()) result = std::string(base::trim_right(result)) + "\n";
  return result;
}

std::string key_result_part(std::string_view file, int number) {
  const Outline outline = outline_of_file(file);
  const Part* part = outline.key_result(number);
  if (part == nullptr) return {};
  const Span span = span_of(outline, *part);
  return std::string(file.substr(span.begin, span.end - span.begin));
}

}  // namespace secokr::documents
