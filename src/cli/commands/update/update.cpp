#include <fmt/format.h>

#include "app/run/update_typed.hpp"
#include "base/shell.hpp"
#include "base/text.hpp"
#include "cli/ask/typed.hpp"
#include "cli/commands/update/run.hpp"
#include "cli/commands/update/words.hpp"
#include "cli/core/context.hpp"
#include "cli/core/next_commands.hpp"
#include "cli/core/ports.hpp"
#include "cli/core/registry.hpp"
#include "cli/write/keep.hpp"
#include "render/update.hpp"

namespace secokr::cli {
namespace {

/// U3, where not even the tracker was reached: all that was said, as a command to type again.
Error given_back(const Context& context, Error error, const UpdateOptions& options) {
  const app::UpdateRequest& said = options.request;
  if (!said.accomplished && !said.next && !said.risk) return error;
  Typed typed(context, "update" + (options.names.empty() ? "" : " " + base::shell_word(options.names.front())));
  if (options.week) typed.add("--week", to_string(*options.week));
  typed.add("--value", options.value);
  typed.add("--progress", options.progress);
  typed.add("--health", options.health);
  for (const std::string& milestone : options.milestones) typed.add("--milestone", milestone);
  typed.add("--accomplished", said.accomplished);
  typed.add("--next", said.next);
  typed.add("--risk", said.risk);
  typed.add("--state", options.state);
  typed.add("--critical-project", said.critical_project);
  return typed.given_back(std::move(error));
}

/// What flags say of the note; nothing where they say nothing of it. A week that is not named follows from the day.
std::optional<documents::FiledUpdate> filed_of_flags(const UpdateOptions& options, const app::UpdateRequest& said) {
  if (!said.says_note()) return std::nullopt;
  documents::FiledUpdate filed{.name = options.names.front(), .progress = said.progress};
  if (options.week) filed.week = monday_of(*options.week);
  filed.update = {.progress = said.progress.value_or(0),
                  .value = said.value,
                  .unit = said.value ? said.unit : "",
                  .health = said.health,
                  .risk = said.risk.value_or(""),
                  .accomplished = said.accomplished.value_or(""),
                  .next = said.next.value_or("")};
  for (const app::MilestoneSaid& milestone : said.milestones)
    if (milestone.word == app::MilestoneWord::at_risk) filed.update.milestones_at_risk.push_back(milestone.number);
  return filed;
}

/// What stands nowhere else: what flags say of one, and what came through a pipe.
Expected<workspace::UnsentUpdates> unsent_of(const UpdateOptions& options) {
  workspace::UnsentUpdates unsent{.week = options.week ? std::optional(monday_of(*options.week)) : std::nullopt};
  if (options.input) {
    const bool is_named = options.names.size() == 1;
    unsent.text = is_named ? fmt::format("# {}\n\n{}", options.names.front(), *options.input) : *options.input;
    return unsent;
  }
  if (options.names.size() != 1) return unsent;
  SECOKR_TRY(const app::UpdateRequest request, request_of(options));
  unsent.name = options.names.front();
  unsent.edits.state = request.state;
  unsent.edits.critical_project = request.critical_project;
  for (const app::MilestoneSaid& milestone : request.milestones)
    if (milestone.word == app::MilestoneWord::done) unsent.edits.ticks.push_back(milestone.number);
  if (const auto filed = filed_of_flags(options, request)) unsent.text = documents::render_update_file({*filed});
  return unsent;
}

/// The error with what came through a pipe.
Error with_input(Error error, const UpdateOptions& options) {
  if (options.input && !base::trim(*options.input).empty())
    error.notes.push_back({.path = "What was read:", .text = *options.input + "\n"});
  return error;
}

/// What can never be posted does not wait for a server (U3 keeps what can).
Status check_without_server(Context& context, const UpdateOptions& options) {
  SECOKR_TRY(const auto* config, context.config());
  SECOKR_TRY(const Day today, context.today());
  std::optional<Quarter> quarter;
  if (context.quarter_is_named()) {
    SECOKR_TRY(quarter, context.quarter(QuarterDefault::week));
  }
  std::vector<app::TypedUpdate> all;
  SECOKR_TRY(const app::UpdateRequest said, request_of(options));
  for (const std::string& name : options.names) all.push_back({.name = name, .week = options.week, .request = said});
  if (options.input) {
    SECOKR_TRY(const auto filed, read_update_file(*options.input, "standard input"));
    for (const documents::FiledUpdate& each : filed)
      all.push_back(
          {.name = each.name, .week = options.week ? options.week : each.week, .request = {.progress = each.progress}});
  }
  if (all.empty()) all.push_back({.week = options.week, .request = said});
  for (const app::TypedUpdate& each : all) SECOKR_CHECK(app::check_typed(config->calendar, today, quarter, each));
  return {};
}

Expected<int> run_update(Context& context, UpdateOptions options) {
  if (options.names == std::vector<std::string>{"-"}) {
    options.names.clear();
    options.file = "-";
  }
  if (options.file == "-") {
    SECOKR_TRY(options.input, context.terminal().read_all());
    // What came through a pipe stands nowhere else.
    if (auto read = read_update_file(*options.input, "standard input"); !read)
      return fail(with_input(std::move(read).error(), options));
  }
  SECOKR_TRY(workspace::UnsentUpdates unsent, unsent_of(options));
  if (auto checked = check_without_server(context, options); !checked)
    return fail(with_input(std::move(checked).error(), options));
  Keep keep(context);
  keep.typed(std::move(unsent));
  const auto ports = cli::ports(context);
  auto done = ports ? go_update(context, *ports, options, keep) : Expected<int>(fail(ports.error()));
  if (done) {
    keep.let_go();
    return done;
  }
  Error error = std::move(done).error();
  // Neither a line to be corrected nor a machine to be set up is helped by sending the same later; and who left at a
  // question has not said that it is to be sent.
  const bool is_mistake =
      error.kind == ErrorKind::usage || error.kind == ErrorKind::configuration || error.kind == ErrorKind::interrupted;
  if (!keep.kept().empty()) return fail(keep.told(std::move(error)));
  if (is_mistake) keep.let_go();
  const bool is_kept = keep.has_typed();
  // A line that is wrong still stands in the shell.
  if (error.kind != ErrorKind::usage) error = given_back(context, std::move(error), options);
  return fail(is_kept ? keep.told(std::move(error)) : with_input(std::move(error), options));
}

void bind_options(OptionBinder& binder, UpdateOptions& options) {
  app::UpdateRequest& request = options.request;
  binder.positionals(
      "KR", options.names,
      "Key results, or an objective: \"Security Training/KR2\", the beginning of its reference, '#12' or "
      "its URL; - reads them from standard input");
  binder.text("--value", options.value,
              "The metric's value now, with or without its unit; the progress is computed from it", "NUMBER");
  binder.text("--progress", options.progress,
              "The progress by hand, 0 to 100; wins over the computed one, to which \"auto\" goes back", "PERCENT");
  binder.choice("--health", options.health, {"on-track", "needs-attention", "at-risk"}, "The key result's health");
  binder.text("--accomplished", request.accomplished,
              "What was accomplished this week; Markdown, several lines are fine");
  binder.text("--next", request.next, "What will be accomplished next week");
  binder.text("--risk", request.risk,
              "Reason; help needed; @stakeholders: demanded where health is not On Track or a milestone is at risk");
  binder.texts("--milestone", options.milestones,
               "A milestone: 2=done ticks it, 2=at-risk raises it, 2=on-track takes that back", "N=WORD");
  binder.choice("--state", options.state, {"active", "not-started", "paused", "done"},
                "The key result's state from now on");
  binder.text("--critical-project", request.critical_project, "The critical project that pauses it", "URL");
  binder.day("--week", options.week, "Any day of the week that the update is about");
  binder.text("--file", options.file, "Updates of one or many key results in one Markdown file; - for standard input",
              "FILE");
}

}  // namespace

CommandSpec update_command() {
  return {
      .path = "update",
      .group = groups::run,
      .summary = "Post the weekly updates of your key results",
      .description =
          "Alone it walks through your active key results whose update is missing: it proposes what you planned last "
          "week, asks for value or progress, health and, where something is due or at risk, milestones and risk, shows "
          "the notes and posts them. `e` at a text opens your editor on the note's exact shape.\n\nWith a name it is "
          "about that one: by flags, and on a terminal it asks for what is missing. Progress, health and text go out "
          "as one note on the issue, once a week; the same week again edits the note, what is not given stays as "
          "posted, and where nothing differs nothing is written. An objective's update begins with what its key "
          "results' notes say.\n\nThe progress of a key result with a metric is computed from --value; --progress wins "
          "over it, and both are shown. Without --week it is this week from Wednesday on; on Monday and Tuesday it is "
          "last week while its update is missing.\n\nWhat you wrote is kept in the outbox until it has arrived; "
          "`secokr sync` sends what waits. Anybody may post: that a key result is another's is said.",
      .examples =
          {{"secokr update", "Friday: all of mine, one after the other"},
           {"secokr update \"Security Training/KR1\" --value 78 --health on-track --accomplished \"Enrolled everyone\"",
            "One, by flags"},
           {"secokr update sec/kr1 --health at-risk --risk \"No trainer; budget; @ciso\" --milestone 2=at-risk",
            "The same week, now at risk"},
           {"secokr update sec/kr1 --milestone 2=done", "Tick a milestone on any day, without a note"},
           {"secokr update sec/kr2 --state paused --critical-project https://example.com/critical/1",
            "A critical project takes priority"},
           {"secokr update \"Security Training\" --dry-run", "The objective's own, from this week's notes"},
           {"secokr update --file friday.md", "Many key results, each below a heading such as # Security Training/KR1"},
           {"secokr update '#12' --progress 40 --health on-track --week 2027-02-12 --dry-run",
            "Show the exact note of an earlier week"}},
      .schema = "update",
      .formats = render::formats_of<UpdateResult>(),
      .needs = Needs::tracker,
      .writes = true,
      .takes_quarter = true,
      .bind = with_options<UpdateOptions>(
          [](OptionBinder& binder, UpdateOptions& options) { bind_options(binder, options); }, run_update),
  };
}

}  // namespace secokr::cli
