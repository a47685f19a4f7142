/// Writes the sample calendars to the folder given: the named ones, and `every/` with forty quarters as the defaults
/// lay them out.
#include <filesystem>
#include <fstream>

#include "render/calendar/calendar.hpp"
#include "support/calendar_samples.hpp"

using namespace secokr;

namespace {

bool write(const std::filesystem::path& path, const CalendarView& view) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << render::render_calendar_ics(view, test::sample_stamp());
  return static_cast<bool>(file.flush());
}

}  // namespace

int main(int argument_count, char** arguments) {
  if (argument_count != 2) return 2;
  const std::filesystem::path folder = arguments[1];
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder / "every");
  bool written = write(folder / "plain.ics", test::plain_quarter()) &&
                 write(folder / "differing.ics", test::differing_quarter()) &&
                 write(folder / "moved.ics", test::moved_quarter());
  for (Quarter quarter{2024, 1}; quarter.fiscal_year() < 2034; quarter = quarter + 1)
    written = written && write(folder / "every" / (to_string(quarter) + ".ics"), view_of({}, quarter, {}));
  return written ? 0 : 1;
}
