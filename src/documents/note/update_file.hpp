#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/weekly_update.hpp>

#include "documents/objective/document.hpp"

namespace secokr::documents {

/// One update in a file of several (`secokr update --file`, the editor's buffer).
struct FiledUpdate {
  std::string kind = "kr";  ///< or "objective": whose heading an editor shows
  std::string name{};       ///< behind `# `: a KR or objective as users name it; empty in a file without such headings
  std::size_t line = 0;     ///< 1-based, of the heading; of the note's own one where there is none
  std::optional<Day> week{};  ///< its Monday; nothing for `YYYY-MM-DD` or an undated note
  WeeklyUpdate update{};      ///< `progress` and `week` say something only beside the two optionals
  std::optional<double> progress{};
  bool has_accomplished = true;  ///< the heading stands there, be it above nothing
  bool has_next = true;
};

struct UpdateFile {
  std::vector<FiledUpdate> updates{};
  std::vector<Problem> problems{};  ///< F1, all of severity error
};

/// A heading of level 1 with a KR's name, below it the note of PROCESS.md 6 in any of its shapes; the next heading of
/// level 1 outside code ends it. A file of one note alone needs no such heading. A problem is what stands above the
/// first one, a name without a note or twice, and every line whose words would not be posted.
UpdateFile parse_update_file(std::string_view text);

/// The file to be edited: what is not known yet is left open (`Progress: %`), which reads as not given.
std::string render_update_file(const std::vector<FiledUpdate>& updates);

}  // namespace secokr::documents
