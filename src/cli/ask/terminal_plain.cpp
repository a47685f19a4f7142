#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "cli/ask/terminal_editor.hpp"
#include "cli/ask/terminal_keys.hpp"

namespace secokr::cli {
namespace {

/// The terminal gives each key as it comes while this lives: a line of its own would end at 4,095 bytes.
class KeyByKey {
 public:
  KeyByKey() : m_is_terminal(tcgetattr(STDIN_FILENO, &m_settings) == 0) { begin(); }
  KeyByKey(const KeyByKey&) = delete;
  KeyByKey& operator=(const KeyByKey&) = delete;
  ~KeyByKey() { end(); }

  void begin() const {
    if (!m_is_terminal) return;
    termios settings = m_settings;
    settings.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO | IEXTEN);
    settings.c_lflag |= NOFLSH;  // what was typed just before a Ctrl-C is not thrown away with it
    settings.c_cc[VMIN] = 1;
    settings.c_cc[VTIME] = 0;
    tcsetattr(STDIN_FILENO, TCSADRAIN, &settings);
  }
  void end() const {
    if (m_is_terminal) tcsetattr(STDIN_FILENO, TCSADRAIN, &m_settings);
  }

 private:
  termios m_settings{};
  bool m_is_terminal;
};

void show_plainly(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(STDERR_FILENO, text.data(), text.size());
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

/// The characters of the answer; only the last can be taken back.
class PlainLine {
 public:
  void append(const std::string& text) {
    m_text += text;
    show_plainly(text);
  }
  void erase_character() {
    if (m_text.empty()) return;
    std::size_t at = m_text.size() - 1;
    while (at > 0 && (static_cast<unsigned char>(m_text[at]) & 0xC0U) == 0x80U) --at;
    const std::size_t columns = base::display_width(std::string_view(m_text).substr(at));
    m_text.resize(at);
    for (std::size_t i = 0; i < columns; ++i) show_plainly("\b \b");
  }
  void erase_word() {
    while (m_text.ends_with(' ')) erase_character();
    while (!m_text.empty() && !m_text.ends_with(' ')) erase_character();
  }
  void erase_all() {
    while (!m_text.empty()) erase_character();
  }
  const std::string& text() const { return m_text; }
  TypedLine taken(bool was_left) {
    show_plainly("\n");
    return {.text = std::move(m_text), .was_left = was_left};
  }

 private:
  std::string m_text{};
};

}  // namespace

TypedLine read_plainly(Keyboard& keyboard, const std::string& prompt) {
  const KeyByKey mode;
  PlainLine line;
  keyboard.on_stop = [&] { mode.end(); };
  keyboard.on_continue = [&] {
    mode.begin();
    show_plainly("\n" + prompt + line.text());
  };
  show_plainly(prompt);
  for (;;) {
    const Key key = keyboard.next();
    if (key.kind == Key::Kind::left) return line.taken(true);
    if (key.kind == Key::Kind::text || key.kind == Key::Kind::paste) line.append(key.text);
    if (key.kind != Key::Kind::control) continue;
    if (key.code == keys::enter) return line.taken(false);
    if (key.code == keys::end_of_input) return line.taken(true);
    if (key.code == keys::tab) line.append("\t");
    if (key.code == keys::backspace || key.code == keys::back) line.erase_character();
    if (key.code == keys::erase_word) line.erase_word();
    if (key.code == keys::erase_line) line.erase_all();
  }
}

}  // namespace secokr::cli
