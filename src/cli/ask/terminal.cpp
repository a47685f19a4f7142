#include "cli/ask/terminal.hpp"

#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <csignal>
#include <iostream>
#include <iterator>
#include <utility>

#include "cli/ask/terminal_editor.hpp"
#include "cli/ask/terminal_keys.hpp"

#include "base/file.hpp"

namespace secokr::cli {
namespace {

volatile std::sig_atomic_t something_was_asked = 0;

/// Typed text is not shown while this lives.
class Silence {
 public:
  Silence() {
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
  }

 private:
  termios m_settings{};
  bool m_is_terminal = false;
};

/// A line that is not shown; nothing at the end of input and when a signal waits.
std::optional<base::Secret> read_silently(Keyboard& keyboard) {
  constexpr std::size_t most = 65'536;
  std::string line;
  line.reserve(most);  // or growing would leave copies in memory that nobody wipes
  auto c = keyboard.byte();
  while (c && *c != '\n' && line.size() < most) {
    line += *c;
    c = keyboard.byte();
  }
  base::Secret secret{std::move(line)};
  if (!c) return std::nullopt;
  return secret;
}

}  // namespace

void leave_terminal() {
  if (something_was_asked != 0) tcflush(STDIN_FILENO, TCIFLUSH);
}

ProcessTerminal::ProcessTerminal() = default;
ProcessTerminal::~ProcessTerminal() { leave_terminal(); }

bool ProcessTerminal::input_is_terminal() const { return isatty(STDIN_FILENO) == 1; }
bool ProcessTerminal::output_is_terminal() const { return isatty(STDOUT_FILENO) == 1; }
bool ProcessTerminal::error_is_terminal() const { return isatty(STDERR_FILENO) == 1; }

std::size_t ProcessTerminal::width() const {
  winsize size{};
  for (const int descriptor : {STDOUT_FILENO, STDERR_FILENO, STDIN_FILENO})
    if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 80;
}

bool ProcessTerminal::edits_lines() {
  if (!m_editor && !std::exchange(m_has_looked, true)) m_editor = LineEditor::make();
  return m_editor != nullptr;
}

TypedLine ProcessTerminal::read_line(const std::string& prompt, const std::string& begun) {
  std::cerr << std::flush;
  if (m_is_gone) return {.was_left = true};
  something_was_asked = 1;
  Keyboard keyboard;
  TypedLine line = edits_lines() ? m_editor->read(keyboard, prompt, begun) : read_plainly(keyboard, prompt);
  m_is_gone = keyboard.signal() != 0;
  return line;
}

std::optional<base::Secret> ProcessTerminal::read_secret(const std::string& prompt) {
  std::optional<base::Secret> secret;
  int signal = 0;
  something_was_asked = 1;
  {
    Keyboard keyboard;
    const Silence silence;
    std::cerr << prompt << std::flush;
    secret = read_silently(keyboard);
    signal = keyboard.signal();
  }
  std::cerr << '\n';  // the line end that was typed was not shown either
  if (signal != 0) std::raise(signal);
  return secret;
}

void ProcessTerminal::forget_typed_ahead() { tcflush(STDIN_FILENO, TCIFLUSH); }

Expected<std::string> ProcessTerminal::read_all() {
  std::string text{std::istreambuf_iterator<char>(std::cin), {}};
  if (std::cin.bad())
    return fail({.kind = ErrorKind::local_file, .what = "Standard input cannot be read", .reason = "The read failed"});
  SECOKR_CHECK(base::require_utf8(text, "Standard input"));
  return text;
}

}  // namespace secokr::cli
