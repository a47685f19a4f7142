#include "cli/commands/update/confirm.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.hpp"
#include "cli/ask/editor.hpp"
#include "cli/ask/interview.hpp"
#include "cli/ask/prompts.hpp"
#include "cli/commands/update/words.hpp"
#include "documents/note/update_file.hpp"
#include "render/core/fit.hpp"

namespace secokr::cli {
namespace {

std::vector<documents::FiledUpdate> all_filed(const std::vector<SaidUpdate>& said) {
  std::vector<documents::FiledUpdate> filed;
  for (const SaidUpdate& each : said) filed.push_back(app::filed_from(each.target, each.request));
  return filed;
}

std::string all_name(const std::vector<SaidUpdate>& said) {
  return fmt::format("updates-{}.md", to_string(said.front().target.week));
}

/// Every note in one buffer; each stays with its own heading.
Status edit_all(Context& context, std::vector<SaidUpdate>& said) {
  std::vector<documents::FiledUpdate> read;
  const EditorRequest task{
      .name = all_name(said),
      .text = documents::render_update_file(all_filed(said)),
      .validate = [&](const std::string& text) -> Status {
        SECOKR_TRY(read, read_update_file(text, "the editor's text"));
        for (const documents::FiledUpdate& filed : read)
          if (std::ranges::none_of(said, [&](const SaidUpdate& each) { return each.target.name == filed.name; }))
            return Status(fail({.kind = ErrorKind::usage,
                                .what = fmt::format("\"{}\" is none of the updates that are asked for", filed.name),
                                .help = "Keep the headings; delete a whole section to leave that key result out"}));
        return Status{};
      },
      .answers_a_question = true};
  SECOKR_TRY(const Edited edited, edit_text(context, task));
  std::vector<SaidUpdate> kept;
  for (const documents::FiledUpdate& filed : read)
    for (SaidUpdate& each : said)
      if (each.target.name == filed.name)
        kept.push_back({each.target, app::request_from(each.target, filed, &each.request)});
  said = std::move(kept);
  edited.discard();
  return {};
}

/// What is shown is what is posted: a text that is only proposed is said from now on.
void say_what_is_shown(std::vector<SaidUpdate>& said, const std::vector<documents::FiledUpdate>& shown) {
  for (std::size_t i = 0; i < said.size(); ++i)
    if (!said[i].request.accomplished && !said[i].target.posted && !shown[i].update.accomplished.empty())
      said[i].request.accomplished = shown[i].update.accomplished;
}

/// What is done besides the note: ticks and the state, which go into the description.
std::string besides_the_note(const SaidUpdate& said) {
  std::vector<std::string> acts;
  for (const app::MilestoneSaid& milestone : said.request.milestones) {
    if (milestone.word != app::MilestoneWord::done) continue;
    const auto& all = said.target.key_result.milestones;
    const auto found = std::ranges::find(all, milestone.number, &Milestone::number);
    acts.push_back(fmt::format("ticks milestone {}{}", milestone.number,
                               found == all.end() ? "" : fmt::format(" ({})", found->description)));
  }
  if (said.request.state) acts.push_back(fmt::format("sets the state to {}", to_string(*said.request.state)));
  return acts.empty() ? "" : fmt::format("{}: also {}", said.target.name, base::join(acts, ", and "));
}

Status must_be_decided(const std::string& text) {
  constexpr std::array<std::string_view, 5> words{"y", "yes", "n", "no", "e"};
  if (std::ranges::any_of(words, [&](std::string_view word) { return base::equals_folded(word, text); })) return {};
  return fail({.kind = ErrorKind::usage, .what = "Please answer y, n or e"});
}

}  // namespace

Status unless_left(Context& context, Status edited) {
  if (edited || edited.error().kind != ErrorKind::interrupted) return edited;
  context.err() << edited.error().what << "\n";
  return {};
}

Expected<bool> confirm_posting(Context& context, std::vector<SaidUpdate>& said) {
  const std::string name = all_name(said);
  context.interview().about(name);
  if (context.interview().knows_edit(name)) SECOKR_CHECK(unless_left(context, edit_all(context, said)));
  for (;;) {
    if (said.empty()) return false;
    if (context.global().dry_run) return true;  // it shows them itself, and posts none
    const auto shown = all_filed(said);
    say_what_is_shown(said, shown);
    context.err() << "\n"
                  << render::fitted(base::strip_controls(documents::render_update_file(shown)),
                                    context.error_page().width)
                  << "\n";
    for (const SaidUpdate& each : said)
      if (const std::string besides = besides_the_note(each); !besides.empty()) remark(context, besides);
    if (context.global().yes) return true;
    context.terminal().forget_typed_ahead();
    const std::string what = said.size() == 1 ? "this update" : fmt::format("these {} updates", said.size());
    SECOKR_TRY(const std::string answer, ask(context, {.text = fmt::format("Post {}? y, n or e for the editor", what),
                                                       .flag = "--yes",
                                                       .by_default = "y",
                                                       .validate = must_be_decided,
                                                       .decides = true}));
    const std::string word = base::fold_case(answer);
    if (word.front() == 'y') return true;
    if (word.front() == 'n') {
      context.interview().stays();
      return false;
    }
    SECOKR_CHECK(unless_left(context, edit_all(context, said)));
  }
}

}  // namespace secokr::cli
