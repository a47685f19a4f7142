#include "documents/grammar/form_comments.hpp"

#include <functional>
#include <set>
#include <vector>

#include "base/text.hpp"
#include "documents/grammar/head.hpp"
#include "documents/grammar/lines.hpp"
#include "documents/shapes/templates.hpp"

namespace secokr::documents {
namespace {

/// Calls `see` with the indexes of each closed comment's first line and the line behind its last one.
void each_comment(const std::vector<Line>& lines, const std::function<void(std::size_t, std::size_t)>& see) {
  BlockFinder finder(lines);
  for (std::size_t i = 0; i < lines.size();) {
    const auto end = finder.end_of_block(i);
    if (end && BlockFinder::opens_comment(lines[i].text) && !looks_like_id(lines[i].text)) see(i, *end);
    i = end.value_or(i + 1);
  }
}

std::string comment_in(const std::vector<Line>& lines, std::size_t begin, std::size_t end) {
  std::string text;
  for (std::size_t i = begin; i < end; ++i) text += std::string(base::trim(lines[i].text)) + "\n";
  return text;
}

std::set<std::string> comments_of(std::string_view form) {
  const std::vector<Line> lines = lines_of(form);
  std::set<std::string> comments;
  each_comment(lines, [&](std::size_t begin, std::size_t end) { comments.insert(comment_in(lines, begin, end)); });
  return comments;
}

}  // namespace

std::string without_comments_of(std::string_view text, std::string_view form, EmptiedLines emptied) {
  const std::set<std::string> known = comments_of(form);
  const std::vector<Line> lines = lines_of(text);
  std::vector<bool> empty(lines.size(), false);
  each_comment(lines, [&](std::size_t begin, std::size_t end) {
    if (!known.contains(comment_in(lines, begin, end))) return;
    for (std::size_t i = begin; i < end; ++i) empty[i] = true;
  });
  std::string result(text.substr(0, lines.empty() ? 0 : lines.front().begin));
  bool is_apart = true;  // behind a blank line, or at the beginning
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    if (empty[i] && emptied == EmptiedLines::go) {
      // The blank line that parted it from the next one goes too.
      if (is_apart && i + 1 < lines.size() && !empty[i + 1] && lines[i + 1].blank()) ++i;
      continue;
    }
    result += text.substr(empty[i] ? line.end : line.begin, line.next - (empty[i] ? line.end : line.begin));
    is_apart = line.blank();
  }
  return result;
}

bool is_comment_of_own_form(std::string_view comment) {
  static const std::set<std::string> known = comments_of(embedded_template("objective-file.md").value_or(""));
  const std::vector<Line> lines = lines_of(comment);
  return known.contains(comment_in(lines, 0, lines.size()));
}

}  // namespace secokr::documents
