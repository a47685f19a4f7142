#include "cli/core/path.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "cli/core/pasted_dash.hpp"

namespace secokr::cli {
namespace {

/// The words that may follow `path`.
std::vector<std::string> next_words(std::string_view path, std::span<const CommandSpec> commands) {
  const std::string prefix = path.empty() ? "" : std::string{path} + " ";
  std::set<std::string> words;
  for (const auto& command : commands)
    if (command.path.starts_with(prefix)) {
      const auto tail = std::string_view{command.path}.substr(prefix.size());
      words.emplace(tail.substr(0, tail.find(' ')));
    }
  return {words.begin(), words.end()};
}

bool takes_positionals(const CommandSpec& command) {
  return std::ranges::any_of(declarations_of(command), &OptionDeclaration::positional);
}

bool has_inline_value(std::string_view word) {
  return word.starts_with("--") ? word.find('=') != std::string_view::npos : word.size() > 2;
}

}  // namespace

const CommandSpec* command_at(std::span<const CommandSpec> commands, std::string_view path) {
  const auto found = std::ranges::find(commands, path, &CommandSpec::path);
  return found == commands.end() ? nullptr : &*found;
}

std::vector<const CommandSpec*> commands_below(std::span<const CommandSpec> commands, std::string_view group) {
  std::vector<const CommandSpec*> below;
  for (const auto& command : commands)
    if (command.path.starts_with(std::string{group} + " ")) below.push_back(&command);
  return below;
}

Expected<std::string> path_of(std::span<const std::string> words, std::span<const CommandSpec> commands) {
  std::string path;
  for (const auto& word : words) {
    const auto next = path.empty() ? word : path + " " + word;
    if (command_at(commands, next) == nullptr && commands_below(commands, next).empty())
      return fail(unknown_command(path, word, commands));
    path = next;
  }
  return path;
}

std::vector<OptionDeclaration> declarations_of(const CommandSpec& command) {
  OptionBinder binder;
  command.bind(binder);
  return binder.declarations();
}

Error unknown_command(std::string_view path, std::string_view word, std::span<const CommandSpec> commands) {
  const auto candidates = next_words(path, commands);
  const std::string prefix = path.empty() ? "" : std::string{path} + " ";
  Error error{.kind = ErrorKind::usage};
  if (const auto near = base::nearest(word, candidates))
    error.what = fmt::format("unknown command '{}{}'; did you mean '{}{}'?", prefix, word, prefix, *near);
  else
    error.what = fmt::format("unknown command '{}{}'", prefix, word);
  error.help = path.empty() ? "secokr help" : fmt::format("secokr help {}", path);
  return error;
}

bool looks_like_option(std::string_view word) {
  if (word.size() < 2 || word.front() != '-') return false;
  return !std::ranges::all_of(word.substr(1), [](char c) { return c >= '0' && c <= '9'; });
}

const OptionDeclaration* find_option(std::span<const OptionDeclaration> declarations, std::string_view word) {
  const auto name = word.starts_with("--") ? word.substr(0, word.find('=')) : word.substr(0, 2);
  for (const auto& declaration : declarations)
    if (!declaration.positional && std::ranges::find(declaration.names, name) != declaration.names.end())
      return &declaration;
  return nullptr;
}

Expected<CommandPath> find_command(std::span<const std::string> args, std::span<const CommandSpec> commands,
                                   std::span<const OptionDeclaration> global_options) {
  CommandPath result;
  std::size_t at = 0;
  for (; at < args.size(); ++at) {
    const auto& word = args[at];
    if (word == "--") break;
    if (looks_like_option(word)) {
      const auto* option = find_option(global_options, word);
      if (option == nullptr) break;
      result.rest.push_back(word);
      if (option->takes_value() && !has_inline_value(word) && at + 1 < args.size()) result.rest.push_back(args[++at]);
      continue;
    }
    const auto words = next_words(result.path, commands);
    if (words.empty()) break;
    if (std::ranges::find(words, word) == words.end()) {
      if (auto pasted = pasted_option(word, global_options)) return fail(*std::move(pasted));
      const auto* own = command_at(commands, result.path);
      if (own != nullptr && takes_positionals(*own)) break;
      return fail(unknown_command(result.path, word, commands));
    }
    result.path += result.path.empty() ? word : " " + word;
  }
  result.command = command_at(commands, result.path);
  result.rest.insert(result.rest.end(), args.begin() + static_cast<std::ptrdiff_t>(at), args.end());
  return result;
}

}  // namespace secokr::cli
