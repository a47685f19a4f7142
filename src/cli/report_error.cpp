#include "cli/report_error.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "render/wrap.hpp"

namespace secokr::cli {
namespace {

using render::Tone;

std::string clean(const std::string& text) { return base::strip_controls(text); }

std::string note_text(const ErrorNote& note, const render::Page& page) {
  std::string place = clean(note.path);
  if (note.line) place += fmt::format("{}{}", place.empty() ? "line " : ":", *note.line);
  std::string text;
  if (!place.empty()) text += "  " + page.style.paint(Tone::strong, place) + "\n";
  // A whole text is shown as it is, so that it can be copied; a line of a file beside its place.
  const bool is_whole = note.text.find('\n') != std::string::npos;
  if (is_whole)
    text += "\n" + clean(note.text) + "\n\n";
  else if (!note.text.empty())
    text += fmt::format("    | {}\n", clean(note.text));
  if (!note.expected.empty()) text += render::wrap_indented("expected: " + clean(note.expected), page.width, 4);
  return text;
}

}  // namespace

std::string error_text(const Error& error, const render::Page& page) {
  std::string text = page.style.paint(Tone::bad, "error:") + " " + clean(error.what) + "\n";
  if (!error.reason.empty()) text += render::wrap_indented(clean(error.reason), page.width, 2);
  for (const auto& note : error.notes) text += note_text(note, page);
  if (!error.help.empty()) text += page.style.paint(Tone::accent, "help:") + " " + clean(error.help) + "\n";
  return text;
}

render::Json error_json(const Error& error) {
  render::Json body;
  body["kind"] = to_string(error.kind);
  body["what"] = error.what;
  body["reason"] = error.reason;
  body["help"] = error.help;
  body["notes"] = render::Json::array();
  for (const auto& note : error.notes) {
    render::Json row;
    row["path"] = note.path;
    render::put_if(row, "line", note.line);
    render::put_if(row, "text", note.text);
    render::put_if(row, "expected", note.expected);
    body["notes"].push_back(std::move(row));
  }
  render::Json json;
  json["error"] = std::move(body);
  return json;
}

Error bug_error(const std::string& what) {
  return {.kind = ErrorKind::bug,
          .what = "secokr ran into a mistake of its own",
          .reason = what,
          .help = "Please report it with the command you typed and this text; nothing half-written is left behind"};
}

}  // namespace secokr::cli
