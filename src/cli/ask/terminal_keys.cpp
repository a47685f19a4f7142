#include "cli/ask/terminal_keys.hpp"

#include <sys/select.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string_view>
#include <utility>

#include "base/text.hpp"

namespace secokr::cli {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds key_patience{50};    ///< between the bytes of one key
constexpr milliseconds paste_patience{20};  ///< nobody types a letter sooner after Enter

constexpr std::array waiting_signals{SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGWINCH};

volatile std::sig_atomic_t asked_to_leave = 0;
volatile std::sig_atomic_t asked_to_stop = 0;
volatile std::sig_atomic_t was_resized = 0;

extern "C" void note_signal(int number) {
  if (number == SIGTSTP)
    asked_to_stop = 1;
  else if (number == SIGWINCH)
    was_resized = 1;
  else
    asked_to_leave = number;
}

Key control_key(char code) { return {.kind = Key::Kind::control, .code = code}; }
Key word_key(char code) { return {.kind = Key::Kind::meta, .code = code}; }

/// `[D` and `[1;5D`, the cursor keys; with Ctrl or Alt they move by words.
Key cursor_key(char last, bool by_word) {
  switch (last) {
    case 'A':
      return control_key(keys::up);
    case 'B':
      return control_key(keys::down);
    case 'C':
      return by_word ? word_key('f') : control_key(keys::right);
    case 'D':
      return by_word ? word_key('b') : control_key(keys::left);
    case 'H':
      return control_key(keys::home);
    case 'F':
      return control_key(keys::end);
    default:
      return {};
  }
}

/// `[3~` and its like.
Key numbered_key(std::string_view number) {
  if (number == "1" || number == "7") return control_key(keys::home);
  if (number == "4" || number == "8") return control_key(keys::end);
  if (number == "3") return control_key(keys::erase_next);
  return {};
}

/// What a paste may hold; a Ctrl-D that is typed right behind Enter is a key of its own.
bool is_of_a_text(char c) {
  return static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\r' || c == '\n' || c == keys::escape;
}

/// Where the escape sequence ends that begins at `at`: colours of a text that was copied from a terminal.
std::size_t after_escape(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size() || text[at + 1] != '[') return at + 1;
  at += 2;
  while (at < text.size() && (text[at] < '@' || text[at] > '~')) ++at;
  return at + 1;
}

/// Line ends as they are in a text; none at its end, which is the Enter that somebody copied along.
std::string pasted_text(const std::string& text) {
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == keys::escape) {
      i = after_escape(text, i);
      continue;
    }
    const bool is_half_of_an_end = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    if (!is_half_of_an_end) result += text[i] == '\r' ? '\n' : text[i];
    ++i;
  }
  while (result.ends_with('\n')) result.pop_back();
  return base::strip_controls(result);
}

}  // namespace

Keyboard::Keyboard() {
  asked_to_leave = 0;
  asked_to_stop = 0;
  sigset_t held;
  sigemptyset(&held);
  for (const int each : waiting_signals) sigaddset(&held, each);
  sigprocmask(SIG_BLOCK, &held, &m_mask);
  m_wait_mask = m_mask;
  struct sigaction note{};
  note.sa_handler = note_signal;
  sigemptyset(&note.sa_mask);
  for (const int each : waiting_signals) {
    struct sigaction before{};
    sigaction(each, nullptr, &before);
    // Whoever started us with a signal ignored wants it so.
    if (before.sa_handler != SIG_IGN) sigaction(each, &note, nullptr);
    m_actions.push_back(before);
    sigdelset(&m_wait_mask, each);
  }
}

Keyboard::~Keyboard() {
  // A terminal that has gone says so more than once; what was typed is still to be kept.
  const bool is_gone = m_has_ended || asked_to_leave == SIGHUP;
  for (std::size_t i = 0; i < waiting_signals.size(); ++i) {
    if (is_gone && waiting_signals.at(i) == SIGHUP) m_actions[i].sa_handler = SIG_IGN;
    sigaction(waiting_signals.at(i), &m_actions[i], nullptr);
  }
  sigprocmask(SIG_SETMASK, &m_mask, nullptr);
}

int Keyboard::signal() const { return asked_to_leave; }

