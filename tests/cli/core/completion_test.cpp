#include <algorithm>

#include <catch2/catch.hpp>

#include "base/text.hpp"
#include "cli/core/completion.hpp"
#include "cli/core/global_options.hpp"
#include "cli/core/global_use.hpp"
#include "cli/core/path.hpp"
#include "cli/core/registry.hpp"

using namespace secokr;
using namespace secokr::cli;

namespace {

std::vector<std::string> behind(const std::string& path, std::vector<std::string> typed) {
  std::vector<std::string> words;
  for (const auto word : base::split(path, ' '))
    if (!word.empty()) words.emplace_back(word);
  words.insert(words.end(), typed.begin(), typed.end());
  return words;
}

std::vector<std::string> offered(const std::vector<std::string>& words) {
  std::vector<std::string> found;
  for (const Candidate& each : candidates(words, all_commands())) found.push_back(each.word);
  return found;
}

bool offers(const std::vector<std::string>& words, const std::string& word) {
  return std::ranges::count(offered(words), word) == 1;
}

}  // namespace

TEST_CASE("Each word of every command is completed, from any letter of it on", "[cli]") {
  for (const CommandSpec& command : all_commands()) {
    const auto words = behind(command.path, {});
    for (std::size_t i = 0; i < words.size(); ++i)
      for (std::size_t letters = 0; letters <= words[i].size(); ++letters) {
        std::vector<std::string> typed(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(i));
        typed.push_back(words[i].substr(0, letters));
        CAPTURE(command.path, typed);
        CHECK(offers(typed, words[i]));
      }
  }
}

TEST_CASE("Every option that a command obeys is completed, and none that it refuses", "[cli]") {
  for (const CommandSpec& command : all_commands()) {
    CAPTURE(command.path);
    const auto own = declarations_of(command);
    for (const OptionDeclaration& option : own) {
      CAPTURE(option.name());
      if (!option.positional && !option.hidden) CHECK(offers(behind(command.path, {"-"}), option.name()));
      for (const std::string& value : option.allowed)
        if (!option.positional) CHECK(offers(behind(command.path, {option.name(), ""}), value));
    }
    for (const OptionDeclaration& option : global_declarations()) {
      CAPTURE(option.name());
      const bool is_own = find_option(own, option.name()) != nullptr;
      CHECK(offers(behind(command.path, {"-"}), option.name()) ==
            (!option.hidden && (is_own || obeys(command, option.name()))));
    }
    CHECK(offered(behind(command.path, {"--format", ""})) == command.formats);
  }
}

TEST_CASE("A line is understood before it is completed", "[cli]") {
  // Global options and their values stand between the words.
  CHECK(offers({"-C", "draft", "dra"}, "draft"));
  CHECK(offers({"--user", "ciso", "draft", "obj"}, "objective"));
  CHECK(offers({"draft", "--quarter=next", "obj"}, "objective"));
  CHECK(offers({"draft", "check", "--format", "=", "js"}, "json"));
  // What was given is not offered again, unless it may be repeated.
  CHECK_FALSE(offers({"draft", "check", "--json", "--j"}, "--json"));
  CHECK(offers({"draft", "kr", "--milestone", "M", "--mile"}, "--milestone"));
  // A value that can be any text, a word behind a value, and a command that is none.
  CHECK(offered({"draft", "objective", "--title", ""}).empty());
  CHECK(offered({"draft", "kr", "Security Training", ""}).empty());
  CHECK(offered({"darft", ""}).empty());
  CHECK(offered({}).empty());
}

TEST_CASE("There is a script for each shell that is named, and for no other", "[cli]") {
  for (const auto* shell : {"bash", "fish", "zsh"}) CHECK(completion_script(shell).has_value());
  CHECK_FALSE(completion_script("sh").has_value());
}
