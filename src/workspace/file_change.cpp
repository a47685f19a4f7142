#include "workspace/file_change.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/text.hpp"

namespace secokr::workspace {

namespace {

using Lines = std::vector<std::string_view>;

Lines lines_of(std::string_view text) {
  Lines lines = base::split(text, '\n');
  if (!lines.empty() && lines.back().empty()) lines.pop_back();
  for (std::string_view& line : lines)
    if (line.ends_with('\r')) line.remove_suffix(1);
  return lines;
}

void add(tracker::Fields& fields, std::size_t index, std::string_view line) {
  fields.emplace_back(fmt::format("line {}", index + 1), std::string{line});
}

/// The lines that only one side has, by the longest common subsequence; `begin` lines are known to be the same.
void add_differing(const Lines& old_lines, const Lines& new_lines, std::size_t begin, tracker::Change& change) {
  const std::size_t rows = old_lines.size() - begin;
  const std::size_t columns = new_lines.size() - begin;
  std::vector<std::vector<std::size_t>> common(rows + 1, std::vector<std::size_t>(columns + 1));
  for (std::size_t i = rows; i-- > 0;)
    for (std::size_t j = columns; j-- > 0;)
      common[i][j] = old_lines[begin + i] == new_lines[begin + j] ? common[i + 1][j + 1] + 1
                                                                  : std::max(common[i + 1][j], common[i][j + 1]);
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < rows || j < columns) {
    if (i < rows && j < columns && old_lines[begin + i] == new_lines[begin + j]) {
      ++i;
      ++j;
    } else if (j == columns || (i < rows && common[i + 1][j] >= common[i][j + 1])) {
      add(change.before, begin + i, old_lines[begin + i]);
      ++i;
    } else {
      add(change.after, begin + j, new_lines[begin + j]);
      ++j;
    }
  }
}

void add_differing_lines(std::string_view before, std::string_view text, tracker::Change& change) {
  const Lines old_lines = lines_of(before);
  const Lines new_lines = lines_of(text);
  const auto [old_stop, new_stop] = std::ranges::mismatch(old_lines, new_lines);
  const auto begin = static_cast<std::size_t>(old_stop - old_lines.begin());
  constexpr std::size_t most_cells =
      4'000'000;  // some 2000 lines on either side; beyond that everything from `begin` on is shown
  if ((old_lines.size() - begin) * (new_lines.size() - begin) <= most_cells) {
    add_differing(old_lines, new_lines, begin, change);
  } else {
    for (std::size_t i = begin; i < old_lines.size(); ++i) add(change.before, i, old_lines[i]);
    for (std::size_t i = begin; i < new_lines.size(); ++i) add(change.after, i, new_lines[i]);
  }
}

}  // namespace

tracker::Change write_file(const std::string& path, const base::FileText* before, std::string text, Shows shows) {
  tracker::Change change;
  change.action = tracker::Action::file;
  change.subject = "file:" + path;
  change.name = path;
  base::Expectation expectation{.absent = before == nullptr};
  if (before != nullptr) expectation.hash = before->hash;
  if (before != nullptr && shows == Shows::lines) {
    add_differing_lines(before->text, text, change);
  } else {
    if (before != nullptr) change.before.emplace_back("text", before->text);
    change.after.emplace_back("text", text);
  }
  change.payload = tracker::WriteFile{path, std::move(text), std::move(expectation)};
  return change;
}

}  // namespace secokr::workspace
