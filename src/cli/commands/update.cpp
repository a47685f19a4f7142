#include "app/update.hpp"

#include <charconv>
#include <memory>

#include <fmt/format.h>

#include "base/shell.hpp"
#include "base/text.hpp"
#include "cli/apply.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/update_questions.hpp"
#include "cli/context.hpp"
#include "cli/ports.hpp"
#include "cli/registry.hpp"
#include "cli/typed.hpp"
#include "render/update.hpp"

namespace secokr::cli {
namespace {

struct UpdateOptions {
  std::vector<std::string> key_results{};
  std::optional<std::string> health{};
  std::vector<std::string> milestones{};
  app::UpdateRequest request{};
};

/// `2=at-risk`, and `2=on-track` to take it back.
Expected<app::MilestoneRisk> parse_milestone(std::string_view text) {
  const auto equals = text.find('=');
  const std::string_view digits = base::trim(text.substr(0, equals));
  const std::string_view word = equals == std::string_view::npos ? "" : base::trim(text.substr(equals + 1));
  app::MilestoneRisk milestone;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), milestone.number);
  const auto health = parse_health(word);
  if (error == std::errc{} && end == digits.data() + digits.size() && health && *health != Health::needs_attention) {
    milestone.at_risk = *health == Health::at_risk;
    return milestone;
  }
  return fail({.kind = ErrorKind::usage,
               .what = fmt::format("--milestone '{}' is not understood", text),
               .help = "Write --milestone 2=at-risk, or 2=on-track to take it back"});
}

Expected<app::UpdateRequest> request_from(Context& context, const UpdateOptions& options) {
  app::UpdateRequest request = options.request;
  if (options.key_results.size() != 1)
    return fail(
        {.kind = ErrorKind::usage,
         .what = options.key_results.empty()
                     ? "No key result is named"
                     : fmt::format("{} key results are named; an update is about one", options.key_results.size()),
         .help = options.key_results.empty()
                     ? "Name one, such as secokr update \"Security Training/KR2\"; `secokr status` lists those you owe"
                     : "Quote a name with blanks, and run the command once for each"});
  request.key_result = options.key_results.front();
  if (options.health) request.health = parse_health(*options.health);
  for (const std::string& text : options.milestones) {
    SECOKR_TRY(const app::MilestoneRisk milestone, parse_milestone(text));
    request.milestones.push_back(milestone);
  }
  if (context.quarter_is_named()) {
    SECOKR_TRY(request.quarter, context.quarter(QuarterDefault::week));
  }
  return request;
}

void show(Context& context, const UpdateResult& result) {
  if (context.json())
    context.print_json(render::update_json(result));
  else
    context.print(render::update_text(result, context.page()));
}

/// U3: what was typed goes with the error, so that it can be copied.
Error with_note(Error error, const app::UpdatePlan& plan) {
  if (error.reason.empty()) error.reason = "The update was not posted; its text stands below";
  const bool unclear = error.kind == ErrorKind::unclear;
  error.notes.push_back(
      {.path = unclear ? "The update that may be missing:" : "The update that was not posted:", .text = plan.note});
  return error;
}

/// Finds what the update is about, asks for what is missing (into `request`), and composes the note.
Expected<app::UpdatePlan> compose(Context& context, const app::Ports& ports, app::UpdateRequest& request) {
  SECOKR_TRY(const app::UpdateTarget target, app::find_update_target(ports, request));
  for (const std::string& notice : target.notices) context.say(notice);
  SECOKR_CHECK(ask_for_gaps(context, target, request));
  return app::plan_update(ports, target, request);
}

/// U3, before there is a note: the texts alone. Numbers are typed again in no time.
Error with_texts(Error error, const app::UpdateRequest& request) {
  Typed typed("secokr update " + base::shell_quoted(request.key_result));
  typed.add("--accomplished", request.accomplished);
  typed.add("--next", request.next);
  typed.add("--risk", request.risk);
  return typed.given_back(std::move(error));
}

