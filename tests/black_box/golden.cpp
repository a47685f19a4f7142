#include "black_box/golden.hpp"

#include <date/date.h>
#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "base/text.hpp"
#include "black_box/git_steps.hpp"
#include "black_box/gitlab_steps.hpp"
#include "black_box/issue_steps.hpp"
#include "black_box/json_digest.hpp"
#include "black_box/machine.hpp"
#include "cli/core/parse.hpp"
#include "cli/core/registry.hpp"
#include "support/places.hpp"
#include "support/temporary_folder.hpp"

namespace secokr::test {
namespace {

namespace fs = std::filesystem;

/// Escape characters are made visible, so that a golden stays a text file.
std::string visible(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\x1b')
      result += "\\e";
    else if (c == '\r')
      result += "\\r";
    else
      result += c;
  }
  return result;
}

std::string block(std::string_view title, std::string_view text) {
  if (text.empty()) return {};
  auto result = fmt::format("--- {}\n{}", title, visible(text));
  if (text.back() != '\n') result += "\n\\ no line end\n";
  return result;
}

class Player {
 public:
  explicit Player(const fs::path& folder) : m_steps(read(folder / "steps")) {
    for (const auto line : base::split(m_steps, '\n')) m_lines.push_back(line);
  }

  Transcript play() {
    for (; m_at < m_lines.size(); ++m_at) {
      const auto line = with_origin(base::trim_right(m_lines[m_at]));
      if (line.empty() || line.front() == '#') continue;
      try {
        step(line);
      } catch (const std::exception& problem) {
        throw std::runtime_error(fmt::format("steps:{}: {}\n{}", m_at + 1, problem.what(), m_transcript.text));
      }
    }
    if (m_runs == 0) throw std::runtime_error("steps: no command is run");
    if (m_machine.terminal().waiting() > 0)
      throw std::runtime_error(
          fmt::format("steps: {} typed lines were never asked for", m_machine.terminal().waiting()));
    return std::move(m_transcript);
  }

 private:
  void step(std::string_view line) {
    const auto word = line.substr(0, line.find(' '));
    const auto rest = word.size() < line.size() ? base::trim(line.substr(word.size())) : std::string_view{};
    if (word == "$") return run(rest, &Player::whole);
    if (word == "digest") return show_digest(rest, &Player::digest);
    if (word == "difference") return show_digest(rest, &Player::difference);
    if (word == "quietly") return run_quietly(rest);
    if (word == "show") return show(rest);
    if (word == "today") return m_machine.clock().set(instant(rest, "%F") + std::chrono::hours{12});
    if (word == "now") return m_machine.clock().set(instant(rest, "%FT%TZ"));
    if (word == "user") return m_machine.set_environment("SECOKR_USER", std::string{rest});
    if (word == "terminal") return m_machine.terminal().become_terminal(std::stoul(std::string{rest}));
    if (word == "pipe") return m_machine.terminal().become_pipe();
    if (word == "env") return set_environment(rest);
    if (word == "type") return type(rest);
    if (word == "file") return write(m_machine.folder() / rest.substr(0, rest.find(" <<")), here_document(rest));
    if (word == "stdin") return m_machine.terminal().set_input(here_document(rest));
    if (word == "git") return m_git.run(m_machine, rest);
    if (word == "edit") return edit_issue(m_machine, shell_words(rest));
    if (word == "remove") return remove(rest);
    if (word == "mode") return mode(rest);
    if (word == "cd") return m_machine.change_folder(m_machine.folder() / rest);
    if (word == "workspace") return make_workspace(rest);
    if (is_gitlab_step(word)) return gitlab_step(m_machine, word, rest, m_transcript);
    throw std::runtime_error(fmt::format("'{}' is no step", word));
  }

  std::string with_origin(std::string_view text) {
    return m_machine.gitlab() == nullptr ? std::string{text}
                                         : replaced(std::string{text}, "<gitlab>", m_machine.gitlab()->origin());
  }

  /// How a text that was printed or stands in a file is written down.
  using Shown = std::string (Player::*)(std::string_view title, const std::string& text);

  std::string whole(std::string_view title, const std::string& text) {
    if (text.starts_with('{')) m_digest = json_digest(text);
    return block(title, text);
  }

  std::string digest(std::string_view title, const std::string& text) {
    m_digest = json_digest(text);
    return block(fmt::format("{}, its digest", title), fmt::format("{}\n", fmt::join(m_digest, "\n")));
  }

  std::string difference(std::string_view title, const std::string& text) {
    const auto before = std::exchange(m_digest, json_digest(text));
    return block(fmt::format("{}, beside the last JSON", title),
                 fmt::format("{}\n", fmt::join(digest_difference(before, m_digest), "\n")));
  }

  void run(std::string_view line, Shown shown) {
    ++m_runs;
    const auto result = m_machine.run_line(line);
    m_transcript.text += fmt::format("$ {}\n{}{}--- exit {}\n", m_machine.portable(std::string{line}),
                                     (this->*shown)("stdout", m_git.portable(result.out)),
                                     block("stderr", m_git.portable(result.err)), result.code);
    keep_json(line, result);
  }

