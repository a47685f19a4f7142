#include "cli/core/completion.hpp"

#include <algorithm>
#include <set>

#include "cli/core/global_options.hpp"
#include "cli/core/global_use.hpp"
#include "cli/core/path.hpp"

namespace secokr::cli {
namespace {

/// The words before the one that is typed, understood as far as they go.
class PartialLine {
 public:
  PartialLine(std::span<const std::string> words, std::span<const CommandSpec> commands)
      : m_commands(commands), m_declarations(global_declarations()) {
    for (const std::string& word : words) take(word);
  }

  /// The option whose value comes next.
  const OptionDeclaration* waiting() const { return m_waiting; }

  std::vector<Candidate> options() const {
    std::vector<Candidate> found;
    for (const OptionDeclaration& each : m_declarations)
      if (!each.positional && !each.hidden && (each.repeatable || !m_given.contains(each.name())) && is_obeyed(each))
        found.push_back({each.name(), each.help});
    return found;
  }

  std::vector<Candidate> values_of(const OptionDeclaration& option) const {
    std::vector<Candidate> found;
    const bool is_format = option.name() == "--format" && m_command != nullptr;
    for (const std::string& value : is_format ? m_command->formats : option.allowed) found.push_back({value, ""});
    return found;
  }

  std::vector<Candidate> next_words() const {
    std::vector<Candidate> found;
    if (m_has_values || m_is_unknown) return found;
    const std::string prefix = m_path.empty() ? "" : m_path + " ";
    for (const CommandSpec& command : m_commands) {
      if (!command.path.starts_with(prefix)) continue;
      const std::string tail = command.path.substr(prefix.size());
      const std::string word = tail.substr(0, tail.find(' '));
      if (std::ranges::find(found, word, &Candidate::word) != found.end()) continue;
      const bool is_group = word != tail;
      found.push_back({word, is_group ? std::string(command.group) : command.summary});
    }
    return found;
  }

 private:
  void take(const std::string& word) {
    if (m_waiting != nullptr) {
      if (word != "=") m_waiting = nullptr;  // bash makes three words of --format=json
    } else if (looks_like_option(word)) {
      const OptionDeclaration* option = find_option(m_declarations, word);
      if (option == nullptr) return;
      m_given.insert(option->name());
      if (option->takes_value() && word.find('=') == std::string::npos) m_waiting = option;
    } else {
      take_word(word);
    }
  }

  void take_word(const std::string& word) {
    const std::string longer = m_path.empty() ? word : m_path + " " + word;
    const CommandSpec* command = command_at(m_commands, longer);
    if (command == nullptr && commands_below(m_commands, longer).empty()) {
      (m_command == nullptr ? m_is_unknown : m_has_values) = true;
      return;
    }
    m_path = longer;
    m_command = command;
    m_declarations = global_declarations();
    if (command == nullptr) return;
    const auto own = declarations_of(*command);
    m_declarations.insert(m_declarations.begin(), own.begin(), own.end());
  }

  bool is_obeyed(const OptionDeclaration& option) const {
    if (m_command == nullptr) return true;
    return find_option(declarations_of(*m_command), option.name()) != nullptr || obeys(*m_command, option.name());
  }

  std::span<const CommandSpec> m_commands;
  std::vector<OptionDeclaration> m_declarations;
  std::string m_path{};
  const CommandSpec* m_command = nullptr;
  const OptionDeclaration* m_waiting = nullptr;
  std::set<std::string> m_given{};
  bool m_has_values = false;  ///< a positional was given: no further word of a command follows
  bool m_is_unknown = false;
};

constexpr std::string_view bash_script = R"(# bash completion for secokr: source <(secokr completion bash)
_secokr() {
  local -a found
  mapfile -t found < <(secokr completion words -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null | cut -f1)
  COMPREPLY=("${found[@]}")
}
complete -o bashdefault -o default -F _secokr secokr
)";

constexpr std::string_view fish_script = R"(# fish completion for secokr: secokr completion fish | source
complete -c secokr -f -a '(secokr completion words -- (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)'
)";

constexpr std::string_view zsh_script = R"(#compdef secokr
# zsh completion for secokr: a file _secokr in a folder of fpath, or source <(secokr completion zsh) behind compinit
_secokr() {
  local -a found
  local line
  for line in "${(@f)$(secokr completion words -- "${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    [[ -n $line ]] && found+=("${${line//:/\\:}/$'\t'/:}")
  done
  if (( $#found )); then _describe secokr found; else _files; fi
}
compdef _secokr secokr
if [[ ${funcstack[1]} == _secokr ]]; then _secokr "$@"; fi
)";

}  // namespace

std::vector<Candidate> candidates(std::span<const std::string> words, std::span<const CommandSpec> commands) {
  if (words.empty()) return {};
  const std::string& typed = words.back();
  const PartialLine line(words.first(words.size() - 1), commands);
  std::vector<Candidate> found = line.waiting() != nullptr ? line.values_of(*line.waiting())
                                 : typed.starts_with('-')  ? line.options()
                                                           : line.next_words();
  std::erase_if(found, [&](const Candidate& each) { return !each.word.starts_with(typed); });
  return found;
}

std::optional<std::string_view> completion_script(std::string_view shell) {
  if (shell == "bash") return bash_script;
  if (shell == "fish") return fish_script;
  if (shell == "zsh") return zsh_script;
  return std::nullopt;
}

}  // namespace secokr::cli
