#pragma once
#include <chrono>
#include <csignal>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace secokr::cli {

/// One thing that a person did at the keyboard.
struct Key {
  enum class Kind {
    nothing,  ///< a key without a meaning here
    text,     ///< a character, in UTF-8
    control,  ///< one of `keys`, or another control character
    meta,     ///< Alt and `code`
    paste,    ///< `text`, of one or several lines
    left      ///< the input has ended, or a signal asks to leave
  };
  Kind kind = Kind::nothing;
  char code = 0;
  std::string text{};
};

/// The keys that move and erase, as the control characters that mean the same on every terminal.
namespace keys {
inline constexpr char home = 1, left = 2, end_of_input = 4, end = 5, right = 6, back = 8, tab = 9, enter = 13,
                      down = 14, up = 16, erase_line = 21, erase_word = 23, escape = 27, backspace = 127;
inline constexpr char erase_next = 29;  ///< the key Delete
// Never typed: what stands for something on its way through the editor.
inline constexpr char pasted = 30;
inline constexpr char line_up = 28, line_down = 31;
}  // namespace keys

/// Reads the terminal on standard input a byte at a time, so that an editor that is started later misses none. While it
/// lives, signals that would end, stop or resize the process wait for it: a question is left in order.
class Keyboard {
 public:
  Keyboard();
  Keyboard(const Keyboard&) = delete;
  Keyboard& operator=(const Keyboard&) = delete;
  ~Keyboard();

  std::function<void()> on_stop{};      ///< the terminal is to be as the shell expects it
  std::function<void()> on_continue{};  ///< and as it was before
  std::function<void()> on_resize{};

  /// Waits for the next key. A paste is taken whole, also on a terminal that does not say where one begins: there it is
  /// known by lines that come faster than anybody types.
  Key next();
  /// One byte as it comes; nothing when the input has ended, a signal asks to leave, or `patience` is over.
  std::optional<char> byte(std::optional<std::chrono::milliseconds> patience = std::nullopt);

  /// The signal that asked to leave; 0 where none did.
  int signal() const;

 private:
  Key escape();
  Key control_sequence();
  Key bracketed_paste();
  Key line_end();
  Key character(char first);
  bool wait(std::optional<std::chrono::milliseconds> patience);

  std::vector<struct sigaction> m_actions{};
  sigset_t m_mask{};             ///< as it was
  sigset_t m_wait_mask{};        ///< the same with the signals that wait let through
  std::optional<char> m_next{};  ///< was read and belongs to the next key
  bool m_has_ended = false;
};

}  // namespace secokr::cli
