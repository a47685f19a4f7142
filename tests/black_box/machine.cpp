#include "black_box/machine.hpp"

#include <fmt/format.h>

#include <sstream>
#include <stdexcept>

#include "base/shell.hpp"
#include "cli/core/registry.hpp"
#include "cli/wiring/wiring.hpp"
#include "workspace/workspace.hpp"

namespace secokr::test {

std::optional<base::Secret> ScriptedTerminal::read_secret(const std::string& prompt) {
  std::ostream* const shown = std::exchange(m_shown, nullptr);
  cli::TypedLine line = read_line(prompt, "");
  m_shown = shown;
  if (m_shown != nullptr) *m_shown << prompt << (line.was_left ? "^D" : "") << '\n';
  if (line.was_left) return std::nullopt;
  return base::Secret{std::move(line.text)};
}

void ScriptedTerminal::become_terminal(std::size_t width) {
  m_is_terminal = true;
  m_width = width;
}

cli::TypedLine ScriptedTerminal::read_line(const std::string& prompt, const std::string&) {
  if (m_shown != nullptr) *m_shown << prompt;
  if (m_lines.empty()) throw std::runtime_error("a question was asked that the test does not answer: " + prompt);
  auto line = m_lines.front();
  m_lines.pop_front();
  if (m_shown != nullptr) *m_shown << line.value_or("^D") << '\n';
  return {.text = line.value_or(""), .was_left = !line};
}

Machine::Machine() : m_cwd(m_folder / "planning") {
  std::filesystem::create_directories(m_cwd);
  m_environment["HOME"] = m_folder.path().string();
  m_environment["XDG_CONFIG_HOME"] = (m_folder / "config").string();
  m_environment["XDG_STATE_HOME"] = (m_folder / "state").string();
  m_environment["TERM"] = "xterm";
  m_waiter.on_wait = [this](std::chrono::milliseconds time) {
    m_clock.set(m_clock.now() + std::chrono::ceil<std::chrono::seconds>(time));
  };
}

GitlabDouble& Machine::start_gitlab(Tier tier) {
  const auto now = [this] { return std::int64_t{std::chrono::milliseconds{m_clock.now().time_since_epoch()}.count()}; };
  m_gitlab = std::make_unique<GitlabDouble>(DoubleOptions{.tier = tier, .now = now});
  m_environment["SECOKR_TRACKER_KIND"] = "gitlab";
  m_environment["SECOKR_TRACKER_HOST"] = m_gitlab->origin();
  m_environment["SECOKR_TRACKER_PROJECT"] = m_gitlab->project();
  return *m_gitlab;
}

RunResult Machine::run(const std::vector<std::string>& args) { return run(args, cli::all_commands()); }

RunResult Machine::run(const std::vector<std::string>& args, std::span<const cli::CommandSpec> commands) {
  std::ostringstream out;
  std::ostringstream err;
  m_terminal.show_on(&err);
  cli::World world{.out = out,
                   .err = err,
                   .terminal = m_terminal,
                   .environment = base::Environment{m_environment},
                   .clock = &m_clock,
                   .cwd = m_cwd,
                   .ids = [this] { return fmt::format("{:016x}", ++m_last_id); },
                   .login_name = m_login_name,
                   .make_tracker = m_factory,
                   .waiter = &m_waiter,
                   .random = [] { return 0.5; }};
  RunResult result;
  result.code = cli::run(args, world, commands);
  result.out = portable(out.str());
  result.err = portable(err.str());
  m_terminal.show_on(nullptr);
  return result;
}

std::unique_ptr<tracker::Tracker> Machine::tracker() {
  m_environment_now = base::Environment{m_environment};
  config::Sources sources{.environment = m_environment_now};
  const auto root = workspace::find_root(m_cwd);
  if (root) sources.workspace_file = *root / "secokr.toml";
  auto config = config::load(sources);
  if (!config) throw std::runtime_error(config.error().what);
  m_config = *std::move(config);
  auto tracker = cli::make_tracker({.config = &m_config,
                                    .state = base::StateFolder(root.value_or(m_cwd), ".secokr"),
                                    .user = m_config.user.empty() ? m_login_name : m_config.user,
                                    .clock = &m_clock,
                                    .environment = &m_environment_now,
                                    .waiter = &m_waiter,
                                    .random = [] { return 0.5; }});
  if (!tracker) throw std::runtime_error(tracker.error().what);
  return *std::move(tracker);
}

RunResult Machine::run_line(std::string_view line) {
  auto words = shell_words(line);
  if (words.empty() || words.front() != "secokr")
    throw std::runtime_error("not a line of secokr: " + std::string{line});
  words.erase(words.begin());
  return run(words);
}

std::string Machine::portable(std::string text) const {
  text = replaced(std::move(text), m_folder.path().string(), "<tmp>");
  return m_gitlab ? replaced(std::move(text), m_gitlab->origin(), "<gitlab>") : text;
}

std::vector<std::string> shell_words(std::string_view line) {
  auto words = base::shell_words(line);
  if (!words) throw std::runtime_error("a quote is not closed: " + std::string{line});
  return *std::move(words);
}

}  // namespace secokr::test
