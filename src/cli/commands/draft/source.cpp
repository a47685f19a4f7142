#include "cli/commands/draft/source.hpp"

#include <fmt/format.h>

#include "base/file.hpp"
#include "base/text.hpp"
#include "cli/ask/prompts.hpp"
#include "workspace/templates.hpp"

namespace secokr::cli {
namespace {

Status check_shape(const SourceRequest& task, const std::string& path, const std::string& text) {
  Error error{
      .kind = ErrorKind::usage, .what = "The text is not as the template has it", .reason = "Nothing was written"};
  for (const documents::Problem& problem : task.problems(text))
    if (problem.severity == Severity::error)
      error.notes.push_back(
          {.path = path,
           .line = problem.line,
           .text = problem.text,
           .expected = fmt::format("{} ({}: {})", problem.expected, to_string(problem.rule), problem.message)});
  if (error.notes.empty()) return {};
  return fail(std::move(error));
}

void tell_unfilled(Context& context, const SourceRequest& task, const std::string& text) {
  for (const documents::Problem& problem : task.problems(text))
    if (problem.severity != Severity::error)
      context.say(fmt::format("Line {}: {} ({})", problem.line, problem.message, to_string(problem.rule)));
}

Expected<std::string> read_source(Context& context, const std::string& file) {
  if (file == "-") return context.terminal().read_all();
  SECOKR_TRY(auto read, base::read_file(context.path_of(file)));
  return std::move(read.text);
}

Error no_terminal(const SourceRequest& task, const std::string& shape, const std::string& text) {
  return {.kind = ErrorKind::usage,
          .what = fmt::format("The template {} is to be filled in, and there is no terminal for an editor", shape),
          .reason = "Fill it in as a file, or give it on the standard input; its text stands below",
          .help = fmt::format("{} --template {} --file FILE", task.command, shape),
          .notes = {{.text = text}}};
}

}  // namespace

void bind_source(OptionBinder& binder, DraftSource& source, const std::string& shape) {
  binder.flag("-e,--editor", source.editor, "Opens it as a whole in your editor, with what the flags say");
  binder.choice("--template", source.shape, {shape}, "The template that leaders know, in your editor or from --file",
                "NAME");
  binder.text("--file", source.file, "Reads it from a file, or from the standard input with -", "FILE");
}

Expected<SourceText> take_text(Context& context, const DraftSource& source, const SourceRequest& task) {
  SourceText taken;
  const std::string path = source.file && *source.file != "-" ? *source.file : "";
  const auto validate = [&](const std::string& text) -> Status {
    return source.shape ? check_shape(task, path, text) : task.validate(text);
  };
  if (source.file) {
    SECOKR_TRY(taken.text, read_source(context, *source.file));
    SECOKR_CHECK(validate(taken.text));
  } else {
    std::string begun;
    if (source.shape) {
      SECOKR_TRY(const auto* workspace, context.workspace());
      SECOKR_TRY(begun, workspace::template_text(*workspace, task.template_name));
      if (!can_ask(context)) return fail(no_terminal(task, *source.shape, begun));
    } else {
      SECOKR_TRY(begun, task.form());
    }
    SECOKR_TRY(taken.edited, edit_text(context, {.name = task.buffer, .text = begun, .validate = validate}));
    taken.text = taken.edited->text();
  }
  if (source.shape) tell_unfilled(context, task, taken.text);
  return taken;
}

Expected<int> finish_source(const std::optional<SourceText>& source, Expected<bool> written) {
  const bool has_buffer = source && source->edited;
  if (!written) {
    Error error = std::move(written).error();
    // Who leaves on purpose leaves nothing behind; what failed is not lost.
    if (has_buffer && error.kind == ErrorKind::interrupted)
      source->edited->discard();
    else if (has_buffer)
      error.notes.push_back({.text = source->edited->waiting()});
    return fail(std::move(error));
  }
  if (has_buffer && *written) source->edited->discard();
  return 0;
}

}  // namespace secokr::cli
