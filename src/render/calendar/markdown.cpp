#include <fmt/format.h>

#include "base/text.hpp"
#include "render/calendar/calendar.hpp"

namespace secokr::render {

namespace {

std::string table_row(const std::vector<std::string>& cells) {
  return fmt::format("| {} |\n", base::join(cells, " | "));
}

std::string steps_table(const CalendarView& view) {
  const std::vector<std::string> columns = calendar_columns();
  std::string table = table_row(columns) + table_row(std::vector<std::string>(columns.size(), "---"));
  for (const auto& row : calendar_rows(view)) table += table_row(row);
  return table;
}

std::string weeks_table(const CalendarView& view) {
  std::string table = table_row({"Week", "Due"}) + table_row({"---", "---"});
  for (const UpdateWeek& week : view.weeks) table += table_row({to_string(week.monday), to_string(week.due)});
  return table;
}

}  // namespace

std::string render_calendar_markdown(const CalendarView& view) {
  std::string text =
      fmt::format("# {}\n\nAs of {}.\n\n{}\n", calendar_heading(view), to_string(view.today), steps_table(view));
  const std::vector<std::string> footer = calendar_footer(view);
  text += fmt::format("{}\n", footer.front());
  const std::vector<std::string> notices = calendar_notices(view);
  if (!notices.empty()) text += "\n";
  for (const std::string& notice : notices) text += fmt::format("- {}\n", notice);
  text += "\n## Weekly updates\n\n" + weeks_table(view);
  return text;
}

}  // namespace secokr::render
