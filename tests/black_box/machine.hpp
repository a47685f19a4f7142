#pragma once
#include <atomic>
#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/core/run.hpp"
#include "cli/core/world.hpp"
#include "config/config.hpp"
#include "support/counting_waiter.hpp"
#include "support/gitlab_double/gitlab_double.hpp"
#include "support/temporary_folder.hpp"
#include "support/texts.hpp"

namespace secokr::test {

/// A terminal whose person types what the test gives; each prompt and answer goes to `shown`, a secret's prompt
/// alone.
class ScriptedTerminal final : public cli::Terminal {
 public:
  bool input_is_terminal() const override { return m_is_terminal; }
  bool output_is_terminal() const override { return m_is_terminal; }
  bool error_is_terminal() const override { return m_is_terminal; }
  std::size_t width() const override { return m_width; }
  cli::TypedLine read_line(const std::string& prompt, const std::string& begun) override;
  std::optional<base::Secret> read_secret(const std::string& prompt) override;
  Expected<std::string> read_all() override { return m_input; }

  void become_terminal(std::size_t width);
  void become_pipe() { m_is_terminal = false; }
  /// The next line to be typed; nothing is Ctrl-D.
  void type(std::optional<std::string> line) { m_lines.push_back(std::move(line)); }
  void set_input(std::string text) { m_input = std::move(text); }
  std::size_t waiting() const { return m_lines.size(); }
  void show_on(std::ostream* stream) { m_shown = stream; }

 private:
  bool m_is_terminal = false;
  std::size_t m_width = 80;
  std::deque<std::optional<std::string>> m_lines{};
  std::string m_input{};
  std::ostream* m_shown = nullptr;
};

/// Read by a server's threads too.
class SettableClock final : public base::Clock {
 public:
  base::Instant now() const override { return base::Instant{std::chrono::seconds{m_now}}; }
  void set(base::Instant now) { m_now = now.time_since_epoch().count(); }

 private:
  std::atomic<base::Instant::rep> m_now{
      base::Instant{date::sys_days{date::year{2026} / 12 / 14} + std::chrono::hours{12}}.time_since_epoch().count()};
};

struct RunResult {
  int code = 0;
  std::string out{};
  std::string err{};
};

/// A machine of its own for whole runs of secokr in this process: a temporary folder (`work` to stand in, `config` for
/// the user's file), a clock that stands at 2026-12-14 12:00 UTC, ids that count up from 0000000000000001, a scripted
/// terminal, the user `tester`. Waiting takes no time and moves the clock. Temporary paths in what is printed become
/// `<tmp>`.
class Machine {
 public:
  Machine();

  RunResult run(const std::vector<std::string>& args);
  /// The same over other commands than the registry's.
  RunResult run(const std::vector<std::string>& args, std::span<const cli::CommandSpec> commands);
  /// `run`, from a line such as `secokr draft check --stage final` with shell-like quotes.
  RunResult run_line(std::string_view line);

  ScriptedTerminal& terminal() { return m_terminal; }
  SettableClock& clock() { return m_clock; }
  void set_environment(const std::string& name, const std::string& value) { m_environment[name] = value; }
  void set_login_name(std::string name) { m_login_name = std::move(name); }
  /// Trackers come from here in place of the real wiring.
  void set_tracker_factory(cli::TrackerFactory factory) { m_factory = std::move(factory); }
  /// A GitLab of the machine's own, whose clock is the machine's. The environment names its origin and its project.
  GitlabDouble& start_gitlab(Tier tier);
  /// Null before `start_gitlab`.
  GitlabDouble* gitlab() { return m_gitlab.get(); }
  /// The tracker that a run here and now would have, for people who change issues by hand. It must not outlive the
  /// machine. Throws std::runtime_error.
  std::unique_ptr<tracker::Tracker> tracker();
  const std::filesystem::path& folder() const { return m_cwd; }
  void change_folder(const std::filesystem::path& folder) { m_cwd = folder; }
  /// Temporary paths become `<tmp>`, the origin of the machine's GitLab `<gitlab>`.
  std::string portable(std::string text) const;

 private:
  TemporaryFolder m_folder{};
  std::filesystem::path m_cwd;
  SettableClock m_clock{};
  ScriptedTerminal m_terminal{};
  std::map<std::string, std::string, std::less<>> m_environment{};
  std::string m_login_name = "tester";
  cli::TrackerFactory m_factory{};
  CountingWaiter m_waiter{};
  std::unique_ptr<GitlabDouble> m_gitlab{};
  unsigned long m_last_id = 0;
  config::Config m_config{};
  base::Environment m_environment_now{};
};

/// The words of a line as a POSIX shell parts them: blanks, 'single' and "double" quotes, backslashes; nothing is
/// expanded.
std::vector<std::string> shell_words(std::string_view line);

}  // namespace secokr::test
