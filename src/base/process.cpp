#include "base/process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <initializer_list>

#include "base/file_system.hpp"
#include "base/text.hpp"

namespace secokr::base {
namespace {

namespace fs = std::filesystem;
using Steady = std::chrono::steady_clock;

Error cannot_start(const std::string& name, int error_number) {
  Error error = file_error("start", name, error_number);
  if (error_number == ENOENT) {
    error.reason = "there is no such program";
    error.help = "install it, or correct its name";
  }
  return error;
}

Expected<std::string> find_program(const std::string& name, const Environment& environment) {
  if (name.find('/') != std::string::npos) return name;
  const std::string folders = environment.get("PATH").value_or("/usr/local/bin:/usr/bin:/bin");
  int failed = ENOENT;
  for (const std::string_view folder : split(folders, ':')) {
    if (!folder.starts_with('/') || name.empty()) continue;
    const fs::path path = fs::path{folder} / name;
    std::error_code ignored;
    if (!fs::is_regular_file(path, ignored)) continue;
    if (::access(path.c_str(), X_OK) == 0) return path.string();
    failed = EACCES;
  }
  return fail(cannot_start(name, failed));
}

/// A file in memory at its beginning: a program that does not read its input cannot hold us up.
Descriptor input_file(const std::string& text) {
  Descriptor file{::memfd_create("input", MFD_CLOEXEC)};
  if (file.open() && (!write_all(file.get(), text) || ::lseek(file.get(), 0, SEEK_SET) != 0)) file.close();
  return file;
}

struct Pipe {
  Descriptor read_end{};
  Descriptor write_end{};

  static Pipe make() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return {};
    Pipe pipe{Descriptor{ends[0]}, Descriptor{ends[1]}};
    ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
    return pipe;
  }
};

/// What the child does between its birth and its program.
class Preparation {
 public:
  Preparation() {
    posix_spawn_file_actions_init(&m_actions);
    posix_spawnattr_init(&m_attributes);
    // An ignored SIGPIPE would be inherited, and few programs expect that.
    default_signals({SIGPIPE, SIGXFSZ});
  }
  Preparation(const Preparation&) = delete;
  Preparation& operator=(const Preparation&) = delete;
  ~Preparation() {
    posix_spawn_file_actions_destroy(&m_actions);
    posix_spawnattr_destroy(&m_attributes);
  }

  void streams(int in, int out, int err) {
    constexpr int first_other = 3;
    posix_spawn_file_actions_adddup2(&m_actions, in, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&m_actions, out, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&m_actions, err, STDERR_FILENO);
    posix_spawn_file_actions_addclosefrom_np(&m_actions, first_other);
  }
  /// It keeps our streams, and gets the signals that we leave to it.
  void on_terminal(const fs::path& folder) {
    constexpr int first_other = 3;
    default_signals({SIGPIPE, SIGXFSZ, SIGINT, SIGQUIT});
    posix_spawn_file_actions_addclosefrom_np(&m_actions, first_other);
    if (!folder.empty()) posix_spawn_file_actions_addchdir_np(&m_actions, folder.c_str());
  }
  const posix_spawn_file_actions_t* actions() const { return &m_actions; }
  const posix_spawnattr_t* attributes() const { return &m_attributes; }

 private:
  void default_signals(std::initializer_list<int> signals) {
    sigset_t defaults;
    sigemptyset(&defaults);
    for (const int signal : signals) sigaddset(&defaults, signal);
    posix_spawnattr_setsigdefault(&m_attributes, &defaults);
    posix_spawnattr_setflags(&m_attributes, POSIX_SPAWN_SETSIGDEF);
  }

