#include "cli/editor.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include "base/file.hpp"
#include "base/private_file.hpp"
#include "base/process.hpp"
#include "base/text.hpp"
#include "cli/prompts.hpp"
#include "cli/report_error.hpp"

namespace secokr::cli {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> variable(const Context& context, std::string_view name) {
  auto value = context.environment().get(name);
  if (value && base::trim(*value).empty()) return std::nullopt;
  return value;
}

std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words;
  for (const std::string_view word : base::split(line, ' '))
    if (!word.empty()) words.emplace_back(word);
  return words;
}

/// The editor and its arguments.
Expected<std::vector<std::string>> editor_words(const Context& context) {
  for (const auto name : {"SECOKR_EDITOR", "VISUAL", "EDITOR"})
    if (const auto value = variable(context, name)) return words_of(*value);
  for (const auto name : {"editor", "nano", "vi"})
    if (base::program_path(name, context.environment())) return std::vector<std::string>{name};
  return fail({.kind = ErrorKind::local_file,
               .what = "No editor was found",
               .reason = "Neither SECOKR_EDITOR, VISUAL nor EDITOR names one, and there is no editor, nano or vi",
               .help = "Name yours: export EDITOR=nano"});
}

void remove_buffer(const fs::path& buffer) {
  std::error_code ignored;
  fs::remove(buffer, ignored);
  fs::remove(buffer.parent_path(), ignored);  // only when nothing else is in it
}

Error left_as_it_was(std::string what) {
  return {.kind = ErrorKind::interrupted, .what = std::move(what), .reason = "Nothing was written"};
}

std::string waiting_text(const fs::path& buffer) {
  return fmt::format("Your text waits in {}, and is offered when you try again", buffer.string());
}

/// What somebody saved is theirs: it waits where it stands.
Error kept(Error error, const fs::path& buffer) {
  error.notes.push_back({.text = waiting_text(buffer)});
  return error;
}

/// Puts the text into the buffer, unless a person wants to go on with what an earlier run left there.
Status prepare(Context& context, const EditorTask& task, const fs::path& buffer) {
  std::error_code ignored;
  if (fs::exists(buffer, ignored)) {
    SECOKR_TRY(const auto left, base::read_file(buffer));
    if (left.text != task.text && !base::trim(left.text).empty()) {
      context.say(fmt::format("An earlier run left a text in {}", buffer.string()));
      SECOKR_TRY(const bool go_on, confirm(context, "Go on with it?", true));
      if (go_on) return {};
    }
  }
  return base::replace_private_file(buffer, task.text);
}

/// How the editor ended, in words; nothing where it ended well.
std::optional<std::string> failure_of(const base::ProgramEnd& end, const std::string& editor) {
  if (end.signal != 0) return fmt::format("The editor {} was ended by signal {}", editor, end.signal);
  if (end.code != 0) return fmt::format("The editor {} ended with code {}", editor, end.code);
  return std::nullopt;
}

/// One visit to the editor: the text as the person left it.
Expected<std::string> visit(Context& context, std::vector<std::string> editor, const fs::path& buffer,
                            const std::string& untouched) {
  editor.push_back(buffer.string());
  context.out().flush();
  context.err().flush();
  const auto end =
      base::run_on_terminal({.words = editor, .environment = context.environment(), .folder = context.folder()});
  std::error_code ignored;
  std::string text;
  if (fs::exists(buffer, ignored)) {
    SECOKR_TRY(auto file, base::read_file(buffer));
    text = std::move(file.text);
  }
  const bool is_empty = base::trim(text).empty();
  const bool is_theirs = !is_empty && text != untouched;
  if (!is_theirs) remove_buffer(buffer);
  if (!end) return fail(is_theirs ? kept(end.error(), buffer) : end.error());
  if (const auto failure = failure_of(*end, editor.front()))
    return fail(is_theirs ? kept(left_as_it_was(*failure), buffer) : left_as_it_was(*failure));
  if (!is_theirs) return fail(left_as_it_was(is_empty ? "The text is empty" : "The text was left as it was"));
  return text;
}

}  // namespace

std::string Edited::waiting() const { return waiting_text(m_buffer); }

void Edited::discard() const { remove_buffer(m_buffer); }

Expected<Edited> edit_text(Context& context, const EditorTask& task) {
  if (!can_ask(context))
    return fail({.kind = ErrorKind::usage,
                 .what = "An editor needs a terminal",
                 .reason = context.global().no_input ? "--no-input forbids questions, and an editor is one"
                                                     : "There is none here",
                 .help = "Give the text by flags, or run it on a terminal"});
  SECOKR_TRY(const auto editor, editor_words(context));
  const fs::path buffer = context.state_folder() / "drafts" / task.name;
  SECOKR_CHECK(prepare(context, task, buffer));
  for (;;) {
    SECOKR_TRY(std::string text, visit(context, editor, buffer, task.text));
    const auto verdict = task.validate ? task.validate(text) : Status{};
    if (verdict.has_value()) return Edited(std::move(text), buffer);
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
