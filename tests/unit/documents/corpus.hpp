#pragma once
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "support/places.hpp"

namespace corpus {

struct File {
  std::string name{};
  std::string bytes{};
};

inline std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// tests/data/objectives/*.md in the order of their names.
inline std::vector<File> files() {
  std::vector<File> result;
  for (const auto& entry : std::filesystem::directory_iterator(secokr::test::data_folder() / "objectives"))
    if (entry.path().extension() == ".md") result.push_back({entry.path().filename(), read(entry.path())});
  std::sort(result.begin(), result.end(), [](const File& a, const File& b) { return a.name < b.name; });
  return result;
}

inline std::string file(const std::string& name) { return read(secokr::test::data_folder() / "objectives" / name); }

/// Lines with their endings, split by hand: the tests do not lean on the code under test.
inline std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> result;
  std::string line;
  for (std::size_t i = 0; i < text.size(); ++i) {
    line += text[i];
    const bool crlf = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    if ((text[i] == '\n' || text[i] == '\r') && !crlf) result.push_back(std::exchange(line, ""));
  }
  if (!line.empty()) result.push_back(line);
  return result;
}

/// What an edit changed: the lines that stood between the common head and the common tail, before and after.
struct Change {
  std::vector<std::string> before{};
  std::vector<std::string> after{};
};

inline Change change(const std::string& before, const std::string& after) {
  Change result{lines(before), lines(after)};
  auto& a = result.before;
  auto& b = result.after;
  while (!a.empty() && !b.empty() && a.back() == b.back()) a.pop_back(), b.pop_back();
  std::size_t head = 0;
  while (head < a.size() && head < b.size() && a[head] == b[head]) ++head;
  a.erase(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(head));
  b.erase(b.begin(), b.begin() + static_cast<std::ptrdiff_t>(head));
  return result;
}

}  // namespace corpus