  posix_spawn_file_actions_t m_actions{};
  posix_spawnattr_t m_attributes{};
};

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (std::string& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

std::vector<std::string> lines_of(const Environment& environment) {
  std::vector<std::string> lines;
  for (const auto& [name, value] : environment.all()) lines.push_back(fmt::format("{}={}", name, value));
  return lines;
}

/// Takes what is there now; false at the end of the stream.
bool drain(const Descriptor& from, std::string& into, std::size_t most) {
  std::array<char, 4096> part{};
  for (;;) {
    const ssize_t got = ::read(from.get(), part.data(), part.size());
    if (got == 0) return false;
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return errno == EAGAIN;
    into.append(part.data(), std::min(static_cast<std::size_t>(got), most - std::min(most, into.size())));
  }
}

void note_status(int status, ProgramEnd& end) {
  if (WIFSIGNALED(status)) end.signal = WTERMSIG(status);
  if (WIFEXITED(status)) end.code = WEXITSTATUS(status);
}

/// While it lives, what is typed to interrupt reaches the program on the terminal alone; then the terminal is as it
/// was.
class Handover {
 public:
  Handover() {
    struct sigaction ignore{};
    ignore.sa_handler = SIG_IGN;
    ::sigaction(SIGINT, &ignore, &m_interrupt);
    ::sigaction(SIGQUIT, &ignore, &m_quit);
    m_is_terminal = ::tcgetattr(STDIN_FILENO, &m_settings) == 0;
  }
  Handover(const Handover&) = delete;
  Handover& operator=(const Handover&) = delete;
  ~Handover() {
    if (m_is_terminal) ::tcsetattr(STDIN_FILENO, TCSADRAIN, &m_settings);
    ::sigaction(SIGINT, &m_interrupt, nullptr);
    ::sigaction(SIGQUIT, &m_quit, nullptr);
  }

 private:
  struct sigaction m_interrupt{};
  struct sigaction m_quit{};
  termios m_settings{};
  bool m_is_terminal = false;
};

class Watch {
 public:
  Watch(pid_t child, const ProgramRun& run, Descriptor out, Descriptor err)
      : m_child(child), m_run(run), m_out(std::move(out)), m_err(std::move(err)) {}

  ProgramEnd to_the_end() {
    const auto deadline = Steady::now() + m_run.time_limit;
    while (!has_ended()) {
      if (Steady::now() >= deadline) {
        m_end.timed_out = true;
        ::kill(m_child, SIGKILL);
        ::waitpid(m_child, nullptr, 0);
        return std::move(m_end);
      }
      wait_for_output();
    }
    // What the program wrote before its end; whatever it left running may hold the streams open for long.
    take();
    return std::move(m_end);
  }

 private:
  bool has_ended() {
    int status = 0;
    const pid_t seen = ::waitpid(m_child, &status, WNOHANG);
    // Where the system was told to forget children, there is no code to learn.
    if (seen < 0) return errno == ECHILD;
    if (seen == 0) return false;
    note_status(status, m_end);
    return true;
  }

  void wait_for_output() {
    constexpr int look_again_ms = 10;  // at whether it has ended
    std::array<pollfd, 2> streams{pollfd{m_out.get(), POLLIN, 0}, pollfd{m_err.get(), POLLIN, 0}};
    ::poll(streams.data(), streams.size(), look_again_ms);
    take();
  }

  void take() {
    if (m_out.open() && !drain(m_out, m_end.out, m_run.most_output)) m_out.close();
    if (m_err.open() && !drain(m_err, m_end.err, m_run.most_output)) m_err.close();
  }

  pid_t m_child;
  const ProgramRun& m_run;
  Descriptor m_out;
  Descriptor m_err;
  ProgramEnd m_end{};
};

}  // namespace

Expected<ProgramEnd> run_program(const ProgramRun& run) {
  const std::string name = run.words.empty() ? "" : run.words.front();
  SECOKR_TRY(const std::string path, find_program(name, run.environment));
  const Descriptor input = input_file(run.input);
  Pipe out = Pipe::make();
  Pipe err = Pipe::make();
  if (!input.open() || !out.read_end.open() || !err.read_end.open()) return fail(cannot_start(name, errno));

  Preparation preparation;
  preparation.streams(input.get(), out.write_end.get(), err.write_end.get());
  std::vector<std::string> words = run.words;
  std::vector<std::string> variables = lines_of(run.environment);
  pid_t child = -1;
  const int failed = ::posix_spawn(&child, path.c_str(), preparation.actions(), preparation.attributes(),
                                   pointers(words).data(), pointers(variables).data());
  if (failed != 0) return fail(cannot_start(name, failed));
  out.write_end.close();
  err.write_end.close();
  return Watch{child, run, std::move(out.read_end), std::move(err.read_end)}.to_the_end();
}

Expected<ProgramEnd> run_on_terminal(const TerminalProgram& program) {
  const std::string name = program.words.empty() ? "" : program.words.front();
  SECOKR_TRY(const std::string path, find_program(name, program.environment));
  Preparation preparation;
  preparation.on_terminal(program.folder);
  std::vector<std::string> words = program.words;
  std::vector<std::string> variables = lines_of(program.environment);
  const Handover handover;
  pid_t child = -1;
  const int failed = ::posix_spawn(&child, path.c_str(), preparation.actions(), preparation.attributes(),
                                   pointers(words).data(), pointers(variables).data());
  if (failed != 0) return fail(cannot_start(name, failed));
  int status = 0;
  pid_t seen = -1;
  do {
    seen = ::waitpid(child, &status, 0);
  } while (seen < 0 && errno == EINTR);
  ProgramEnd end;
  if (seen == child) note_status(status, end);
  return end;
}

std::optional<fs::path> program_path(const std::string& name, const Environment& environment) {
  auto path = find_program(name, environment);
  if (!path) return std::nullopt;
  return fs::path{*std::move(path)};
}

}  // namespace secokr::base
