#include "cli/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <iostream>
#include <iterator>

namespace secokr::cli {

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

Expected<std::string> ProcessTerminal::read_all() {
  std::string text{std::istreambuf_iterator<char>(std::cin), {}};
  if (std::cin.bad())
    return fail({.kind = ErrorKind::local_file, .what = "Standard input cannot be read", .reason = "The read failed"});
  return text;
}

}  // namespace secokr::cli
