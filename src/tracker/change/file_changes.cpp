#include "tracker/change/file_changes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "base/text.hpp"

namespace secokr::tracker {

namespace fs = std::filesystem;

namespace {

bool is_there(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

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

}  // namespace

bool holds(const fs::path& path, const std::string& text) {
  if (!is_there(path)) return false;
  const auto present = base::read_file(path);
  return present && present->text == text;
}

Status can_write(const fs::path& path, const std::string& text, const base::Expectation& expectation) {
  if (holds(path, text)) return {};
  SECOKR_CHECK(base::check_expectation(path, expectation));
  return base::check_writable(path);
}

Expected<Outcome> write_text(const fs::path& path, const std::string& text, const base::Expectation& expectation) {
  if (holds(path, text)) return Outcome::unchanged;
  SECOKR_CHECK(base::replace_file(path, text, expectation));
  return Outcome::done;
}

Expected<Outcome> append_line(const fs::path& path, const std::string& line, const std::string& heading) {
  const std::string wanted = on_one_line(line);
  for (int tries_left = 5;; --tries_left) {
    std::string text;
    base::Expectation expectation{.absent = true};
    if (is_there(path)) {
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

}  // namespace secokr::tracker