  /// Of what a run prints (`$ LINE`), or of a file and the schema that it must meet (`PATH SCHEMA`).
  void show_digest(std::string_view rest, Shown shown) {
    if (rest.starts_with("$ ")) return run(rest.substr(2), shown);
    const auto words = shell_words(rest);
    if (words.size() != 2) throw std::runtime_error("digest PATH SCHEMA");
    const auto text = read(m_machine.folder() / words[0]);
    m_transcript.json.push_back({words[1], text});
    m_transcript.text +=
        fmt::format("show {}\n{}--- end\n", words[0], (this->*shown)("file", m_git.portable(m_machine.portable(text))));
  }

  void run_quietly(std::string_view line) {
    const auto result = m_machine.run_line(line);
    if (result.code != 0)
      throw std::runtime_error(fmt::format("{} failed with {}:\n{}{}", line, result.code, result.out, result.err));
  }

  void keep_json(std::string_view line, const RunResult& result) {
    auto words = shell_words(line);
    words.erase(words.begin());
    if (!cli::asks_for_json(words)) return;
    // A command may show what is wrong as its result, and be done with that.
    if (result.code > 1 && (!result.err.empty() || result.out.empty()))
      m_transcript.json.push_back({"error", result.err});
    const auto invocation = cli::parse(words, cli::all_commands());
    if (!invocation.has_value() || invocation->command == nullptr || result.out.empty()) return;
    const auto& command = *invocation->command;
    const bool is_plan = command.writes && invocation->global.dry_run;
    // `drift` looks, and with --accept it writes.
    const bool accepts = command.path == "drift" && std::ranges::count(words, "--accept") > 0;
    const auto& schema = is_plan || accepts ? std::string{"changes"} : command.schema;
    if (!schema.empty()) m_transcript.json.push_back({schema, result.out});
  }

  void show(std::string_view path) {
    const auto place = m_machine.folder() / path;
    m_transcript.text += fmt::format("show {}\n", path);
    if (fs::is_directory(place)) {
      std::vector<std::string> names;
      for (const auto& entry : fs::recursive_directory_iterator(place))
        if (entry.is_regular_file()) names.push_back(entry.path().lexically_relative(place).generic_string());
      std::ranges::sort(names);
      for (const auto& name : names) m_transcript.text += fmt::format("    {}\n", name);
    } else if (fs::exists(place)) {
      m_transcript.text += block("file", m_git.portable(m_machine.portable(read(place))));
    } else {
      m_transcript.text += "    (does not exist)\n";
    }
    m_transcript.text += "--- end\n";
  }

  static base::Instant instant(std::string_view text, const char* format) {
    std::istringstream stream{std::string{text}};
    base::Instant result;
    stream >> date::parse(format, result);
    if (stream.fail()) throw std::runtime_error(fmt::format("'{}' is no {}", text, format));
    return result;
  }

  void set_environment(std::string_view rest) {
    const auto equals = rest.find('=');
    if (equals == std::string_view::npos) throw std::runtime_error("env NAME=VALUE");
    m_machine.set_environment(std::string{rest.substr(0, equals)}, std::string{rest.substr(equals + 1)});
  }

  void type(std::string_view rest) {
    if (rest == "^D") return m_machine.terminal().type(std::nullopt);
    const auto words = shell_words(rest);
    if (words.size() > 1) throw std::runtime_error("type takes one text; put it in quotes");
    m_machine.terminal().type(words.empty() ? "" : words.front());
  }

  std::string here_document(std::string_view rest) {
    const auto mark = rest.find("<<");
    if (mark == std::string_view::npos) throw std::runtime_error("<<EOF is missing");
    const auto end = base::trim(rest.substr(mark + 2));
    std::string text;
    for (++m_at; m_at < m_lines.size() && m_lines[m_at] != end; ++m_at) text += with_origin(m_lines[m_at]) + "\n";
    if (m_at == m_lines.size()) throw std::runtime_error(fmt::format("'{}' does not come", end));
    return text;
  }

  void remove(std::string_view path) {
    if (fs::remove_all(m_machine.folder() / path) == 0)
      throw std::runtime_error(fmt::format("{} does not exist", path));
  }

  void mode(std::string_view rest) {
    const auto words = shell_words(rest);
    if (words.size() != 2) throw std::runtime_error("mode 555 PATH");
    fs::permissions(m_machine.folder() / words[1], static_cast<fs::perms>(std::stoi(words[0], nullptr, 8)));
  }

  void make_workspace(std::string_view kind) {
    if (kind == "example") return run_quietly("secokr init --example --no-input");
    const auto sample = test::data_folder() / "workspaces" / kind;
    if (!fs::exists(sample)) throw std::runtime_error(fmt::format("there is no {}", sample.string()));
    fs::copy(sample, m_machine.folder(), fs::copy_options::recursive);
  }

  std::string m_steps;
  std::vector<std::string_view> m_lines{};
  std::size_t m_at = 0;
  std::size_t m_runs = 0;
  Machine m_machine{};
  GitSteps m_git{};
  Transcript m_transcript{};
  std::vector<std::string> m_digest{};
};

}  // namespace

Transcript play(const fs::path& case_folder) { return Player(case_folder).play(); }

}  // namespace secokr::test
