// golden_runner CASE JSON_FOLDER: plays one case and compares its transcript with `expected`. With
// SECOKR_UPDATE_GOLDENS=1 it rewrites `expected`. The JSON that was printed goes to JSON_FOLDER for the schema test.
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "black_box/golden.hpp"
#include "support/temporary_folder.hpp"

namespace {

namespace fs = std::filesystem;
using secokr::test::Transcript;

void keep_json(const Transcript& transcript, const fs::path& folder) {
  fs::remove_all(folder);
  for (std::size_t i = 0; i < transcript.json.size(); ++i)
    secokr::test::write(folder / (std::to_string(i + 1) + "." + transcript.json[i].schema + ".json"),
                        transcript.json[i].text);
}

int compare(const std::string& expected, const std::string& actual) {
  if (expected == actual) return 0;
  const auto want = secokr::base::split(expected, '\n');
  const auto have = secokr::base::split(actual, '\n');
  std::size_t line = 0;
  while (line < want.size() && line < have.size() && want[line] == have[line]) ++line;
  std::cout << "expected:" << line + 1 << ": differs\n";
  for (std::size_t i = line; i < line + 5 && i < want.size(); ++i) std::cout << "  - " << want[i] << '\n';
  for (std::size_t i = line; i < line + 5 && i < have.size(); ++i) std::cout << "  + " << have[i] << '\n';
  std::cout << "The whole transcript:\n" << actual;
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  try {
    const fs::path folder{argv[1]};
    const auto transcript = secokr::test::play(folder);
    keep_json(transcript, fs::path{argv[2]} / folder.parent_path().filename() / folder.filename());
    const char* update = std::getenv("SECOKR_UPDATE_GOLDENS");
    if (update != nullptr && std::string{update} == "1") {
      secokr::test::write(folder / "expected", transcript.text);
      return 0;
    }
    return compare(secokr::test::read(folder / "expected"), transcript.text);
  } catch (const std::exception& problem) {
    std::cout << problem.what() << '\n';
    return 1;
  }
}
