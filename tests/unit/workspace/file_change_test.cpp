#include "workspace/file_change.hpp"

#include <random>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "base/hash.hpp"

using namespace secokr;
using namespace secokr::workspace;

namespace {

std::string joined_lines(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

/// The old lines with the change made: what it shows must be what happens.
std::vector<std::string> played(std::vector<std::string> lines, const tracker::Change& change) {
  const auto number = [](const std::string& name) { return std::stoul(name.substr(5)) - 1; };
  for (auto gone = change.before.rbegin(); gone != change.before.rend(); ++gone) {
    REQUIRE(lines.at(number(gone->first)) == gone->second);
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(number(gone->first)));
  }
  for (const auto& [name, line] : change.after)
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(number(name)), line);
  return lines;
}

}  // namespace

TEST_CASE("file changes: what is shown of a text turns the old lines into the new ones, however long they are") {
  std::mt19937 random(4711);  // NOLINT: the same texts each time
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{1}, std::size_t{40}, std::size_t{6000}, std::size_t{60000}}) {
    for (const std::size_t edits : {std::size_t{0}, std::size_t{1}, std::size_t{7}, std::size_t{100}}) {
      std::vector<std::string> before;
      for (std::size_t i = 0; i < size; ++i) before.push_back(std::to_string(random() % 9));
      std::vector<std::string> after = before;
      for (std::size_t i = 0; i < edits; ++i) {
        const std::size_t at = after.empty() ? 0 : random() % after.size();
        if (random() % 2 == 0 || after.empty())
          after.insert(after.begin() + static_cast<std::ptrdiff_t>(at), "new " + std::to_string(i));
        else
          after.erase(after.begin() + static_cast<std::ptrdiff_t>(at));
      }
      const base::FileText file{"x.md", joined_lines(before), base::sha256_hex(joined_lines(before))};
      const auto change = write_file("x.md", &file, joined_lines(after));
      CAPTURE(size, edits);
      CHECK(change.before.size() + change.after.size() <= 2 * edits);
      CHECK((played(before, change) == after));
    }
  }
}
