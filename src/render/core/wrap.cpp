#include "render/core/wrap.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace secokr::render {
namespace {

void wrap_line(std::string_view line, std::size_t width, std::vector<std::string>& lines) {
  std::string current;
  std::size_t columns = 0;
  for (const auto word : base::split(line, ' ')) {
    const auto word_columns = base::display_width(word);
    if (!current.empty() && columns + 1 + word_columns > width) {
      lines.push_back(std::move(current));
      current.clear();
      columns = 0;
    }
    if (!current.empty()) {
      current += ' ';
      ++columns;
    }
    current += word;
    columns += word_columns;
  }
  lines.push_back(std::move(current));
}

}  // namespace

std::vector<std::string> wrap(std::string_view text, std::optional<std::size_t> width) {
  std::vector<std::string> lines;
  for (const auto line : base::split(text, '\n')) {
    if (width && base::display_width(line) > *width)
      wrap_line(line, std::max<std::size_t>(*width, 1), lines);
    else
      lines.emplace_back(line);
  }
  if (lines.empty()) lines.emplace_back();
  return lines;
}

std::string wrap_indented(std::string_view text, std::optional<std::size_t> width, std::size_t indent) {
  std::optional<std::size_t> inner;
  if (width) inner = *width > indent + 10 ? *width - indent : 10;
  std::string result;
  for (const auto& line : wrap(text, inner)) {
    if (!line.empty()) result += std::string(indent, ' ') + line;
    result += '\n';
  }
  return result;
}

std::string term_list(const std::vector<Term>& terms, std::optional<std::size_t> width, std::size_t indent) {
  constexpr std::size_t widest_beside = 30;
  constexpr std::size_t gap = 2;
  constexpr std::size_t least_text = 28;
  std::size_t column = 0;
  for (const auto& each : terms) {
    const auto columns = base::display_width(each.term);
    if (columns <= widest_beside) column = std::max(column, columns);
  }
  const std::size_t start = indent + column + gap;
  const bool beside = !width || *width >= start + least_text;
  std::string result;
  for (const auto& each : terms) {
    const auto columns = base::display_width(each.term);
    result += std::string(indent, ' ') + each.term;
    if (each.text.empty()) {
      result += '\n';
    } else if (beside && columns <= column) {
      const auto text = wrap_indented(each.text, width, start);
      result += std::string(column - columns + gap, ' ') + text.substr(start);
    } else {
      result += '\n' + wrap_indented(each.text, width, beside ? start : indent + 4);
    }
  }
  return result;
}

}  // namespace secokr::render
