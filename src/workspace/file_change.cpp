#include "workspace/file_change.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <utility>
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

/// The same for long texts of which little differs: Myers's greedy comparison, whose cost is the differences' alone.
/// False where there are more than `most` of them.
bool add_few_differing(const Lines& old_lines, const Lines& new_lines, std::size_t begin, std::ptrdiff_t most,
                       tracker::Change& change) {
  using Index = std::ptrdiff_t;
  const Index rows = static_cast<Index>(old_lines.size() - begin);
  const Index columns = static_cast<Index>(new_lines.size() - begin);
  const auto at = [](Index index) { return static_cast<std::size_t>(index); };
  const auto is_same = [&](Index i, Index j) { return old_lines[begin + at(i)] == new_lines[begin + at(j)]; };
  // reached[d][k + d]: how far down the old lines d differences lead on the diagonal k.
  std::vector<std::vector<Index>> reached;
  const auto step_down = [&](Index d, Index k) {  // a new line; else an old one
    const auto& last = reached[at(d - 1)];
    return k == -d || (k != d && last[at(k - 1 + d - 1)] < last[at(k + 1 + d - 1)]);
  };
  for (Index d = 0; d <= most; ++d) {
    reached.emplace_back(at(2 * d + 1));
    for (Index k = -d; k <= d; k += 2) {
      Index i = 0;
      if (d > 0)
        i = step_down(d, k) ? reached[at(d - 1)][at(k + 1 + d - 1)] : reached[at(d - 1)][at(k - 1 + d - 1)] + 1;
      while (i < rows && i - k < columns && is_same(i, i - k)) ++i;
      reached[at(d)][at(k + d)] = i;
      if (i < rows || i - k < columns) continue;
      std::vector<std::pair<bool, Index>> steps;  // is a new line, and its index; from the last to the first
      for (Index left = d, diagonal = k; left > 0; --left) {
        const bool is_new = step_down(left, diagonal);
        diagonal += is_new ? 1 : -1;
        const Index from = reached[at(left - 1)][at(diagonal + left - 1)];
        steps.emplace_back(is_new, is_new ? from - diagonal : from);
      }
      for (auto step = steps.rbegin(); step != steps.rend(); ++step)
        step->first ? add(change.after, begin + at(step->second), new_lines[begin + at(step->second)])
                    : add(change.before, begin + at(step->second), old_lines[begin + at(step->second)]);
      return true;
    }
  }
  return false;
}

void add_differing_lines(std::string_view before, std::string_view text, tracker::Change& change) {
  const Lines old_lines = lines_of(before);
  const Lines new_lines = lines_of(text);
  const auto [old_stop, new_stop] = std::ranges::mismatch(old_lines, new_lines);
  const auto begin = static_cast<std::size_t>(old_stop - old_lines.begin());
  constexpr std::size_t most_cells = 4'000'000;     // some 2000 lines on either side
  constexpr std::ptrdiff_t most_differences = 500;  // in a longer text; beyond that everything from `begin` on is shown
  if ((old_lines.size() - begin) * (new_lines.size() - begin) <= most_cells) {
    add_differing(old_lines, new_lines, begin, change);
  } else if (!add_few_differing(old_lines, new_lines, begin, most_differences, change)) {
    for (std::size_t i = begin; i < old_lines.size(); ++i) add(change.before, i, old_lines[i]);
    for (std::size_t i = begin; i < new_lines.size(); ++i) add(change.after, i, new_lines[i]);
  }
}

}  // namespace

tracker::Change write_file(const std::string& path, const base::FileText* before, std::string text, Shows shows) {
  tracker::Change change;
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
