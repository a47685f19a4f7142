#include "tracker/change/append_record.hpp"

#include <algorithm>
#include <system_error>

#include "base/file.hpp"
#include "base/text.hpp"
#include "tracker/change/run.hpp"
#include "tracker/change/shown.hpp"

namespace secokr::tracker {
namespace {

bool has_line(std::string_view text, std::string_view line) {
  const auto lines = base::split(text, '\n');
  return std::any_of(lines.begin(), lines.end(), [&](std::string_view present) {
    if (present.ends_with('\r')) present.remove_suffix(1);
    return present == line;
  });
}

std::string on_one_line(std::string text) {
  std::replace_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return text;
}

std::string with_line(std::string text, const std::string& line, const std::string& heading) {
  const std::string ending = text.find("\r\n") == std::string::npos ? "\n" : "\r\n";
  if (base::trim(text).empty())
    text = heading + ending + ending;
  else if (!text.ends_with('\n'))
    text += ending;
  return text + line + ending;
}

/// Adds one line at the end, with the file's own line ending and never inside somebody's unfinished line; begins the
/// file with the heading where it is new. `unchanged` when the line stands there. No line that others add meanwhile is
/// lost.
Expected<Outcome> append_line(const std::filesystem::path& path, const std::string& line, const std::string& heading) {
  const std::string wanted = on_one_line(line);
  for (int tries_left = 5;; --tries_left) {
    std::string text;
    base::Expectation expectation{.absent = true};
    if (std::error_code ignored; std::filesystem::exists(path, ignored)) {
      SECOKR_TRY(const auto present, base::read_file(path));
      if (has_line(present.text, wanted)) return Outcome::unchanged;
      text = present.text;
      expectation = {.hash = present.hash};
    }
    const auto written = base::replace_file(path, with_line(text, wanted, heading), expectation);
    if (written) return Outcome::done;
    // Somebody appended between reading and writing: read again, so that both lines stay. Any other trouble is
    // reported.
    if (tries_left == 0 || base::check_expectation(path, expectation)) return fail(written.error());
  }
}

}  // namespace

void AppendRecord::needs(Needed& needed) const { needed.add_named_in(line); }

void AppendRecord::check_words(ShownWords& words) const {
  words.named("record:" + path.generic_string());
  words.does("line", line);
  words.nothing_else();
}

Status AppendRecord::ready(Run& run, const Change&) const {
  SECOKR_TRY(const auto whole, base::path_below(run.options.root, path, "written"));
  std::error_code ignored;
  if (std::filesystem::exists(whole, ignored)) SECOKR_CHECK(base::read_file(whole));
  return base::check_writable(whole);
}

Expected<Outcome> AppendRecord::make(Run& run, Change&) const {
  SECOKR_TRY(const auto whole, base::path_below(run.options.root, path, "written"));
  SECOKR_TRY(const std::string text, run.subjects.fill(line));
  return append_line(whole, text, heading);
}

}  // namespace secokr::tracker
