#include "cli/terminal.hpp"

#include <poll.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <iostream>
#include <iterator>

namespace secokr::cli {
namespace {

/// Typed text is not shown while this lives. Signals that would end or stop the process wait until all is as before.
class Silence {
 public:
  Silence() {
    sigset_t held;
    sigemptyset(&held);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) sigaddset(&held, signal);
    m_interrupts = signalfd(-1, &held, SFD_CLOEXEC);
    sigaddset(&held, SIGTSTP);
    sigprocmask(SIG_BLOCK, &held, &m_mask);
    m_is_terminal = tcgetattr(STDIN_FILENO, &m_settings) == 0;
    if (!m_is_terminal) return;
    termios silent = m_settings;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  Silence(const Silence&) = delete;
  Silence& operator=(const Silence&) = delete;
  ~Silence() {
    if (m_is_terminal) tcsetattr(STDIN_FILENO, TCSANOW, &m_settings);
    if (m_interrupts >= 0) close(m_interrupts);
    sigprocmask(SIG_SETMASK, &m_mask, nullptr);
  }

  /// False at the end of input, and when a signal waits.
  bool read_char(char& c) const {
    std::array<pollfd, 2> sources{pollfd{m_interrupts, POLLIN, 0}, pollfd{STDIN_FILENO, POLLIN, 0}};
    while (poll(sources.data(), sources.size(), -1) < 0 && errno == EINTR) {
    }
    // Not through std::cin, which would keep it in its buffer.
    return sources[0].revents == 0 && read(STDIN_FILENO, &c, 1) == 1;
  }

 private:
  sigset_t m_mask{};
  termios m_settings{};
  int m_interrupts = -1;
  bool m_is_terminal = false;
};

}  // namespace

bool ProcessTerminal::input_is_terminal() const { return isatty(STDIN_FILENO) == 1; }
bool ProcessTerminal::output_is_terminal() const { return isatty(STDOUT_FILENO) == 1; }
bool ProcessTerminal::error_is_terminal() const { return isatty(STDERR_FILENO) == 1; }

std::size_t ProcessTerminal::width() const {
  winsize size{};
  for (const int descriptor : {STDOUT_FILENO, STDERR_FILENO, STDIN_FILENO})
    if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 80;
}

std::optional<std::string> ProcessTerminal::read_line(const std::string& prompt) {
  std::cerr << prompt << std::flush;
  std::string line;
  if (!std::getline(std::cin, line)) {
    std::cerr << '\n';
    return std::nullopt;
  }
  return line;
}

std::optional<base::Secret> ProcessTerminal::read_secret(const std::string& prompt) {
  constexpr std::size_t most = 65'536;
  std::string line;
  line.reserve(most);  // or growing would leave copies in memory that nobody wipes
  bool ended = false;
  {
    const Silence silence;
    std::cerr << prompt << std::flush;
    char c = '\0';
    while (!ended && c != '\n' && line.size() < most) {
      ended = !silence.read_char(c);
      if (!ended && c != '\n') line += c;
    }
  }
  std::cerr << '\n';  // the line end that was typed was not shown either
  base::Secret secret{std::move(line)};
  if (ended) return std::nullopt;
  return secret;
}

Expected<std::string> ProcessTerminal::read_all() {
  std::string text{std::istreambuf_iterator<char>(std::cin), {}};
  if (std::cin.bad())
    return fail({.kind = ErrorKind::local_file, .what = "Standard input cannot be read", .reason = "The read failed"});
  return text;
}

}  // namespace secokr::cli
