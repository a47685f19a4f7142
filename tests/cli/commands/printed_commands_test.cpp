#include <catch2/catch.hpp>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "base/shell.hpp"
#include "base/text.hpp"
#include "cli/core/global_use.hpp"
#include "cli/core/parse.hpp"
#include "cli/core/path.hpp"
#include "cli/core/registry.hpp"
#include "support/places.hpp"

using namespace secokr;

namespace {

/// A word as it stands in a line, its quotes with it.
std::string_view raw_word(std::string_view text) {
  char quote = '\0';
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (quote != '\0') {
      if (text[i] == quote) quote = '\0';
    } else if (text[i] == '"' || text[i] == '\'') {
      quote = text[i];
    } else if (text[i] == ' ' || text[i] == '\n' || text[i] == '`') {
      return text.substr(0, i);
    }
  }
  return text;
}

bool is_value(std::string_view word) {
  return !word.empty() && (word.front() == '"' || word.front() == '\'' || word.front() == '-' || word.front() == '@' ||
                           std::isupper(static_cast<unsigned char>(word.front())) != 0 ||
                           std::isdigit(static_cast<unsigned char>(word.front())) != 0 || word.find('/') != word.npos);
}

bool names_command(const std::string& path) {
  for (const cli::CommandSpec& command : cli::all_commands())
    if (command.path == path || command.path.starts_with(path + " ")) return true;
  return false;
}

/// The rest of a JSON string without its escapes.
std::string json_string(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size() && text[i] != '"'; ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) ++i;
    result += text[i];
  }
  return result;
}

/// The words of the command that begins behind "secokr ": its name, then options and what looks like their values, up
/// to where the sentence goes on.
std::vector<std::string> command_at(std::string_view text) {
  std::vector<std::string> words;
  std::string path;
  bool in_name = true, value_follows = false, goes_on = true;
  while (goes_on && !text.empty()) {
    std::string_view raw = raw_word(text);
    text.remove_prefix(raw.size());
    goes_on = text.starts_with(' ');
    if (goes_on) text.remove_prefix(1);
    while (!raw.empty() && std::string_view(",;:.)").find(raw.back()) != std::string_view::npos && raw != "-") {
      raw.remove_suffix(1);
      goes_on = false;
    }
    const std::string longer = path.empty() ? std::string(raw) : path + " " + std::string(raw);
    if (in_name && names_command(longer)) {
      path = longer;
    } else if (!is_value(raw) && !value_follows && path != "help") {
      break;
    } else {
      in_name = false;
    }
    const auto word = base::shell_words(raw);
    if (!word || word->size() != 1) break;
    words.push_back(word->front());
    value_follows = raw.starts_with("--");
  }
  return words;
}

/// Every command in the text that is said to be typed; how each was found.
void collect(const std::string& text, const std::string& where,
             std::map<std::vector<std::string>, std::string>& found) {
  constexpr std::string_view name = "secokr ";
  for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at + 1)) {
    const auto line_begins = text.rfind('\n', at) + 1;
    const bool is_typed_here = text.compare(line_begins, 2, "$ ") == 0;
    const bool is_inside_a_word = at > 0 && std::string_view("/:-.").find(text[at - 1]) != std::string_view::npos;
    if (is_typed_here || is_inside_a_word) continue;
    // In JSON the string ends what is to be typed.
    const std::string line = text.substr(line_begins, text.find('\n', at) - line_begins);
    const bool is_json = line.starts_with("  ") && line.find("\": ") != std::string::npos;
    const std::string_view rest = std::string_view(text).substr(at + name.size());
    auto words = command_at(is_json ? json_string(rest) : std::string(rest.substr(0, 1000)));
    const bool is_a_shape = std::ranges::find(words, "COMMAND") != words.end();
    if (!words.empty() && !is_a_shape && names_command(words.front())) found.emplace(std::move(words), where);
  }
}

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("every command that secokr prints anywhere in the goldens is one that it takes", "[cli]") {
  std::map<std::vector<std::string>, std::string> found;
  const auto goldens = test::source_folder() / "tests" / "golden";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(goldens))
    if (entry.path().filename() == "expected")
      collect(read(entry.path()), entry.path().parent_path().filename(), found);
  CHECK(found.size() > 200);
  for (const auto& [words, where] : found) {
    CAPTURE(base::join(words, " "), where);
    // Choices and texts in capitals stand for what is to be filled in.
    const auto invocation = cli::parse(words, cli::all_commands());
    if (invocation) {
      if (invocation->command != nullptr) CHECK(cli::check_obeyed(*invocation->command, invocation->given));
      continue;
    }
    const std::string& what = invocation.error().what;
    const bool is_unfilled = what.ends_with(" is missing") || what.find("needs a value") != std::string::npos ||
                             what.find("is not a value of") != std::string::npos;
    CHECK((is_unfilled ? "" : what) == "");
  }
}
