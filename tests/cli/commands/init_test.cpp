#include <date/date.h>
#include <catch2/catch.hpp>

#include <filesystem>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "black_box/machine.hpp"

using namespace secokr;
using namespace date::literals;

namespace {

/// The lines that are to be typed: the indented ones that begin with the program's name.
std::vector<std::string> commands_in(const std::string& text) {
  std::vector<std::string> commands;
  for (const auto line : base::split(text, '\n'))
    if (line.starts_with("    secokr ")) commands.emplace_back(base::trim(line));
  return commands;
}

}  // namespace

TEST_CASE("every command that init --example names works as typed, right after") {
  const auto day = GENERATE(Day{2026_y / 11 / 22}, Day{2027_y / 1 / 31}, Day{2028_y / 2 / 29}, Day{2027_y / 7 / 1});
  const std::string arguments =
      GENERATE(as<std::string>{}, "", " --counting published", " --first-month 1 --timezone Asia/Tokyo");
  CAPTURE(to_string(day), arguments);
  test::Machine machine;
  machine.clock().set(day + std::chrono::hours{12});
  const auto init = machine.run_line("secokr init --example" + arguments);
  REQUIRE(init.code == 0);
  const auto commands = commands_in(init.out);
  CHECK(commands.size() == 5);
  for (const auto& command : commands) {
    const auto result = machine.run_line(command);
    CAPTURE(command, result.err);
    CHECK(result.code == 0);
    CHECK_FALSE(result.out.empty());
  }
}

TEST_CASE("they work from where init was typed, also for another folder") {
  test::Machine machine;
  std::filesystem::create_directory(machine.folder() / "it's mine");
  const auto init = machine.run_line("secokr -C \"it's mine\" init --example");
  REQUIRE(init.code == 0);
  CHECK(commands_in(init.out).size() == 5);
  for (const auto& command : commands_in(init.out)) CHECK(machine.run_line(command).code == 0);
}
