#include "cli/ask/editor.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "base/process.hpp"
#include "base/shell.hpp"
#include "base/text.hpp"
#include "cli/ask/interview.hpp"
#include "cli/ask/prompts.hpp"
#include "cli/core/report_error.hpp"

namespace secokr::cli {
namespace {

std::optional<std::string> variable(const Context& context, std::string_view name) {
  auto value = context.environment().get(name);
  if (value && base::trim(*value).empty()) return std::nullopt;
  return value;
}

/// What a variable says as a shell would read it; a path with blanks may also stand there as it is.
Expected<std::vector<std::string>> editor_in(const Context& context, std::string_view name, const std::string& value) {
  const auto plain = base::trim(value);
  std::error_code ignored;
  if (plain.find('/') != std::string_view::npos &&
      std::filesystem::is_regular_file(context.environment().path_of(plain), ignored))
    return std::vector<std::string>{context.environment().path_of(plain).string()};
  auto words = base::shell_words(plain);
  if (!words)
    return fail({.kind = ErrorKind::configuration,
                 .what = fmt::format("A quote in {} is not closed", name),
                 .reason = fmt::format("It is: {}", base::strip_controls(plain)),
                 .help = fmt::format("Close it: export {}='code --wait'", name)});
  if (words->front().starts_with("~/")) words->front() = context.environment().path_of(words->front()).string();
  return *std::move(words);
}

/// The editor and its arguments.
Expected<std::vector<std::string>> editor_words(const Context& context) {
  for (const std::string_view name : {"SECOKR_EDITOR", "VISUAL", "EDITOR"})
    if (const auto value = variable(context, name)) return editor_in(context, name, *value);
  for (const auto name : {"editor", "nano", "vi"})
    if (base::program_path(name, context.environment())) return std::vector<std::string>{name};
  return fail({.kind = ErrorKind::local_file,
               .what = "No editor was found",
               .reason = "Neither SECOKR_EDITOR, VISUAL nor EDITOR names one, and there is no editor, nano or vi",
               .help = "Name yours: export EDITOR=nano"});
}

Error left_as_it_was(std::string what) {
  return {.kind = ErrorKind::interrupted, .what = std::move(what), .reason = "Nothing was written"};
}

std::string waiting_text(const EditorBuffer& buffer) {
  return fmt::format("Your text waits in {}, and is offered when you try again", buffer.path().string());
}

/// What somebody saved is theirs: it waits where it stands.
Error kept(Error error, const EditorBuffer& buffer) {
  error.notes.push_back({.text = waiting_text(buffer)});
  return error;
}

/// Puts the text into the buffer, unless a person wants to go on with what an earlier run left there.
Status prepare(Context& context, const EditorRequest& request, const EditorBuffer& buffer) {
  SECOKR_TRY(const auto left, buffer.folder.read(buffer.name));
  if (left && left->text != request.text && !base::trim(left->text).empty()) {
    context.say(fmt::format("An earlier run left a text in {}", buffer.path().string()));
    SECOKR_TRY(const bool go_on, confirm(context, "Go on with it?", true));
    if (go_on) return {};
  }
  return buffer.folder.write(buffer.name, request.text);
}

/// How the editor ended, in words; nothing where it ended well.
std::optional<std::string> failure_of(const base::ProgramEnd& end, const std::string& editor) {
  if (end.signal != 0) return fmt::format("The editor {} was ended by signal {}", editor, end.signal);
  if (end.code != 0) return fmt::format("The editor {} ended with code {}", editor, end.code);
  return std::nullopt;
}

/// One visit to the editor: the text as the person left it.
Expected<std::string> visit(Context& context, std::vector<std::string> editor, const EditorBuffer& buffer,
                            const std::string& untouched) {
  editor.push_back(buffer.path().string());
  context.out().flush();
  context.err().flush();
  const auto end =
      base::run_on_terminal({.words = editor, .environment = context.environment(), .folder = context.folder()});
  SECOKR_TRY(auto file, buffer.folder.read(buffer.name));
  const std::string text = file ? std::move(file->text) : std::string();
  const bool is_empty = base::trim(text).empty();
  const bool is_theirs = !is_empty && text != untouched;
  if (!is_theirs) (void)buffer.folder.remove(buffer.name);
  if (!end) return fail(is_theirs ? kept(end.error(), buffer) : end.error());
  if (const auto failure = failure_of(*end, editor.front()))
    return fail(is_theirs ? kept(left_as_it_was(*failure), buffer) : left_as_it_was(*failure));
  if (!is_theirs) return fail(left_as_it_was(is_empty ? "The text is empty" : "The text was left as it was"));
  return text;
}

}  // namespace

std::string Edited::waiting() const { return waiting_text(m_buffer); }

void Edited::discard() const { (void)m_buffer.folder.remove(m_buffer.name); }

Expected<Edited> edit_text(Context& context, const EditorRequest& request) {
  if (!can_ask(context))
    return fail({.kind = ErrorKind::usage,
                 .what = "An editor needs a terminal",
                 .reason = context.global().no_input ? "--no-input forbids questions, and an editor is one"
                                                     : "There is none here",
                 .help = "Give the text by flags, or run it on a terminal"});
  SECOKR_TRY(const base::StateFolder state, context.state());
  const EditorBuffer buffer{state.sub("drafts"), request.name};
  if (request.answers_a_question) {
    SECOKR_TRY(auto before, context.interview().recall_edit(request.name));
    if (before && (!request.validate || request.validate(*before))) return Edited(*std::move(before), buffer);
  }
  SECOKR_TRY(const auto editor, editor_words(context));
  SECOKR_CHECK(prepare(context, request, buffer));
  for (;;) {
    SECOKR_TRY(std::string text, visit(context, editor, buffer, request.text));
    const auto verdict = request.validate ? request.validate(text) : Status{};
    if (verdict.has_value()) {
      if (request.answers_a_question) context.interview().keep_edit(request.name, text);
      return Edited(std::move(text), buffer);
    }
    if (context.global().yes) return fail(kept(verdict.error(), buffer));
    context.err() << error_text(verdict.error(), context.error_page());
    const auto go_on = confirm(context, "Go on editing?", true);
    if (!go_on) return fail(kept(go_on.error(), buffer));
    if (!*go_on)
      return fail(kept(
          {.kind = verdict.error().kind, .what = "The text was not taken", .reason = "Nothing was written"}, buffer));
  }
}

}  // namespace secokr::cli