/// False when nothing will come: a signal asks to leave and all that was typed before it is read, or the patience is
/// over.
bool Keyboard::wait(std::optional<milliseconds> patience) {
  for (;;) {
    if (asked_to_leave != 0) patience = milliseconds{0};
    if (std::exchange(asked_to_stop, 0) != 0) {
      if (on_stop) on_stop();
      ::raise(SIGSTOP);
      if (on_continue) on_continue();
    }
    if (std::exchange(was_resized, 0) != 0 && on_resize) on_resize();
    fd_set input;
    FD_ZERO(&input);
    FD_SET(STDIN_FILENO, &input);
    timespec time{};
    if (patience) time.tv_nsec = static_cast<long>(std::chrono::nanoseconds(*patience).count());
    const int ready = ::pselect(STDIN_FILENO + 1, &input, nullptr, nullptr, patience ? &time : nullptr, &m_wait_mask);
    if (ready < 0 && errno == EINTR) continue;
    return ready > 0;
  }
}

std::optional<char> Keyboard::byte(std::optional<milliseconds> patience) {
  if (m_next) return std::exchange(m_next, std::nullopt);
  while (!m_has_ended && wait(patience)) {
    char c = '\0';
    const ssize_t got = ::read(STDIN_FILENO, &c, 1);
    if (got == 1) return c;
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    m_has_ended = true;
  }
  return std::nullopt;
}

Key Keyboard::next() {
  const auto first = byte();
  if (!first) return {.kind = Key::Kind::left};
  if (*first == keys::escape) return escape();
  if (*first == '\r' || *first == '\n') return line_end();
  // What a terminal makes of a Ctrl-D that was typed before it was asked for.
  if (*first == '\0') return control_key(keys::end_of_input);
  if (*first == keys::pasted || *first == keys::line_up || *first == keys::line_down) return {};
  const auto c = static_cast<unsigned char>(*first);
  return c < 0x20 || c == 0x7F ? control_key(*first) : character(*first);
}

Key Keyboard::escape() {
  auto next = byte(key_patience);
  while (next && *next == keys::escape) next = byte(key_patience);
  if (!next) return {};
  if (*next == '[') return control_sequence();
  if (*next == 'O') {
    const auto last = byte(key_patience);
    return last ? cursor_key(*last, false) : Key{};
  }
  const auto c = static_cast<unsigned char>(*next);
  return c < 0x20 || c >= 0x7F ? Key{} : word_key(*next);
}

Key Keyboard::control_sequence() {
  std::string given;
  auto last = byte(key_patience);
  while (last && (*last < '@' || *last > '~')) {
    given += *last;
    last = byte(key_patience);
  }
  if (!last) return {};
  if (*last != '~') return cursor_key(*last, given.find(';') != std::string::npos);
  if (given == "200") return bracketed_paste();
  return numbered_key(given.substr(0, given.find(';')));
}

Key Keyboard::bracketed_paste() {
  constexpr std::string_view closing = "\x1b[201~";
  std::string text;
  for (auto c = byte(); c; c = byte()) {
    text += *c;
    if (!text.ends_with(closing)) continue;
    text.resize(text.size() - closing.size());
    break;
  }
  return {.kind = Key::Kind::paste, .text = pasted_text(text)};
}

/// Enter, or the first line of a paste that came without brackets.
Key Keyboard::line_end() {
  std::string text = "\n";
  for (auto c = byte(paste_patience); c; c = byte(paste_patience)) {
    if (!is_of_a_text(*c)) {
      m_next = c;
      break;
    }
    text += *c;
  }
  text = pasted_text(text);
  if (text.empty()) return control_key(keys::enter);
  return {.kind = Key::Kind::paste, .text = std::move(text)};
}

Key Keyboard::character(char first) {
  std::string text(1, first);
  const auto lead = static_cast<unsigned char>(first);
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  while (text.size() < length) {
    const auto more = byte(key_patience);
    if (!more) break;
    // The letter of another encoding, and behind it a key of its own.
    if ((static_cast<unsigned char>(*more) & 0xC0U) != 0x80U) {
      m_next = more;
      break;
    }
    text += *more;
  }
  return {.kind = Key::Kind::text, .text = base::strip_controls(text)};
}

}  // namespace secokr::cli
