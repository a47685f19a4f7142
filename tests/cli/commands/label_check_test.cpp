#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <set>
#include <string>

#include "base/text.hpp"
#include "black_box/issue_steps.hpp"
#include "black_box/machine.hpp"
#include "support/places.hpp"

using namespace secokr;

namespace {

/// The commands below the findings, each once.
std::set<std::string> repairs_in(const std::string& text) {
  constexpr std::string_view before = "  hint: secokr ";
  std::set<std::string> commands;
  for (const auto line : base::split(text, '\n'))
    if (line.starts_with(before))
      commands.insert("secokr " + std::string{line.substr(before.size(), line.find(", or ") - before.size())});
  return commands;
}

void must(const test::RunResult& result) {
  INFO(result.out + result.err);
  REQUIRE(result.code == 0);
}

/// The sample quarter, published, in the middle of it.
void publish(test::Machine& machine, bool on_gitlab) {
  std::filesystem::copy(test::data_folder() / "workspaces/division", machine.folder(),
                        std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
  machine.clock().set(base::Instant{*parse_day("2027-01-18")} + std::chrono::hours{12});
  if (on_gitlab) {
    machine.start_gitlab(test::Tier::free);
    machine.set_environment("GITLAB_TOKEN", machine.gitlab()->add_user("ciso"));
  } else {
    machine.set_environment("SECOKR_USER", "ciso");
  }
  must(machine.run_line("secokr finalize --yes"));
  machine.clock().set(base::Instant{*parse_day("2027-02-12")} + std::chrono::hours{12});
}

}  // namespace

TEST_CASE("every repair that a label check names works as typed, and then it is clean") {
  const bool on_gitlab = GENERATE(false, true);
  const std::string suffix = GENERATE(as<std::string>{}, "", " --as-of 2027-02-12", " FY28-Q1 --config secokr.toml");
  CAPTURE(on_gitlab, suffix);
  test::Machine machine;
  publish(machine, on_gitlab);
  test::edit_issue(machine, {"3", "-FY28-Q1"});
  test::edit_issue(machine, {"4", "-division::Security", "+Division: Security", "+OKR"});
  test::edit_issue(machine, {"1", "-OKR", "+okr", "-FY28-Q1", "+FY28 Q1", "+sec-okr::p3"});
  test::edit_issue(machine, {"2", "+FY28-Q2", "+sec-okr::p0"});

  const auto found = machine.run_line("secokr label check" + suffix);
  CHECK(found.code == 1);
  const auto commands = repairs_in(found.out);
  CHECK(commands.size() == 4);
  for (const auto& command : commands) {
    const auto result = machine.run_line(command + " --yes");
    CAPTURE(command, result.out, result.err);
    CHECK(result.code == 0);
  }
  must(machine.run_line("secokr label check --strict" + suffix));
}

TEST_CASE("the command that defines labels works as typed") {
  const std::string range = GENERATE(as<std::string>{}, "", " --group security", " <gitlab>/security/okrs/-/issues/1");
  CAPTURE(range);
  test::Machine machine;
  machine.start_gitlab(test::Tier::free);
  machine.set_environment("GITLAB_TOKEN", machine.gitlab()->add_user("ciso"));
  machine.gitlab()->add_user("ciso", 40);
  machine.gitlab()->add_member("security", "ciso", 40);
  machine.gitlab()->add_issue("security/okrs", "FY27-Q4 KR1 (A) a", {"division::Security", "FY27-Q4"});
  const auto line = "secokr label check" + test::replaced(range, "<gitlab>", machine.gitlab()->origin());
  const auto found = machine.run_line(line);
  CHECK(found.code == 1);
  const auto commands = repairs_in(found.out);
  REQUIRE(commands.size() == 1);
  must(machine.run_line(*commands.begin() + " --yes"));
  must(machine.run_line(line));
}

TEST_CASE("a saved check is a baseline for the next one") {
  test::Machine machine;
  publish(machine, false);
  test::edit_issue(machine, {"3", "-FY28-Q1"});
  const auto saved = machine.run_line("secokr label check --json");
  CHECK(saved.code == 1);
  test::write(machine.folder() / "known.json", saved.out);
  must(machine.run_line("secokr label check --baseline known.json"));
  test::edit_issue(machine, {"4", "-FY28-Q1"});
  const auto again = machine.run_line("secokr label check --baseline known.json");
  CHECK(again.code == 1);
  CHECK_THAT(again.out, Catch::Contains("local:4") && !Catch::Contains("local:3"));
}

TEST_CASE("who waits for a long list sees how far it is, on a terminal only") {
  test::Machine machine;
  machine.start_gitlab(test::Tier::free);
  machine.set_environment("GITLAB_TOKEN", machine.gitlab()->add_user("ciso"));
  machine.gitlab()->add_issues(250);
  const std::string line = "secokr label check --all-quarters";
  CHECK_THAT(machine.run_line(line).err, !Catch::Contains("issues read"));
  machine.terminal().become_terminal(80);
  const auto result = machine.run_line(line);
  CHECK_THAT(result.err, Catch::Contains("100 issues read") && Catch::Contains("200 issues read"));
  CHECK_THAT(machine.run_line(line + " --quiet").err, !Catch::Contains("issues read"));
}
