#include <regex>

#include <catch2/catch.hpp>

#include "base/text.hpp"
#include "black_box/machine.hpp"
#include "cli/core/help.hpp"
#include "cli/core/man.hpp"
#include "cli/core/path.hpp"
#include "cli/core/registry.hpp"

using namespace secokr;
using namespace secokr::cli;

namespace {

/// What a reader sees: without requests and escapes.
std::string shown(const std::string& page) {
  std::string text;
  for (const auto line : base::split(page, '\n')) {
    if (line.starts_with('.')) continue;
    std::string seen(line);
    for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
             {"\\fB", ""}, {"\\fR", ""}, {"\\&", ""}, {"\\-", "-"}, {"\\e", "\\"}})
      for (auto at = seen.find(from); at != std::string::npos; at = seen.find(from, at + to.size()))
        seen.replace(at, from.size(), to);
    text += seen + "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("Every command has a page that says all that its help says", "[cli]") {
  for (const CommandSpec& command : all_commands()) {
    CAPTURE(command.path);
    const std::string page = manual_of(command, all_commands());
    const std::string text = shown(page);
    CHECK_THAT(text, Catch::Contains(command.summary));
    CHECK_THAT(text, Catch::Contains(usage_line(command)));
    for (const auto& example : command.examples) CHECK_THAT(text, Catch::Contains(example.command));
    for (const auto& each : declarations_of(command))
      if (!each.hidden) CHECK_THAT(text, Catch::Contains(option_label(each) + "\n" + option_text(each)));
    // A request is a macro of man(7): no sentence is taken for one, and nothing is escaped that has no meaning.
    static const std::regex request(R"(\.(TH|SH|SS|PP|TP|EX|EE|BR)( .*)?)");
    static const std::regex escape(R"(\\(?!fB|fR|&|-|e))");
    for (const auto line : base::split(page, '\n')) {
      const std::string one(line);
      CAPTURE(one);
      CHECK_FALSE(one.starts_with('\''));
      if (one.starts_with('.')) CHECK(std::regex_match(one, request));
      CHECK_FALSE(std::regex_search(one, escape));
    }
  }
}

TEST_CASE("secokr's own page lists every command", "[cli]") {
  const std::string text = shown(manual(all_commands()));
  for (const CommandSpec& command : all_commands())
    CHECK_THAT(text, Catch::Contains("secokr " + command.path + "\n" + command.summary));
}

TEST_CASE("A page's source says on a terminal how it is read, and nothing beside it in a pipe", "[cli]") {
  test::Machine machine;
  CHECK(machine.run({"man", "draft", "kr"}).err.empty());
  machine.terminal().become_terminal(100);
  CHECK_THAT(machine.run({"man", "draft", "kr"}).err, Catch::Contains("secokr man draft kr | man -l -"));
  CHECK_THAT(machine.run({"man"}).err, Catch::Contains(": secokr man | man -l -"));
  CHECK(machine.run({"man", "auth"}).code == 2);
}
