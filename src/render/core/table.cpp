#include "render/core/table.hpp"

#include <algorithm>
#include <numeric>
#include <optional>

#include "base/text.hpp"
#include "render/core/wrap.hpp"

namespace secokr::render {
namespace {

constexpr std::size_t k_table_gap = 2;
constexpr std::size_t least_wrapped = 10;

std::string on_one_line(std::string_view text) {
  auto clean = base::strip_controls(text);
  std::ranges::replace(clean, '\n', ' ');
  std::ranges::replace(clean, '\t', ' ');
  return clean;
}

std::string padded(const std::string& text, Tone tone, std::size_t width, bool right, bool last, const Style& style) {
  const auto columns = base::display_width(text);
  const std::string blanks(width > columns ? width - columns : 0, ' ');
  const auto painted = style.paint(tone, text);
  if (right) return blanks + painted;
  return last ? painted : painted + blanks;
}

void end_line(std::string& text) {
  while (!text.empty() && text.back() == ' ') text.pop_back();
  text += '\n';
}

}  // namespace

void Table::add_row(std::vector<Cell> cells) {
  cells.resize(m_columns.size());
  for (auto& cell : cells) cell.text = on_one_line(cell.text);
  m_rows.push_back(std::move(cells));
}

std::vector<std::size_t> Table::natural_widths() const {
  std::vector<std::size_t> widths;
  for (std::size_t i = 0; i < m_columns.size(); ++i) {
    std::size_t widest = base::display_width(m_columns[i].header);
    for (const auto& row : m_rows) widest = std::max(widest, base::display_width(row[i].text));
    widths.push_back(widest);
  }
  return widths;
}

bool Table::fits(const Page& page, std::size_t room) const {
  if (!page.width) return true;
  const auto natural = natural_widths();
  std::size_t needed = k_table_gap * (std::max<std::size_t>(natural.size(), 1) - 1);
  for (std::size_t i = 0; i < natural.size(); ++i)
    needed += m_columns[i].wraps ? std::min(natural[i], room) : natural[i];
  return needed <= *page.width;
}

std::vector<std::size_t> Table::widths(const Page& page) const {
  std::vector<std::size_t> widths = natural_widths();
  if (!page.width || widths.empty()) return widths;
  const auto marked = std::ranges::any_of(m_columns, &Column::wraps);
  for (;;) {
    const auto total =
        std::accumulate(widths.begin(), widths.end(), std::size_t{0}) + k_table_gap * (widths.size() - 1);
    if (total <= *page.width) break;
    std::size_t widest = widths.size();
    for (std::size_t i = 0; i < widths.size(); ++i) {
      if (marked && !m_columns[i].wraps) continue;
      if (widths[i] > least_wrapped && (widest == widths.size() || widths[i] > widths[widest])) widest = i;
    }
    if (widest == widths.size()) break;  // nothing gives way any more: the terminal wraps, and nothing is lost
    --widths[widest];
  }
  return widths;
}

std::string Table::to_text(const Page& page) const {
  const auto columns = widths(page);
  std::string text;
  const auto put = [&](const std::vector<std::vector<std::string>>& cells, const auto& tone_of) {
    std::size_t height = 1;
    for (const auto& lines : cells) height = std::max(height, lines.size());
    for (std::size_t line = 0; line < height; ++line) {
      for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) text += std::string(k_table_gap, ' ');
        const std::string piece = line < cells[i].size() ? cells[i][line] : std::string{};
        text += padded(piece, tone_of(i), columns[i], m_columns[i].right, i + 1 == cells.size(), page.style);
      }
      end_line(text);
    }
  };
  std::vector<std::vector<std::string>> header;
  std::vector<std::vector<std::string>> rule;
  for (std::size_t i = 0; i < m_columns.size(); ++i) {
    header.push_back(wrap(m_columns[i].header, columns[i]));
    rule.push_back({std::string(columns[i], '-')});
  }
  put(header, [](std::size_t) { return Tone::heading; });
  put(rule, [](std::size_t) { return Tone::faint; });
  for (const auto& row : m_rows) {
    std::vector<std::vector<std::string>> cells;
    for (std::size_t i = 0; i < row.size(); ++i)
      cells.push_back(wrap(row[i].text, page.width ? std::optional{columns[i]} : std::nullopt));
    put(cells, [&row](std::size_t i) { return row[i].tone; });
  }
  return text;
}

std::string flowed(const std::vector<Cell>& pieces, const Page& page, std::size_t indent) {
  constexpr std::string_view between = " · ";
  constexpr std::size_t between_columns = 3;
  constexpr std::size_t least = 10;
  std::optional<std::size_t> room;
  if (page.width) room = std::max(least, *page.width > indent ? *page.width - indent : 0);
  std::string text;
  std::size_t columns = 0;
  for (const Cell& piece : pieces) {
    const std::string words = base::strip_controls(piece.text);
    if (words.empty()) continue;
    const std::size_t needed = base::display_width(words);
    const bool goes_on = columns > 0 && (!room || columns + between_columns + needed + 2 <= *room);
    if (goes_on)
      text += between;
    else if (columns > 0)
      text += !room || columns + 2 <= *room ? " ·\n" : "\n";
    if (!goes_on) text += std::string(indent, ' ');
    columns = goes_on ? columns + between_columns : 0;
    const auto lines = wrap(words, room);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (i > 0) text += '\n' + std::string(indent, ' ');
      text += page.style.paint(piece.tone, lines[i]);
    }
    columns = (lines.size() > 1 ? 0 : columns) + base::display_width(lines.back());
  }
  return text + '\n';
}

}  // namespace secokr::render
