#include "cli/core/report_error.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "render/core/sentence.hpp"
#include "render/core/wrap.hpp"

namespace secokr::cli {
namespace {

using render::Tone;

std::string clean(const std::string& text) { return base::strip_controls(text); }

/// Wrapped behind its label. A command is left on one line, so that it can be copied.
std::string labelled(const std::string& label, Tone tone, const std::string& raw, const render::Page& page) {
  const std::string text = clean(render::sentence(raw));
  return page.style.paint(tone, label) + " " + render::message_lines(text, page.width, label.size() + 1);
}

/// What should stand there is a phrase; a sentence says what is wrong or what to do.
bool is_sentence(const std::string& text) {
  const bool begins_one = !text.empty() && text.front() >= 'A' && text.front() <= 'Z' && text.size() > 1 &&
                          ((text[1] >= 'a' && text[1] <= 'z') || text[1] == ' ');
  const std::string word = text.substr(0, text.find(' '));
  return text.starts_with("`secokr ") || (begins_one && !word.ends_with(':'));
}

std::string note_text(const ErrorNote& note, const render::Page& page) {
  std::string place = clean(note.path);
  if (note.line) place += fmt::format("{}{}", place.empty() ? "line " : ":", *note.line);
  // One of several problems that no file shows.
  if (place.empty() && note.text.find('\n') == std::string::npos)
    return "  - " + render::wrap_indented(clean(note.text), page.width, 4).substr(4) +
           (note.expected.empty() ? "" : render::wrap_indented(clean(render::sentence(note.expected)), page.width, 4));
  std::string text;
  if (!place.empty()) text += "  " + page.style.paint(Tone::strong, place) + "\n";
  // A whole text is shown as it is, so that it can be copied; a line of a file beside its place.
  const bool is_whole = note.text.find('\n') != std::string::npos;
  if (is_whole)
    text += "\n" + clean(note.text) + "\n\n";
  else if (!note.text.empty() && note.line)
    text += fmt::format("    | {}\n", clean(note.text));
  else if (!note.text.empty())
    text += render::wrap_indented(clean(note.text), page.width, 4);
  if (note.expected.empty()) return text;
  const std::string label = is_sentence(note.expected) ? "" : "expected: ";
  text += render::wrap_indented(label + clean(note.expected), page.width, 4);
  return text;
}

}  // namespace

std::string error_text(const Error& error, const render::Page& page) {
  std::string text = labelled("error:", Tone::bad, error.what, page);
  if (!error.reason.empty()) text += render::wrap_indented(clean(render::sentence(error.reason)), page.width, 2);
  for (const auto& note : error.notes) text += note_text(note, page);
  if (!error.help.empty()) text += labelled("help:", Tone::accent, error.help, page);
  return text;
}

render::Json error_json(const Error& error) {
  render::Json body;
  body["kind"] = to_string(error.kind);
  body["what"] = render::sentence(error.what);
  body["reason"] = render::sentence(error.reason);
  body["help"] = render::sentence(error.help);
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
