#include "tracker/change/append_record.hpp"

#include "base/file.hpp"
#include "tracker/change/checking.hpp"
#include "tracker/change/file_changes.hpp"
#include "tracker/change/making.hpp"
#include "tracker/change/shown.hpp"

namespace secokr::tracker {

void AppendRecord::needs(Needed& needed) const { needed.add_named_in(line); }

void AppendRecord::check_words(ShownWords& words) const {
  words.named("record:" + path.generic_string());
  words.does("line", line);
  words.nothing_else();
}

Status AppendRecord::ready(Checking& checking, const Change&) const {
  SECOKR_TRY(const auto whole, base::path_below(checking.options.root, path, "written"));
  std::error_code ignored;
  if (std::filesystem::exists(whole, ignored)) SECOKR_CHECK(base::read_file(whole));
  return base::check_writable(whole);
}

Expected<Outcome> AppendRecord::make(Making& making, Change&) const {
  SECOKR_TRY(const auto whole, base::path_below(making.options.root, path, "written"));
  SECOKR_TRY(const std::string text, making.subjects.fill(line));
  return append_line(whole, text, heading);
}

}  // namespace secokr::tracker