Expected<int> run_update(Context& context, const UpdateOptions& options) {
  const auto ports = cli::ports(context);
  if (!ports) {
    app::UpdateRequest said = options.request;
    if (!options.key_results.empty()) said.key_result = options.key_results.front();
    return fail(with_texts(ports.error(), said));
  }
  SECOKR_TRY(app::UpdateRequest request, request_from(context, options));
  const app::UpdateRequest given = request;
  auto composed = compose(context, *ports, request);
  if (!composed) {
    // A line that is wrong is corrected in the shell, where it still stands.
    const bool asked =
        request.accomplished != given.accomplished || request.next != given.next || request.risk != given.risk;
    if (composed.error().kind == ErrorKind::usage && !asked) return fail(std::move(composed).error());
    return fail(with_texts(std::move(composed).error(), request));
  }
  app::UpdatePlan& plan = *composed;
  for (const std::string& notice : plan.notices) context.say(notice);
  if (context.global().dry_run && !context.json()) context.print(render::update_heading(plan.result) + "\n");

  const auto applied = apply(
      context, plan.set, {.nothing = "Nothing to do: the week's update says the same already", .show_result = false});
  UpdatedKeyResult& row = plan.result.results.front();
  if (!applied) {
    row.outcome = UpdateOutcome::failed;
    if (context.json()) show(context, plan.result);
    return fail(with_note(applied.error(), plan));
  }
  if (context.global().dry_run) {
    if (!plan.set.empty() && !context.json()) context.print("\n" + base::strip_controls(plan.note) + "\n");
    return 0;
  }
  const auto& changes = applied->set.changes;
  if (!changes.empty() && changes.front().outcome == tracker::Outcome::unchanged)
    row.outcome = UpdateOutcome::unchanged;
  for (const tracker::Change& change : changes)
    for (const std::string& warning : change.warnings)
      context.say(fmt::format("Warning: {}: {}", change.name, warning));
  show(context, plan.result);
  return 0;
}

void bind_options(OptionBinder& binder, UpdateOptions& options) {
  app::UpdateRequest& request = options.request;
  binder.positionals("KR", options.key_results,
                     "The key result: \"Security Training/KR2\", the beginning of its reference, '#12' or its URL");
  binder.number("--value", request.value, "The metric's value now; the progress is computed from it");
  binder.number("--progress", request.progress, "The progress by hand, 0 to 100; wins over the computed one",
                "PERCENT");
  binder.choice("--health", options.health, {"on-track", "needs-attention", "at-risk"}, "The key result's health");
  binder.text("--accomplished", request.accomplished,
              "What was accomplished this week; Markdown, several lines are fine");
  binder.text("--next", request.next, "What will be accomplished next week");
  binder.text("--risk", request.risk,
              "Reason; help needed; @stakeholders: demanded where health is not On Track or a milestone is at risk");
  binder.texts("--milestone", options.milestones, "A milestone at risk, such as 2=at-risk; 2=on-track takes it back",
               "N=at-risk");
  binder.day("--week", request.week, "Any day of the week that the update is about");
}

}  // namespace

CommandSpec update_command() {
  CommandSpec spec;
  spec.path = "update";
  spec.group = groups::run;
  spec.summary = "Post the weekly update of a key result";
  spec.description =
      "Posts progress, health and what happened as a note on the key result's issue, once a week. Updating the same "
      "week "
      "again edits the note; what is not given stays as posted, and where nothing differs nothing is written. On a "
      "terminal, what is missing is asked for.\n\nThe progress of a key result with a metric is computed from --value; "
      "--progress wins over it, and both are shown. Without --week it is this week from Wednesday on; on Monday and "
      "Tuesday it is last week while its update is missing.\n\nAnybody may post: that a key result is another's is "
      "said. "
      "When the post fails, the whole text is printed with the error.";
  spec.examples = {
      {"secokr update \"Security Training/KR1\" --value 78 --health on-track --accomplished \"Enrolled everyone\"",
       "Friday's update"},
      {"secokr update sec/kr1 --health at-risk --risk \"No trainer; budget; @ciso\" --milestone 2=at-risk",
       "The same week, now at risk"},
      {"secokr update '#12' --progress 40 --health on-track --week 2027-02-12 --dry-run",
       "Show the exact note of an earlier week"}};
  spec.schema = "update";
  spec.needs = Needs::tracker;
  spec.writes = true;
  spec.bind = [](OptionBinder& binder) -> Runner {
    auto options = std::make_shared<UpdateOptions>();
    bind_options(binder, *options);
    return [options](Context& context) { return run_update(context, *options); };
  };
  return spec;
}

}  // namespace secokr::cli
