#include "cli/ask/terminal.hpp"

#include <pty.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <cstdlib>
#include <functional>
#include <string>
#include <utility>

using namespace secokr;

namespace {

constexpr const char* the_end = "[the end]";

int say(const std::string& text) {
  const std::string line = text + "\n";
  return ::write(STDOUT_FILENO, line.data(), line.size()) < 0 ? 1 : 0;
}

/// A process whose terminal is the other end of `master`. It lives until all that it said is read: the terminal of a
/// session that ends throws away what is still on its way.
class OnTerminal {
 public:
  explicit OnTerminal(const std::function<int()>& body) {
    int gate[2];
    REQUIRE(::pipe(gate) == 0);
    m_child = ::forkpty(&m_master, nullptr, nullptr, nullptr);
    REQUIRE(m_child >= 0);
    if (m_child == 0) {
      ::close(gate[1]);
      const int status = body();
      say(the_end);
      char none = '\0';
      ::_exit(::read(gate[0], &none, 1) == 0 ? status : 99);
    }
    ::close(gate[0]);
    m_gate = gate[1];
  }
  OnTerminal(const OnTerminal&) = delete;
  OnTerminal& operator=(const OnTerminal&) = delete;
  ~OnTerminal() {
    if (m_child > 0) {
      ::kill(m_child, SIGKILL);
      ::waitpid(m_child, nullptr, 0);
    }
    ::close(m_master);
    if (m_gate >= 0) ::close(m_gate);
  }

  /// Reads until the text has come; false when the process ended without it.
  bool wait_for(const std::string& text) {
    while (m_shown.find(text) == std::string::npos) {
      char part[256];
      const ssize_t got = ::read(m_master, part, sizeof part);
      if (got <= 0) return false;
      m_shown.append(part, static_cast<std::size_t>(got));
    }
    return true;
  }
  void type(const std::string& text) const {
    REQUIRE(::write(m_master, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
  }
  void send(int signal) const { REQUIRE(::kill(m_child, signal) == 0); }
  bool shows_what_is_typed() const {
    termios settings{};
    REQUIRE(::tcgetattr(m_master, &settings) == 0);
    return (settings.c_lflag & ECHO) != 0;
  }
  int end() {
    int status = 0;
    wait_for(the_end);
    ::close(std::exchange(m_gate, -1));
    REQUIRE(::waitpid(std::exchange(m_child, -1), &status, 0) > 0);
    return status;
  }
  const std::string& shown() const { return m_shown; }

 private:
  int m_master = -1;
  int m_gate = -1;
  pid_t m_child = -1;
  std::string m_shown{};
};

/// Asks, says how many characters came, then waits for another line.
int ask_and_count() {
  cli::ProcessTerminal terminal;
  const auto secret = terminal.read_secret("Token: ");
  say(secret ? "read " + std::to_string(secret->reveal().size()) : std::string{"nothing"});
  say("Then: ");
  for (char c = '\0'; c != '\n';)
    if (::read(STDIN_FILENO, &c, 1) != 1) break;
  return 7;
}

}  // namespace

TEST_CASE("a secret is not shown while it is typed, and what follows is") {
  OnTerminal process{ask_and_count};
  REQUIRE(process.wait_for("Token: "));
  CHECK_FALSE(process.shows_what_is_typed());
  process.type("hunter2\n");
  REQUIRE(process.wait_for("Then: "));
  CHECK(process.shows_what_is_typed());
  process.type("visible\n");
  const int status = process.end();
  CHECK(WEXITSTATUS(status) == 7);
  CHECK_THAT(process.shown(),
             Catch::Contains("Token: \r\nread 7\r\n") && !Catch::Contains("hunter2") && Catch::Contains("visible"));
}

TEST_CASE("the end of input gives no secret, and what is typed is shown again") {
  OnTerminal process{ask_and_count};
  REQUIRE(process.wait_for("Token: "));
  process.type("\x04");
  REQUIRE(process.wait_for("nothing\r\n"));
  REQUIRE(process.wait_for("Then: "));
  CHECK(process.shows_what_is_typed());
}

TEST_CASE("a signal in the middle of a secret comes when what is typed is shown again") {
  const int signal = GENERATE(SIGINT, SIGTERM, SIGHUP, SIGQUIT);
  CAPTURE(signal);
  OnTerminal process{[signal] {
    std::signal(signal, [](int) {
      termios settings{};
      const bool shows = ::tcgetattr(STDIN_FILENO, &settings) == 0 && (settings.c_lflag & ECHO) != 0;
      ::_exit(shows ? 42 : 43);
    });
    cli::ProcessTerminal terminal;
    terminal.read_secret("Token: ");
    return 1;
  }};
  REQUIRE(process.wait_for("Token: "));
  CHECK_FALSE(process.shows_what_is_typed());
  process.type("half a tok");
  if (signal == SIGINT)
    process.type("\x03");  // Ctrl-C
  else
    process.send(signal);
  const int status = process.end();
  REQUIRE(WIFEXITED(status));
  // A terminal that has gone is the end of the input: what was typed before is still to be kept.
  CHECK(WEXITSTATUS(status) == (signal == SIGHUP ? 1 : 42));
  CHECK_THAT(process.shown(), !Catch::Contains("half"));
}

TEST_CASE("a question leaves the terminal as it was, however it ends") {
  const std::string kind = GENERATE("dumb", "xterm-256color");
  const std::string typed = GENERATE("an answer\r", "half\x04", "half\x03", "half\x1c", "\x1b[200~one\rtwo\x1b[201~\r");
  CAPTURE(kind, typed);
  OnTerminal process{[&] {
    ::setenv("TERM", kind.c_str(), 1);
    cli::ProcessTerminal terminal;
    const cli::TypedLine line = terminal.read_line("Question: ", "");
    termios settings{};
    const bool shows =
        ::tcgetattr(STDIN_FILENO, &settings) == 0 && (settings.c_lflag & ECHO) != 0 && (settings.c_lflag & ICANON) != 0;
    say("[" + line.text + "]" + (line.was_left ? " left" : ""));
    return shows ? 42 : 43;
  }};
  REQUIRE(process.wait_for("Question: "));
  CHECK_FALSE(process.shows_what_is_typed());
  process.type(typed);
  const int status = process.end();
  REQUIRE(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 42);
  const std::string said = typed.starts_with("half") ? "[half] left" : typed.starts_with("an") ? "[an answer]" : "[one";
  CHECK_THAT(process.shown(), Catch::Contains(said));
}

TEST_CASE("a signal in the middle of an answer ends the question, and no other is asked") {
  const int signal = GENERATE(SIGINT, SIGTERM, SIGHUP, SIGQUIT);
  const std::string kind = GENERATE("dumb", "xterm-256color");
  CAPTURE(signal, kind);
  OnTerminal process{[&] {
    ::setenv("TERM", kind.c_str(), 1);
    cli::ProcessTerminal terminal;
    const cli::TypedLine line = terminal.read_line("Question: ", "");
    const cli::TypedLine next = terminal.read_line("Another: ", "");
    say(line.text + "|" + next.text);
    return line.was_left && next.was_left ? 42 : 43;
  }};
  REQUIRE(process.wait_for("Question: "));
  process.type("half");
  REQUIRE(process.wait_for("half"));
  process.send(signal);
  const int status = process.end();
  REQUIRE(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 42);
  CHECK_THAT(process.shown(), Catch::Contains("half|") && !Catch::Contains("Another"));
}
