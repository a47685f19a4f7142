#include "cli/core/help.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "cli/core/path.hpp"
#include "cli/core/registry.hpp"
#include "render/core/wrap.hpp"

namespace secokr::cli {
namespace {

using render::Page;
using render::Term;
using render::Tone;

std::string heading(std::string_view text, const Page& page) { return page.style.paint(Tone::heading, text) + "\n"; }

std::string paragraphs(std::string_view text, const Page& page) {
  return render::wrap_indented(base::trim(text), page.width, 0);
}

std::string usage_text(const std::string& line, const Page& page) {
  const auto lines = render::wrap(line, page.width && *page.width > 14 ? std::optional{*page.width - 7} : std::nullopt);
  std::string text = "Usage: ";
  for (std::size_t i = 0; i < lines.size(); ++i) text += (i == 0 ? "" : "       ") + lines[i] + "\n";
  return text;
}

std::string declarations_text(const std::vector<OptionDeclaration>& declarations, const Page& page) {
  std::vector<Term> arguments;
  std::vector<Term> options;
  for (const auto& declaration : declarations)
    if (!declaration.hidden)
      (declaration.positional ? arguments : options).push_back({option_label(declaration), option_text(declaration)});
  std::string text;
  if (!arguments.empty()) text += "\n" + heading("Arguments:", page) + render::term_list(arguments, page.width);
  if (!options.empty()) text += "\n" + heading("Options:", page) + render::term_list(options, page.width);
  return text;
}

std::string examples_text(const CommandSpec& command, const Page& page) {
  if (command.examples.empty()) return {};
  std::string text = "\n" + heading("Examples:", page);
  for (const auto& example : command.examples)
    text += render::wrap_indented(example.what, page.width, 2) + "    $ " + example.command + "\n";
  return text;
}

std::string commands_text(const std::vector<const CommandSpec*>& commands, const Page& page) {
  std::vector<Term> terms;
  for (const auto* command : commands) terms.push_back({command->path, command->summary});
  return render::term_list(terms, page.width);
}

std::string closing_line(const Page& page) {
  return "\n" + paragraphs("Global options, such as --quarter, --json and --dry-run: secokr help options", page);
}

}  // namespace

std::string usage_line(const CommandSpec& command) {
  std::string line = command.path;
  const auto declarations = declarations_of(command);
  for (const auto& declaration : declarations)
    if (!declaration.positional && declaration.required)
      line += fmt::format(" {} {}", declaration.name(), declaration.value_name);
  if (std::ranges::any_of(declarations,
                          [](const auto& each) { return !each.positional && !each.required && !each.hidden; }))
    line += " [options]";
  for (const auto& declaration : declarations) {
    if (!declaration.positional || declaration.hidden) continue;
    const auto name = declaration.name() + (declaration.repeatable ? "..." : "");
    line += declaration.required ? " " + name : fmt::format(" [{}]", name);
  }
  return line;
}

std::string option_label(const OptionDeclaration& declaration) {
  if (declaration.positional) return declaration.name();
  auto label = base::join(declaration.names, ", ");
  if (declaration.takes_value()) label += " " + declaration.value_name;
  return label;
}

std::string option_text(const OptionDeclaration& declaration) {
  auto text = declaration.help;
  if (!declaration.allowed.empty()) text += fmt::format(": {}", base::join(declaration.allowed, ", "));
  if (declaration.repeatable && !declaration.positional) text += " (may be repeated)";
  return text;
}

std::string command_help(const CommandSpec& command, std::span<const CommandSpec> commands, const Page& page) {
  auto text = paragraphs(command.summary, page) + "\n" + usage_text("secokr " + usage_line(command), page);
  if (!command.description.empty()) text += "\n" + paragraphs(command.description, page);
  text += declarations_text(declarations_of(command), page);
  if (command.formats.size() > 1)
    text += "\n" + heading("Formats:", page) +
            render::term_list({{base::join(command.formats, ", "),
                                command.schema.empty() ? std::string{} : "secokr help schema " + command.schema}},
                              page.width);
  if (const auto below = commands_below(commands, command.path); !below.empty())
    text += "\n" + heading("Commands:", page) + commands_text(below, page);
  return text + examples_text(command, page) + closing_line(page);
}

std::string group_help(std::string_view group, std::span<const CommandSpec> commands, const Page& page) {
  if (const auto* own = command_at(commands, group)) return command_help(*own, commands, page);
  return usage_text(fmt::format("secokr {} COMMAND [options]", group), page) + "\n" + heading("Commands:", page) +
         commands_text(commands_below(commands, group), page) + closing_line(page);
}

std::string overview(std::span<const CommandSpec> commands, const Page& page) {
  auto text = paragraphs("secokr runs a Security division's quarterly OKRs, from first ideas to last score", page) +
              "\n" + usage_text("secokr COMMAND [options]", page);
  for (const auto group : all_groups()) {
    std::vector<const CommandSpec*> members;
    for (const auto& command : commands)
      if (command.group == group) members.push_back(&command);
    if (!members.empty()) text += fmt::format("\n{}{}", heading(group, page), commands_text(members, page));
  }
  std::vector<Term> terms{{"help COMMAND", "Everything about one command"}};
  for (const auto& topic : topics()) terms.push_back({"help " + std::string{topic.name}, std::string{topic.summary}});
  return text + "\n" + heading("More help", page) + render::term_list(terms, page.width);
}

std::string how_to_begin() {
  return "secokr init              write a workspace here, on the local tracker\n"
         "secokr init --example    try it first with a believable division\n"
         "secokr help              every command\n";
}

}  // namespace secokr::cli
