#include "cli/core/run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <filesystem>

#include "base/shell.hpp"
#include "base/text.hpp"
#include "cli/ask/interview.hpp"
#include "cli/core/context.hpp"
#include "cli/core/global_use.hpp"
#include "cli/core/help.hpp"
#include "cli/core/log_audience.hpp"
#include "cli/core/next_commands.hpp"
#include "cli/core/parse.hpp"
#include "cli/core/path.hpp"
#include "cli/core/registry.hpp"
#include "cli/core/report_error.hpp"
#include "cli/core/version.hpp"
#include "cli/write/unfinished_run.hpp"
#include "config/config.hpp"

namespace secokr::cli {
namespace {

/// What stands for `secokr` alone and for a bare group: help, which needs nothing.
CommandSpec help_spec() { return {}; }

Status check_folder(const Context& context) {
  std::error_code ignored;
  if (std::filesystem::is_directory(context.folder(), ignored)) return {};
  return fail({.kind = ErrorKind::usage,
               .what = fmt::format("There is no folder {}", context.folder().string()),
               .reason = context.global().directory ? "-C names it" : "It was removed"});
}

Status load_needs(Context& context) {
  const auto needs = context.command().needs;
  if (needs == Needs::nothing) return {};
  SECOKR_TRY(const auto* config, context.config());
  // What is named is understood, whether the command comes to read it or not.
  if (context.quarter_is_named()) SECOKR_CHECK(context.quarter(QuarterDefault::current));
  if (context.global().user && !config->tracker.is_local())
    return fail({.kind = ErrorKind::usage,
                 .what = "--user means nothing here: the OKRs are published on GitLab",
                 .reason = "There the token says who you are; --user is for the local tracker",
                 .help = "Leave it out; `secokr auth status` shows who you are"});
  // A tracker is opened by the command: where that fails it may have a text to give back (U3).
  if (needs == Needs::workspace) SECOKR_CHECK(context.workspace());
  return {};
}

/// Whether the command came to an end that a second run of the same line would come to as well.
bool is_settled(const Expected<int>& outcome) {
  return outcome || outcome.error().kind == ErrorKind::usage || outcome.error().kind == ErrorKind::findings;
}

/// A command that writes. It has ended once its result was told: whoever saw none types the line again.
Expected<int> run_writer(const Invocation& invocation, Context& context) {
  auto outcome = invocation.runner(context);
  context.out().flush();
  context.err().flush();
  const bool was_told = context.out().good() && context.err().good();
  if (is_settled(outcome) && was_told && !context.global().dry_run && !context.is_unfinished()) {
    const auto forgotten = forget_unfinished(context);
    if (!forgotten) context.say("Warning: " + forgotten.error().what);
  }
  return outcome;
}

/// What was answered at questions is kept until the command came to its end.
Expected<int> run_command(const Invocation& invocation, Context& context) {
  auto outcome = invocation.command->writes ? run_writer(invocation, context) : invocation.runner(context);
  if (!outcome) {
    Error error = context.interview().told(std::move(outcome).error());
    error.help = from_here(context, error.help);
    return fail(told_in_log(context, std::move(error)));
  }
  context.interview().end();
  return outcome;
}

Expected<int> run_invocation(Invocation invocation, World& world, std::span<const CommandSpec> commands,
                             const std::vector<std::string>& args) {
  const auto nothing = help_spec();
  const CommandSpec* command = invocation.global.version ? command_at(commands, "version") : invocation.command;
  if (command == nullptr) command = &nothing;
  if (!invocation.global.help) SECOKR_CHECK(check_obeyed(*command, invocation.given));
  Context context(world, *command, invocation.global, commands);
  if (invocation.global.version) {
    print_version(context);
    return 0;
  }
  if (invocation.global.help) {
    context.print(invocation.path.empty() ? overview(commands, context.page())
                                          : group_help(invocation.path, commands, context.page()));
    return 0;
  }
  SECOKR_CHECK(check_folder(context));
  if (invocation.command != nullptr) {
    SECOKR_CHECK(load_needs(context));
    context.set_line(line_to_repeat(args));
    return run_command(invocation, context);
  }
  context.print(invocation.path.empty() ? how_to_begin() : group_help(invocation.path, commands, context.page()));
  return 0;
}

/// What is typed is published and kept as text. A path that is there may have any name.
Status check_encoding(const std::vector<std::string>& args) {
  std::error_code ignored;
  for (const std::string& word : args)
    if (!base::valid_utf8(word) && !std::filesystem::exists(word, ignored))
      return fail({.kind = ErrorKind::usage,
                   .what = fmt::format("{} is not in UTF-8", base::shell_quoted(base::strip_controls(word))),
                   .reason = "Letters in another encoding would be lost where they are published",
                   .help = "Type it in a terminal that uses UTF-8, or convert it with iconv -t UTF-8"});
  return {};
}

/// `secokr` alone in a workspace is `secokr status`.
Expected<Invocation> read_line(const std::vector<std::string>& args, World& world,
                               std::span<const CommandSpec> commands) {
  SECOKR_CHECK(check_encoding(args));
  auto invocation = parse(args, commands);
  if (!invocation.has_value() || !invocation->path.empty() || invocation->global.help || invocation->global.version)
    return invocation;
  const auto nothing = help_spec();
  if (command_at(commands, "status") == nullptr ||
      !Context(world, nothing, invocation->global, commands).in_workspace())
    return invocation;
  auto with_status = args;
  with_status.insert(with_status.begin(), "status");
  return parse(with_status, commands);
}

/// The line may be one that could not be parsed, so its words are looked at as they stand.
void report(const Error& error, World& world, const std::vector<std::string>& args) {
  world.out.flush();
  GlobalOptions global;
  global.no_color = std::ranges::find(args, "--no-color") != args.end();
  if (asks_for_json(args))
    world.err << render::dump(error_json(error));
  else
    world.err << error_text(error, page_for(world, global, world.terminal.error_is_terminal()));
  world.err.flush();
}

}  // namespace

int run(const std::vector<std::string>& args, World& world, std::span<const CommandSpec> commands) {
  const auto outcome = [&]() -> Expected<int> {
    try {
      SECOKR_TRY(auto invocation, read_line(args, world, commands));
      return run_invocation(std::move(invocation), world, commands, args);
    } catch (const std::exception& exception) {
      return fail(bug_error(exception.what()));
    } catch (...) {
      return fail(bug_error("An exception of an unknown type"));
    }
  }();
  world.out.flush();
  if (outcome.has_value()) return *outcome;
  report(outcome.error(), world, args);
  return exit_code_of(outcome.error().kind);
}

int run(const std::vector<std::string>& args, World& world) { return run(args, world, all_commands()); }

}  // namespace secokr::cli
