#include <catch2/catch.hpp>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "black_box/machine.hpp"
#include "cli/ask/prompts.hpp"
#include "cli/core/context.hpp"
#include "cli/core/path.hpp"
#include "cli/core/registry.hpp"
#include "cli/core/schemas.hpp"

using namespace secokr;
using namespace secokr::cli;
using secokr::test::Machine;

namespace {

CommandSpec acts(std::string path, Runner runner) {
  CommandSpec spec;
  spec.path = std::move(path);
  spec.summary = "A command of a test";
  spec.confirms = spec.takes_quarter = spec.reads_config = true;
  spec.bind = [runner = std::move(runner)](OptionBinder&) { return runner; };
  return spec;
}

}  // namespace

TEST_CASE("An error's kind chooses the exit code, and its parts are shown", "[cli]") {
  const std::vector<CommandSpec> commands{acts("fails", [](Context&) -> Expected<int> {
    return fail({.kind = ErrorKind::local_file,
                 .what = "It cannot be read\x1b[31m",
                 .reason = "It is odd",
                 .help = "Mend it",
                 .notes = {{.path = "a.md", .line = 3, .text = "- X: y", .expected = "a field"}}});
  })};
  Machine machine;
  const auto text = machine.run({"fails"}, commands);
  CHECK(text.code == 7);
  CHECK(text.out.empty());
  CHECK(text.err ==
        "error: It cannot be read[31m\n  It is odd\n  a.md:3\n    | - X: y\n    expected: a field\nhelp: Mend it\n");
  const auto json = nlohmann::json::parse(machine.run({"fails", "--json"}, commands).err);
  CHECK(json["error"]["kind"] == "local_file");
  CHECK(json["error"]["notes"][0]["line"] == 3);
}

TEST_CASE("An exception nobody expected is a bug, not a crash", "[cli]") {
  const std::vector<CommandSpec> commands{
      acts("throws", [](Context&) -> Expected<int> { throw std::logic_error("odd"); }),
      acts("throws int", [](Context&) -> Expected<int> { throw 1; })};
  Machine machine;
  CHECK(machine.run({"throws"}, commands).code == 70);
  CHECK_THAT(machine.run({"throws"}, commands).err, Catch::Contains("Odd") && Catch::Contains("report it"));
  CHECK(machine.run({"throws", "int"}, commands).code == 70);
}

TEST_CASE("secokr alone says how to begin, and is status in a workspace", "[cli]") {
  const std::vector<CommandSpec> commands{acts("status", [](Context& context) -> Expected<int> {
    context.print("the status\n");
    return 0;
  })};
  Machine machine;
  CHECK_THAT(machine.run({}, commands).out, Catch::StartsWith("secokr init "));
  test::write(machine.folder() / "secokr.toml", "");
  CHECK(machine.run({}, commands).out == "the status\n");
  CHECK(machine.run({"-C", ".."}, commands).out != "the status\n");
  CHECK(machine.run({"-C", "nowhere"}, commands).code == 2);
}

TEST_CASE("Colour and width follow terminal, environment and flags", "[cli]") {
  Machine machine;
  render::Page page;
  const std::vector<CommandSpec> commands{acts("looks", [&page](Context& context) -> Expected<int> {
    page = context.page();
    return 0;
  })};
  const auto look = [&](const std::vector<std::string>& flags) {
    auto line = flags;
    line.insert(line.begin(), "looks");
    REQUIRE(machine.run(line, commands).code == 0);
    return page;
  };
  CHECK_FALSE(look({}).style.colour);
  CHECK_FALSE(look({}).width.has_value());
  machine.set_environment("CLICOLOR_FORCE", "1");
  CHECK(look({}).style.colour);
  CHECK_FALSE(look({"--no-color"}).style.colour);
  machine.set_environment("CLICOLOR_FORCE", "0");
  CHECK_FALSE(look({}).style.colour);
  machine.terminal().become_terminal(100);
  CHECK(look({}).style.colour);
  CHECK(look({}).width == 100);
  machine.set_environment("COLUMNS", "60");
  CHECK(look({}).width == 60);
  machine.set_environment("TERM", "dumb");
  CHECK_FALSE(look({}).style.colour);
  machine.set_environment("TERM", "xterm");
  machine.set_environment("NO_COLOR", "1");
  CHECK_FALSE(look({}).style.colour);
}

