#include <catch2/catch.hpp>

#include "cli/core/help.hpp"
#include "cli/core/registry.hpp"

using namespace secokr;
using namespace secokr::cli;

namespace {

std::vector<CommandSpec> sample() {
  const auto bind = [](OptionBinder&) -> Runner { return [](Context&) -> Expected<int> { return 0; }; };
  CommandSpec calendar{
      .path = "calendar", .group = groups::plan, .summary = "Show the planning calendar", .bind = bind};
  CommandSpec objective{
      .path = "draft objective", .group = groups::plan, .summary = "Write a new objective", .bind = bind};
  objective.bind = [](OptionBinder& binder) -> Runner {
    static std::string title;
    static std::optional<std::string> health;
    static std::vector<std::string> texts;
    binder.text("-t,--title", title, "Its title").make_required();
    binder.choice("--health", health, {"on-track", "at-risk"}, "Its health");
    binder.texts("--milestone", texts, "A milestone");
    binder.quarter_argument();
    return [](Context&) -> Expected<int> { return 0; };
  };
  CommandSpec version{.path = "version", .group = groups::tool, .summary = "Print the version", .bind = bind};
  return {version, objective, calendar};
}

}  // namespace

TEST_CASE("The overview lists every command under its group, in the groups' order", "[cli]") {
  const auto commands = sample();
  const auto wide = overview(commands, {.width = 80});
  CHECK_THAT(wide, Catch::Contains("Planning a quarter\n"
                                   "  draft objective  Write a new objective\n"
                                   "  calendar         Show the planning calendar\n"
                                   "\n"
                                   "About secokr\n"
                                   "  version  Print the version\n"));
  CHECK_THAT(wide, !Catch::Contains("Publishing"));
  CHECK_THAT(wide, Catch::Contains("  help COMMAND        Everything about one command\n"
                                   "  help exit-codes     What each exit code means\n"));
  CHECK_THAT(overview(commands, {.width = 40}), Catch::Contains("  draft objective\n      Write a new objective\n"));
}

TEST_CASE("A command's help is its declarations", "[cli]") {
  const auto commands = sample();
  CHECK(usage_line(commands[1]) == "draft objective --title TEXT [options] [QUARTER]");
  CHECK_THAT(command_help(commands[1], commands, {}),
             Catch::Contains("  -t, --title TEXT  Its title\n"
                             "  --health WORD     Its health: on-track, at-risk\n"
                             "  --milestone TEXT  A milestone (may be repeated)\n"));
}

TEST_CASE("A bare group without a command of its own lists what it holds", "[cli]") {
  const auto text = group_help("draft", sample(), {});
  CHECK_THAT(text, Catch::StartsWith("Usage: secokr draft COMMAND [options]\n") &&
                       Catch::Contains("  draft objective  Write a new objective\n"));
}

TEST_CASE("the page about quarters says of every command which one it means", "[cli]") {
  const std::string page = *topic_help("quarters", {});
  for (const CommandSpec& command : all_commands()) {
    if (!command.takes_quarter) continue;
    INFO(command.path);
    const std::string group = command.path.substr(0, command.path.find(' '));
    const bool by_group = group != "label" && page.find(group + ",") != std::string::npos;
    const bool by_name = page.find(command.path) != std::string::npos;
    CHECK((by_group || by_name));
  }
}
