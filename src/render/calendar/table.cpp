#include "render/core/table.hpp"
#include "render/calendar/calendar.hpp"
#include "render/core/wrap.hpp"

namespace secokr::render {
namespace {

constexpr std::size_t k_dates = 4;  // the columns before who and what
constexpr std::size_t k_least_cell = 10;
constexpr std::size_t k_wide_page = 150;  // where who and what fit beside the dates

/// Where a table is wider than the page.
std::string list_text(const CalendarView& view, const Page& page) {
  std::string text;
  for (const auto& row : calendar_rows(view)) {
    const bool is_next = view.next_step && row.front() == view.next_step->step;
    text += page.style.paint(is_next ? Tone::strong : Tone::plain, row.front()) + "\n";
    const std::string mondays = row[1].empty() ? "" : row[1] + (row[1] == "1" ? " Monday before" : " Mondays before");
    text += flowed({mondays, row[2], row[3]}, page, 2);
  }
  return text;
}

std::string table_text(const CalendarView& view, std::size_t shown, const Page& page) {
  const auto titles = calendar_columns();
  std::vector<Column> columns;
  for (std::size_t i = 0; i < shown; ++i) columns.push_back({.header = titles[i], .right = i == 1, .wraps = i > 0});
  if (shown > k_dates)
    for (std::size_t i = 0; i < k_dates; ++i) columns[i].wraps = false;
  Table table(std::move(columns));
  for (const auto& row : calendar_rows(view)) {
    std::vector<Cell> cells(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(shown));
    if (view.next_step && row.front() == view.next_step->step) cells.front().tone = Tone::strong;
    table.add_row(std::move(cells));
  }
  return table.fits(page, k_least_cell) ? table.to_text(page) : list_text(view, page);
}

std::string who_does_what(const CalendarView& view, const Page& page) {
  std::vector<Term> terms;
  for (const PlannedStep& step : view.steps) terms.push_back({step.step, step.who + ": " + step.what});
  return term_list(terms, page.width);
}

}  // namespace

std::string calendar_text(const CalendarView& view, const Page& page) {
  std::string text = wrap_indented(calendar_heading(view), page.width, 0) + "\n";
  if (page.width && *page.width < k_wide_page)
    text += table_text(view, k_dates, page) + "\n" + who_does_what(view, page);
  else
    text += table_text(view, calendar_columns().size(), page);
  text += "\n";
  for (const auto& line : calendar_footer(view)) text += wrap_indented(line, page.width, 0);
  for (const auto& notice : calendar_notices(view)) text += wrap_indented("Note: " + notice, page.width, 0);
  return text;
}

}  // namespace secokr::render
