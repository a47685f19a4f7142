#include "app/draft/edit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>

#include "base/shell.hpp"
#include "cli/ask/editor.hpp"
#include "cli/ask/prompts.hpp"
#include "cli/commands/draft/flags.hpp"
#include "cli/commands/draft/verb.hpp"
#include "cli/commands/draft/words.hpp"
#include "cli/core/draft_quarter.hpp"
#include "cli/core/ports.hpp"

namespace secokr::cli {
namespace {

/// The fields of both; one that both have stands once.
std::vector<FieldFlag> all_flags() {
  auto flags = objective_flags();
  for (FieldFlag& flag : key_result_flags()) {
    const auto both = std::ranges::find(flags, flag.field, &FieldFlag::field);
    if (both == flags.end())
      flags.push_back(std::move(flag));
    else if (flag.field == Field::title)
      both->help = "Its title, in one line";
    else if (flag.field == Field::dri)
      both->help = "Who is accountable for it";
  }
  const auto milestone = std::ranges::find(flags, Field::milestone, &FieldFlag::field);
  milestone->help =
      "A new one: 'DESCRIPTION; @DRI; DATE'; '2=DESCRIPTION; @DRI; DATE' changes what it names of the second";
  const auto dependency = std::ranges::find(flags, Field::dependency, &FieldFlag::field);
  dependency->help = "A new one: 'TEAM; NEED'; the team's manager comes from the org";
  return flags;
}

struct DraftEditOptions {
  std::string name{};
  std::vector<FieldFlag> fields = all_flags();
  std::optional<std::string> status{};
  std::optional<std::string> published{};
};

bool is_among(const std::vector<FieldFlag>& flags, Field field) {
  return std::ranges::find(flags, field, &FieldFlag::field) != flags.end();
}

/// A field of a key result belongs to a key result's name, and the other way round.
Status check_fields(const app::DraftEdit& edit, const app::Answers& answers) {
  const auto own = edit.is_key_result() ? key_result_flags() : objective_flags();
  for (const app::Answer& answer : answers) {
    if (is_among(own, answer.field)) continue;
    const std::string flag = app::flag_of(answer.field);
    const std::string reference = edit.file().document.objective().reference;
    return fail({.kind = ErrorKind::usage,
                 .what = fmt::format(
                     "{} is a field of {}, and {} is {}", flag, edit.is_key_result() ? "an objective" : "a key result",
                     base::shell_quoted(edit.name()), edit.is_key_result() ? "a key result" : "an objective"),
                 .help = fmt::format("secokr draft edit {} {} {}",
                                     base::shell_quoted(edit.is_key_result() ? reference : reference + "/KR1"), flag,
                                     answer.text.empty() ? "''" : base::shell_word(answer.text))});
  }
  return {};
}

Status check_guarded(const DraftEditOptions& options) {
  if (options.status)
    return fail({.kind = ErrorKind::usage,
                 .what = "The status is not edited",
                 .reason = "It is proposed by its leader and decided on by the CISO (P5)",
                 .help = fmt::format("secokr draft propose {0}, secokr draft include {0} or secokr draft exclude {0} "
                                     "--reason TEXT",
                                     base::shell_quoted(options.name))});
  if (options.published)
    return fail({.kind = ErrorKind::usage,
                 .what = "Published is not edited",
                 .reason = "It is where the issue stands",
                 .help = "secokr finalize writes it"});
  return {};
}

Error nothing_to_change(const DraftEditOptions& options) {
  return {
      .kind = ErrorKind::usage,
      .what = "Nothing is said to change",
      .reason = "On a terminal the file would open in your editor",
      .help = fmt::format("Give a field, such as secokr draft edit {} --title TEXT; secokr help draft edit lists them",
                          base::shell_quoted(options.name))};
}

/// Shows and writes it. True once nothing of it is left to be written.
Expected<bool> write_edit(Context& context, Quarter quarter, const app::DraftChange& change) {
  SECOKR_TRY(const ApplyResult result,
             write_change(context, quarter, "edit", change,
                          {.nothing = fmt::format("Nothing to do: {} says that already", change.path)}));
  if (change.set.empty()) return true;
  if (change.is_published) tell_amendment(context, quarter, change.name.substr(0, change.name.find('/')));
  return result.was_applied;
}

Expected<int> edit_in_editor(Context& context, Quarter quarter, const app::DraftEdit& edit) {
  const std::string file = std::filesystem::path(edit.file().path).filename().string();
  SECOKR_TRY(const Edited edited, edit_text(context, {.name = fmt::format("{}-{}", to_string(quarter), file),
                                                      .text = edit.file().document.text(),
                                                      .validate = [&](const std::string& text) -> Status {
                                                        SECOKR_CHECK(edit.plan_text(text));
                                                        return {};
                                                      }}));
  SECOKR_TRY(const app::DraftChange change, edit.plan_text(edited.text()));
  auto done = write_edit(context, quarter, change);
  if (!done) {
    Error error = std::move(done).error();
    error.notes.push_back({.text = edited.waiting()});
    return fail(std::move(error));
  }
  if (*done) edited.discard();
  return 0;
}

Expected<int> run_draft_edit(Context& context, const DraftEditOptions& options) {
  SECOKR_CHECK(check_guarded(options));
  SECOKR_TRY(const Quarter quarter, draft_quarter(context, {options.name}));
  SECOKR_TRY(const app::Ports ports, cli::ports(context));
  SECOKR_TRY(auto set_aside, overrides(context));
  SECOKR_TRY(const auto edit, app::DraftEdit::begin(ports, quarter, options.name, std::move(set_aside)));
  const app::Answers answers = answers_of(options.fields);
  if (answers.empty()) {
    if (!can_ask(context)) return fail(nothing_to_change(options));
    return edit_in_editor(context, quarter, edit);
  }
  SECOKR_CHECK(check_fields(edit, answers));
  SECOKR_TRY(const app::DraftChange change, edit.plan(answers));
  SECOKR_CHECK(write_edit(context, quarter, change));
  return 0;
}

}  // namespace

CommandSpec draft_edit_command() {
  return draft_verb({
      .path = "draft edit",
      .summary = "Change an objective or a key result",
      .description =
          "Flags change exactly their own lines of the file; an empty text takes a field out. Without flags the whole "
          "file opens in your editor ($SECOKR_EDITOR, $VISUAL or $EDITOR), and what cannot be understood is shown with "
          "its line while you can still change it. Then everything that the rules say of it today.\n\nStatus, "
          "Published and the ids are not edited: draft propose, draft include, draft exclude and finalize write them. "
          "A published objective may be edited; that takes effect with finalize --amend (F4).",
      .examples = {{"secokr draft edit 'Security Training'", "In your editor"},
                   {"secokr draft edit 'Security Training/KR1' --metric 'completion rate from 62 to 95 %' --milestone "
                    "'2=; ; 2027-03-31'",
                    "By flags: a new target, and another date for the second milestone"},
                   {"secokr draft edit 'Security Training' --budget ''", "Take a field out"}},
      .judges_rules = true,
      .bind = with_options<DraftEditOptions>(
          [](OptionBinder& binder, DraftEditOptions& options) {
            binder.positional("REF|KR", options.name,
                              "The objective or key result: \"Security Training\", \"Security Training/KR2\"");
            bind_fields(binder, options.fields);
            binder.text("--status", options.status, "Not edited").make_hidden();
            binder.text("--published", options.published, "Not edited").make_hidden();
          },
          run_draft_edit),
  });
}

}  // namespace secokr::cli
