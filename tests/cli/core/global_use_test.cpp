#include "cli/core/global_use.hpp"

#include <catch2/catch.hpp>

#include "black_box/machine.hpp"
#include "cli/core/global_options.hpp"
#include "cli/core/registry.hpp"

using namespace secokr;
using namespace secokr::cli;

namespace {

/// A value that the option itself takes.
std::string value_for(const OptionDeclaration& option) {
  if (!option.allowed.empty()) return option.allowed.front();
  if (option.name() == "--as-of") return "2026-12-14";
  if (option.name() == "--quarter") return "FY28-Q1";
  if (option.name() == "--format") return "text";
  return "x";
}

/// The command's words with a word for all that it demands.
std::vector<std::string> line_of(const CommandSpec& command) {
  auto words = test::shell_words(command.path);
  OptionBinder binder;
  command.bind(binder);
  for (const OptionDeclaration& option : binder.declarations()) {
    if (!option.required) continue;
    if (!option.positional) words.push_back(option.name());
    words.push_back(value_for(option));
  }
  return words;
}

bool has_own(const CommandSpec& command, const std::string& name) {
  OptionBinder binder;
  command.bind(binder);
  return std::ranges::any_of(binder.declarations(), [&](const auto& option) { return option.name() == name; });
}

void add(std::vector<std::string>& line, const OptionDeclaration& option) {
  line.push_back(option.name());
  if (option.takes_value()) line.push_back(value_for(option));
  if (option.name() == "--override") line.insert(line.end(), {"--reason", "because"});
}

}  // namespace

TEST_CASE("every global option has its row: who obeys it is decided", "[cli]") {
  CommandSpec all;
  all.needs = Needs::tracker;
  all.writes = all.takes_quarter = all.judges_rules = true;
  for (const OptionDeclaration& option : global_declarations()) {
    CAPTURE(option.name());
    CHECK(obeys(all, option.name()));
  }
  CHECK_FALSE(obeys(all, "--unheard-of"));
}

TEST_CASE("every command refuses every global option that it cannot obey", "[cli]") {
  test::Machine machine;
  REQUIRE(machine.run_line("secokr init --example").code == 0);
  std::size_t refused = 0;
  for (const CommandSpec& command : all_commands())
    for (const OptionDeclaration& option : global_declarations()) {
      if (option.hidden || obeys(command, option.name()) || has_own(command, option.name())) continue;
      auto line = line_of(command);
      add(line, option);
      const auto result = machine.run(line);
      CAPTURE(command.path, option.name(), result.err);
      CHECK(result.code == 2);
      CHECK_THAT(result.err, Catch::Contains(option.name() + " means nothing to `secokr " + command.path + "`"));
      CHECK(result.out.empty());
      ++refused;
    }
  CHECK(refused > 50);
}

TEST_CASE("a quarter that is none is refused by every command, also where nothing would read it", "[cli]") {
  test::Machine machine;
  REQUIRE(machine.run_line("secokr init --example").code == 0);
  for (const CommandSpec& command : all_commands()) {
    auto line = line_of(command);
    line.insert(line.end(), {"--quarter", "nonsense"});
    const auto result = machine.run(line);
    CAPTURE(command.path, result.err);
    CHECK(result.code == 2);
    CHECK(result.out.empty());
  }
}

TEST_CASE("a rule that is none is refused by every command that judges", "[cli]") {
  test::Machine machine;
  REQUIRE(machine.run_line("secokr init --example").code == 0);
  for (const CommandSpec& command : all_commands()) {
    auto line = line_of(command);
    line.insert(line.end(), {"--override", "K99", "--reason", "because"});
    const auto result = machine.run(line);
    CAPTURE(command.path, result.err);
    CHECK(result.code == 2);
  }
}

TEST_CASE("without a command an option that means nothing is refused too", "[cli]") {
  test::Machine machine;
  CHECK(machine.run_line("secokr --quarter nonsense").code == 2);
  CHECK(machine.run_line("secokr --version --quarter FY28-Q1").code == 2);
}

TEST_CASE("the option version prints what version prints, in every format", "[cli]") {
  test::Machine machine;
  for (const std::string format : {"", " --json", " --format json", " --format text"}) {
    CAPTURE(format);
    const auto flag = machine.run_line("secokr --version" + format);
    const auto command = machine.run_line("secokr version" + format);
    CHECK(flag.code == 0);
    CHECK(flag.out == command.out);
  }
  CHECK(machine.run_line("secokr --version --format markdown").code == 2);
}
