#include "app/draft/start.hpp"

#include <fmt/format.h>

#include "app/core/may_change.hpp"
#include "app/published/name.hpp"
#include "base/shell.hpp"
#include "cli/ask/prompts.hpp"
#include "cli/commands/draft/carry_out.hpp"
#include "cli/commands/draft/verb.hpp"
#include "cli/core/draft_quarter.hpp"
#include "cli/core/heading.hpp"
#include "cli/core/next_commands.hpp"
#include "cli/core/ports.hpp"
#include "cli/core/report_error.hpp"
#include "cli/write/apply.hpp"
#include "render/core/findings.hpp"

namespace secokr::cli {
namespace {

struct DraftStartOptions {
  bool no_carry = false;
};

/// A tracker that cannot be read leaves nothing out silently.
Error with_way_out(Context& context, Quarter quarter, Error error) {
  const std::string way_out =
      "without the running key results: " + typed_next(context, quarter, "draft start --no-carry");
  error.help = error.help.empty() ? way_out : fmt::format("{}; {}", error.help, way_out);
  return error;
}

Expected<app::RunningQuarter> read_running(Context& context, app::Ports& ports, Quarter planned) {
  SECOKR_TRY(ports.tracker, context.tracker());
  return app::read_running_quarter(ports, planned);
}

/// Asks for each open key result that the user may decide on; every answer is carried out at once, so that leaving
/// early loses none.
Status ask_for_all(Context& context, app::Ports& ports, const app::RunningQuarter& running, Quarter planned,
                   const std::vector<std::string>& open) {
  SECOKR_CHECK(act_as_user(context, ports));
  std::size_t of_others = 0;
  std::size_t later = 0;
  bool left = false;
  for (const std::string& name : open) {
    const auto found = app::find_published_key_result(running.plan, name);
    const auto* known = found ? running.find(*found->key_result) : nullptr;
    if (known == nullptr) continue;
    if (!app::may_change(ports, known->objective.plan, known->plan)) {
      ++of_others;
      continue;
    }
    if (left) {
      ++later;
      continue;
    }
    SECOKR_TRY(const auto carry, app::Carry::begin(ports, running, {.key_result = name}, {}));
    const auto done = ask_and_carry_out(context, planned, carry);
    left = !done && done.error().kind == ErrorKind::interrupted;
    if (!done && !left) context.err() << error_text(done.error(), context.error_page());
    if (!done || !*done) ++later;
  }
  if (later > 0) context.say(fmt::format("{} left for later", render::counted(later, "key result")));
  if (of_others > 0) context.say(fmt::format("{} for others to decide on", render::counted(of_others, "key result")));
  return {};
}

void tell_next(Context& context, Quarter quarter, const app::DraftStart& start, bool asks) {
  if (start.is_new)
    context.say(fmt::format("Share {} with the functional leaders; each of them types next: {}", start.path,
                            typed_next(context, quarter, "draft objective", TypedBy::somebody_else)));
  if (!asks && !start.open.empty())
    context.say(fmt::format(
        "{} to keep, modify or drop, such as: {}", render::counted(start.open.size(), "running key result"),
        typed_next(context, quarter, fmt::format("draft carry {} --keep", base::shell_quoted(start.open.front())))));
}

Expected<int> run_draft_start(Context& context, const DraftStartOptions& options) {
  SECOKR_TRY(const Quarter quarter, draft_quarter(context));
  SECOKR_TRY(app::Ports ports, cli::ports_to_read(context));
  std::optional<app::RunningQuarter> running;
  if (!options.no_carry) {
    auto read = read_running(context, ports, quarter);
    if (!read) return fail(with_way_out(context, quarter, std::move(read).error()));
    running = *std::move(read);
  }
  SECOKR_TRY(const app::DraftStart start, app::plan_draft_start(ports, quarter, running ? &*running : nullptr));
  print_heading(context, quarter, "planning document");
  SECOKR_TRY(const ApplyResult result,
             apply(context, start.set, {.nothing = fmt::format("{} is there already and stays as it is", start.path)}));
  const bool asks = running && can_ask(context) && !context.json() && !context.global().dry_run;
  if (result.was_applied || start.set.empty()) tell_next(context, quarter, start, asks);
  if (asks) SECOKR_CHECK(ask_for_all(context, ports, *running, quarter, start.open));
  return 0;
}

}  // namespace

CommandSpec draft_start_command() {
  return draft_verb({
      .path = "draft start",
      .summary = "Write the quarter's planning document",
      .description =
          "Writes okrs/QUARTER/README.md: the timeline, the participants of the draft review (the division's Senior "
          "Managers and above), the key results of the quarter that runs now, with progress and forecast, and a "
          "section for each functional leader's rough ideas. A document that is there is never overwritten: it gets "
          "the lines of running key results that it lacks. On a terminal it then asks for each of them that is yours "
          "to decide on: keep, modify, drop or later, as `draft carry` does.\n\nA workspace changes the document's "
          "shape with templates/planning.md.",
      .examples = {{"secokr draft start", "The document of the quarter that is planned next"},
                   {"secokr draft start FY28-Q2 --dry-run", "What another quarter's would be"},
                   {"secokr draft start --no-carry", "Without the running key results, and without the tracker"}},
      .bind = with_options<DraftStartOptions>(
          [](OptionBinder& binder, DraftStartOptions& options) {
            binder.quarter_argument();
            binder.flag("--no-carry", options.no_carry, "Leave the running quarter's key results out");
          },
          run_draft_start),
  });
}

}  // namespace secokr::cli
