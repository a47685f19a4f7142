#pragma once
#include <string>
#include <vector>

#include "render/core/style.hpp"

namespace secokr::render {

struct Cell {
  Cell(std::string cell_text = {}, Tone cell_tone = Tone::plain) : text(std::move(cell_text)), tone(cell_tone) {}
  Cell(const char* cell_text) : text(cell_text) {}
  std::string text;
  Tone tone = Tone::plain;
};

/// The pieces joined by " · ", each in its tone and behind `indent` blanks a line. Lines break between pieces; one that
/// no line holds is wrapped. Empty ones are left out.
std::string flowed(const std::vector<Cell>& pieces, const Page& page, std::size_t indent);

struct Column {
  std::string header{};
  bool right = false;  ///< numbers stand right
  bool wraps = false;  ///< gives way first where the page is narrow: its text is wrapped
};

/// Columns below which wrapped text is no longer read with pleasure: a list serves better then.
inline constexpr std::size_t k_least_wrapped = 20;

/// Rows under underlined headers, aligned by the columns that their texts take in a terminal. On a page with a width
/// the table is fitted to it by wrapping the columns marked `wraps` (the widest column where none is marked); in a pipe
/// nothing is wrapped or cut. Texts pass `base::strip_controls`; line ends in them become blanks.
class Table {
 public:
  explicit Table(std::vector<Column> columns) : m_columns(std::move(columns)) {}

  /// Missing cells at the end are empty.
  void add_row(std::vector<Cell> cells);
  bool empty() const { return m_rows.empty(); }
  std::size_t size() const { return m_rows.size(); }

  /// True where the table fits the page with at least `room` columns for each column marked `wraps`; always in a pipe.
  bool fits(const Page& page, std::size_t room) const;
  /// Every line ends with a line feed and has no trailing blanks; an empty table has its header only.
  std::string to_text(const Page& page) const;

 private:
  std::vector<std::size_t> natural_widths() const;
  std::vector<std::size_t> widths(const Page& page) const;
  std::vector<Column> m_columns;
  std::vector<std::vector<Cell>> m_rows{};
};

}  // namespace secokr::render