TEST_CASE("Questions need a terminal, and Ctrl-D leaves with 130", "[cli]") {
  Machine machine;
  std::string answer;
  const std::vector<CommandSpec> commands{acts("asks", [&answer](Context& context) -> Expected<int> {
    const auto not_short = [](const std::string& text) -> Status {
      if (text.size() > 2) return {};
      return fail({.kind = ErrorKind::usage, .what = "That is too short"});
    };
    SECOKR_TRY(answer, ask(context, {.text = "Title", .flag = "--title TEXT", .validate = not_short}));
    SECOKR_TRY(const auto index, choose(context, {.text = "Area", .flag = "--area NAME"}, {"ProdSec", "SecOps"}));
    answer += index == 0 ? " in ProdSec" : " in SecOps";
    SECOKR_TRY(const bool yes, confirm(context, "Write it?"));
    answer += yes ? " yes" : " no";
    return 0;
  })};
  SECTION("a pipe") {
    const auto result = machine.run({"asks"}, commands);
    CHECK(result.code == 2);
    CHECK_THAT(result.err, Catch::Contains("--title TEXT"));
  }
  SECTION("--no-input") {
    machine.terminal().become_terminal(80);
    CHECK(machine.run({"asks", "--no-input"}, commands).code == 2);
  }
  SECTION("answers, asked again while they are wrong") {
    machine.terminal().become_terminal(80);
    for (const auto* line : {"", "ab", " Good ", "9", "secops", "perhaps", "y"}) machine.terminal().type(line);
    CHECK(machine.run({"asks"}, commands).code == 0);
    CHECK(answer == "Good in SecOps yes");
    CHECK(machine.terminal().waiting() == 0);
  }
  SECTION("--yes answers the confirmation only") {
    machine.terminal().become_terminal(80);
    for (const auto* line : {"Good", "1"}) machine.terminal().type(line);
    CHECK(machine.run({"asks", "--yes"}, commands).code == 0);
    CHECK(answer == "Good in ProdSec yes");
  }
  SECTION("the end of input") {
    machine.terminal().become_terminal(80);
    machine.terminal().type(std::nullopt);
    CHECK(machine.run({"asks"}, commands).code == 130);
  }
}

TEST_CASE("Today is the day in the configured zone, or --as-of", "[cli]") {
  Machine machine;
  test::write(machine.folder() / "secokr.toml", "[calendar]\ntimezone = \"Pacific/Kiritimati\"\n");
  std::string seen;
  auto command = acts("today", [&seen](Context& context) -> Expected<int> {
    SECOKR_TRY(const auto day, context.today());
    SECOKR_TRY(const auto now, context.now());
    SECOKR_TRY(const auto local, base::local_day(now, "Pacific/Kiritimati"));
    SECOKR_TRY(const auto planning, context.quarter(QuarterDefault::planning));
    SECOKR_TRY(const auto current, context.quarter(QuarterDefault::current));
    seen = to_string(day) + " " + to_string(local) + " " + to_string(planning) + " " + to_string(current);
    return 0;
  });
  const std::vector<CommandSpec> commands{command};
  REQUIRE(machine.run({"today"}, commands).code == 0);
  CHECK(seen == "2026-12-15 2026-12-15 FY28-Q1 FY27-Q4");
  REQUIRE(machine.run({"today", "--as-of", "2027-02-01"}, commands).code == 0);
  CHECK(seen == "2027-02-01 2027-02-01 FY28-Q2 FY28-Q1");
  REQUIRE(machine.run({"today", "--quarter", "prev"}, commands).code == 0);
  CHECK(seen == "2026-12-15 2026-12-15 FY27-Q3 FY27-Q3");
  CHECK(machine.run({"today", "--quarter", "FY28-Q5"}, commands).code == 2);
}

TEST_CASE("Every registered command is complete", "[cli]") {
  const auto names = schema_names();
  for (const auto& command : all_commands()) {
    CAPTURE(command.path);
    CHECK_FALSE(command.summary.empty());
    CHECK(command.summary.back() != '.');
    CHECK(std::ranges::count(all_groups(), command.group) == 1);
    CHECK(command_at(all_commands(), command.path) == &command);
    if (!command.schema.empty()) CHECK(std::ranges::count(names, command.schema) == 1);
    for (const auto& example : command.examples) CHECK(example.command.starts_with("secokr "));
    Machine machine;
    auto words = test::shell_words(command.path);
    words.emplace_back("--help");
    const auto help = machine.run(words);
    CHECK(help.code == 0);
    CHECK_THAT(help.out, Catch::Contains("Usage: secokr " + command.path));
  }
}
