#include "cli/core/man.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "cli/core/global_options.hpp"
#include "cli/core/global_use.hpp"
#include "cli/core/help.hpp"
#include "cli/core/path.hpp"
#include "cli/core/registry.hpp"
#include "cli/core/version.hpp"

namespace secokr::cli {
namespace {

/// Text as roff shows it: a line that begins with a dot or a quote is no request, and a hyphen can be copied.
std::string roff(std::string_view text) {
  std::string result;
  for (const auto line : base::split(text, '\n')) {
    if (!result.empty()) result += '\n';
    if (line.empty()) result += ".PP";
    if (line.starts_with('.') || line.starts_with('\'')) result += "\\&";
    for (const char c : line) result += c == '\\' ? "\\e" : c == '-' ? "\\-" : std::string(1, c);
  }
  return result;
}

std::string page_name(std::string_view path) {
  std::string name = path.empty() ? "secokr" : fmt::format("secokr-{}", path);
  std::ranges::replace(name, ' ', '-');
  return name;
}

std::string title(const std::string& path, std::string_view summary) {
  return fmt::format(".TH {} 1 \"\" \"secokr {}\" \"secokr manual\"\n.SH NAME\n{} \\- {}\n", roff(page_name(path)),
                     roff(version()), roff(page_name(path)), roff(summary));
}

std::string section(std::string_view heading, const std::string& text) {
  return text.empty() ? std::string{} : fmt::format(".SH {}\n{}", heading, text);
}

std::string paragraphs(std::string_view text) { return roff(base::trim(text)) + "\n"; }

std::string tagged(std::string_view tag, std::string_view text) {
  return fmt::format(".TP\n\\fB{}\\fR\n{}\n", roff(tag), roff(text));
}

/// Lines as they stand.
std::string verbatim(std::string_view text) { return ".EX\n" + roff(base::trim(text)) + "\n.EE\n"; }

template <class Wanted>
std::string declared(const std::vector<OptionDeclaration>& declarations, Wanted wanted) {
  std::string text;
  for (const auto& declaration : declarations)
    if (!declaration.hidden && wanted(declaration)) text += tagged(option_label(declaration), option_text(declaration));
  return text;
}

std::string exit_status() { return section("EXIT STATUS", verbatim(*topic_help("exit-codes", {}))); }

std::string see_also(const std::vector<std::string>& paths) {
  std::string text;
  for (const auto& path : paths) text += fmt::format("{}.BR {} (1)", text.empty() ? "" : ",\n", roff(page_name(path)));
  return section("SEE ALSO", text.empty() ? text : text + "\n");
}

std::vector<std::string> related(const CommandSpec& command, std::span<const CommandSpec> commands) {
  std::vector<std::string> paths{""};
  const std::string noun = command.path.substr(0, command.path.find(' '));
  for (const auto& each : commands)
    if (each.path != command.path && (each.path + " ").starts_with(noun + " ")) paths.push_back(each.path);
  return paths;
}

}  // namespace

std::string manual_of(const CommandSpec& command, std::span<const CommandSpec> commands) {
  const auto own = declarations_of(command);
  std::string examples;
  for (const auto& example : command.examples)
    examples += (examples.empty() ? "" : ".PP\n") + roff(example.what) + ":\n.PP\n" + verbatim(example.command);
  return title(command.path, command.summary) + section("SYNOPSIS", verbatim("secokr " + usage_line(command))) +
         section("DESCRIPTION", paragraphs(command.description.empty() ? command.summary : command.description)) +
         section("ARGUMENTS", declared(own, [](const auto& each) { return each.positional; })) +
         section("OPTIONS", declared(own, [](const auto& each) { return !each.positional; })) +
         section("GLOBAL OPTIONS", declared(global_declarations(),
                                            [&](const auto& each) {
                                              return obeys(command, each.name()) &&
                                                     find_option(own, each.name()) == nullptr;
                                            })) +
         section("FORMATS", roff(base::join(command.formats, ", ")) + "\n") + section("EXAMPLES", examples) +
         exit_status() + see_also(related(command, commands));
}

std::string manual(std::span<const CommandSpec> commands) {
  std::string listed;
  std::vector<std::string> paths;
  for (const auto group : all_groups()) {
    std::string members;
    for (const auto& command : commands)
      if (command.group == group) members += tagged("secokr " + command.path, command.summary);
    if (!members.empty()) listed += fmt::format(".SS {}\n{}", roff(group), members);
  }
  for (const auto& command : commands) paths.push_back(command.path);
  return title("", "run a Security division's quarterly OKRs") +
         section("SYNOPSIS", verbatim("secokr COMMAND [options]")) +
         section("DESCRIPTION", paragraphs("secokr runs a Security division's quarterly OKRs, from first ideas to last "
                                           "score.")) +
         section("COMMANDS", listed) +
         section("OPTIONS", declared(global_declarations(), [](const auto&) { return true; })) + exit_status() +
         see_also(paths);
}

}  // namespace secokr::cli
