#include "cli/wiring/wiring.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <iostream>
#include <random>
#include <thread>

#include "base/clock.hpp"
#include "cli/core/parse.hpp"
#include "cli/core/report_error.hpp"
#include "cli/core/run.hpp"
#include "cli/wiring/gitlab.hpp"
#include "config/config.hpp"
#include "gitlab/issue_export.hpp"
#include "localstore/local_tracker.hpp"

namespace secokr::cli {
namespace {

constexpr int interrupted_code = 130;

// Files are replaced by rename and the database by its journal, so that leaving at any instruction loses nothing.
extern "C" void leave_on_interrupt(int) {
  leave_terminal();
  _exit(interrupted_code);
}
// On a terminal the shell's prompt belongs on a line of its own, below the "^C".
extern "C" void end_line_on_interrupt(int) {
  [[maybe_unused]] const auto ignored = write(STDERR_FILENO, "\n", 1);
  leave_on_interrupt(0);
}
extern "C" void die_of_signal(int number) {
  leave_terminal();
  std::signal(number, SIG_DFL);
  std::raise(number);
}

/// What is ignored stays so: `nohup` means it.
void on_signal(int number, void (*handler)(int)) {
  if (std::signal(number, handler) == SIG_IGN) std::signal(number, SIG_IGN);
}

/// Results that could not be written are a failure, but for a reader that has seen enough (`secokr … | head`).
int check_output(int code, const std::vector<std::string>& args) {
  std::cout.flush();
  pollfd output{.fd = STDOUT_FILENO, .events = POLLOUT, .revents = 0};
  const bool reader_left = poll(&output, 1, 0) == 1 && (output.revents & POLLERR) != 0;
  if (std::cout.good() || reader_left) return code;
  const Error error{.kind = ErrorKind::local_file,
                    .what = "The result could not be written to standard output",
                    .reason = "The disk may be full, or the output closed",
                    .help = "Make room, or write it somewhere else"};
  std::cerr << (asks_for_json(args) ? render::dump(error_json(error)) : error_text(error, {}));
  return code == 0 ? exit_code_of(error.kind) : code;
}

/// SQLite opens its files by their paths, those of an unfinished transaction too, and would undo one that somebody else
/// began: each is looked at before.
Expected<std::filesystem::path> local_database(const TrackerRequest& request) {
  constexpr std::string_view name = "tracker.sqlite";
  if (!request.state) return std::filesystem::path(name);
  for (const auto* end : {"", "-journal", "-wal", "-shm"})
    SECOKR_CHECK(request.state->check(fmt::format("{}{}", name, end)));
  return request.state->path_of(name);
}

}  // namespace

Expected<std::unique_ptr<tracker::Tracker>> make_tracker(const TrackerRequest& request) {
  if (!request.config->tracker.is_local()) return make_gitlab(request);
  SECOKR_TRY(const auto database, local_database(request));
  return localstore::open_local_tracker(
      {.database = database, .user = request.user, .clock = request.clock, .create_on_write = true});
}

Status read_issue_export(std::istream& in, const std::string& name, const tracker::Sink<tracker::Issue>& sink) {
  return gitlab::read_issue_export(in, name, sink);
}

base::Waiter& process_waiter() {
  class Sleeper final : public base::Waiter {
   public:
    void wait(std::chrono::milliseconds time, std::string_view) override { std::this_thread::sleep_for(time); }
  };
  static Sleeper sleeper;
  return sleeper;
}

std::function<double()> process_random() {
  return [] {
    static std::random_device device;
    return std::generate_canonical<double, 32>(device);
  };
}

int run_process(const std::vector<std::string>& args) {
  std::signal(SIGPIPE, SIG_IGN);
  // A write beyond `ulimit -f` is an error that says so, not the end of the program.
  std::signal(SIGXFSZ, SIG_IGN);
  std::signal(SIGINT, isatty(STDERR_FILENO) == 1 ? end_line_on_interrupt : leave_on_interrupt);
  on_signal(SIGTERM, die_of_signal);
  on_signal(SIGHUP, die_of_signal);
  std::ios::sync_with_stdio(false);
  ProcessTerminal terminal;
  const base::SystemClock clock;
  std::error_code no_folder;
  auto folder = std::filesystem::current_path(no_folder);
  if (no_folder) folder = "/";
  World world{.out = std::cout,
              .err = std::cerr,
              .terminal = terminal,
              .environment = base::Environment::of_process(),
              .clock = &clock,
              .cwd = folder,
              .ids = base::random_ids(),
              .login_name = base::login_name()};
  const int code = run(args, world);
  std::cerr.flush();
  return check_output(code, args);
}

}  // namespace secokr::cli
