#include "cli/ask/terminal_editor.hpp"

#include <histedit.h>
#include <unistd.h>

#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <set>
#include <string_view>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "cli/ask/terminal_keys.hpp"
#include "cli/ask/terminal_lines.hpp"

namespace secokr::cli {
namespace {

constexpr std::string_view ask_for_brackets = "\x1b[?2004h";
constexpr std::string_view no_more_brackets = "\x1b[?2004l";

/// libedit reads and writes characters as the locale says: here always as UTF-8, for this thread and as long as this
/// lives.
class Utf8 {
 public:
  explicit Utf8(locale_t locale) : m_before(uselocale(locale)) {}
  Utf8(const Utf8&) = delete;
  Utf8& operator=(const Utf8&) = delete;
  ~Utf8() { uselocale(m_before); }

 private:
  locale_t m_before;
};

locale_t utf8_locale() {
  for (const char* name : {"C.UTF-8", "en_US.UTF-8", "UTF-8", ""}) {
    const locale_t made = newlocale(LC_CTYPE_MASK, name, nullptr);
    if (made == nullptr) continue;
    const Utf8 in(made);
    if (MB_CUR_MAX > 1) return made;
    uselocale(LC_GLOBAL_LOCALE);
    freelocale(made);
  }
  return nullptr;
}

/// A stream of our own on a copy of the descriptor: the standard ones keep their buffers.
std::FILE* stream_of(int descriptor, const char* mode) {
  const int copy = ::dup(descriptor);
  return copy < 0 ? nullptr : ::fdopen(copy, mode);
}

std::wstring wide_text(std::string_view text) {
  std::wstring result;
  for (const char32_t c : base::code_points(text)) result += static_cast<wchar_t>(c);
  return result;
}

std::string narrow_text(std::wstring_view text) {
  std::u32string points;
  for (const wchar_t c : text) points += static_cast<char32_t>(c);
  return base::strip_controls(base::utf8_of(points));
}

class EditlineEditor final : public LineEditor {
 public:
  explicit EditlineEditor(locale_t locale)
      : m_locale(locale),
        m_in(stream_of(STDIN_FILENO, "r")),
        m_out(stream_of(STDERR_FILENO, "w")),
        m_complaints(std::fopen("/dev/null", "w")) {
    const Utf8 utf8(m_locale);
    if (m_in == nullptr || m_out == nullptr || m_complaints == nullptr) return;
    m_editor = el_init("secokr", m_in, m_out, m_complaints);
    m_history = history_winit();
    if (m_editor == nullptr || m_history == nullptr) return;
    HistEventW event;
    history_w(m_history, &event, H_SETSIZE, most_answers);
    el_wset(m_editor, EL_HIST, history_w, m_history);
    el_set(m_editor, EL_CLIENTDATA, this);
    el_set(m_editor, EL_EDITOR, "emacs");
    el_set(m_editor, EL_PROMPT, prompt_of);
    el_set(m_editor, EL_GETCFN, next_character);
    // In wide characters: libedit copies narrow names, and never frees them.
    el_wset(m_editor, EL_ADDFN, L"insert-paste", L"Inserts what was pasted", insert_paste);
    // What was typed just before a Ctrl-C is not thrown away with it.
    el_set(m_editor, EL_SETTY, "-d", "+noflsh", nullptr);
    el_wset(m_editor, EL_ADDFN, L"line-up", L"Moves up a line", line_up);
    el_wset(m_editor, EL_ADDFN, L"line-down", L"Moves down a line", line_down);
    bind(keys::pasted, "insert-paste");
    bind(keys::line_up, "line-up");
    bind(keys::line_down, "line-down");
    bind(keys::erase_next, "ed-delete-next-char");
    bind(keys::erase_word, "ed-delete-prev-word");
  }
  EditlineEditor(const EditlineEditor&) = delete;
  EditlineEditor& operator=(const EditlineEditor&) = delete;
  ~EditlineEditor() override {
    const Utf8 utf8(m_locale);
    if (m_editor != nullptr) el_end(m_editor);
    if (m_history != nullptr) history_wend(m_history);
    for (std::FILE* stream : {m_in, m_out, m_complaints})
      if (stream != nullptr) std::fclose(stream);
    uselocale(LC_GLOBAL_LOCALE);
    freelocale(m_locale);
  }

  bool works() const { return m_editor != nullptr && m_history != nullptr; }

  TypedLine read(Keyboard& keyboard, const std::string& prompt, const std::string& begun) override {
    const Utf8 utf8(m_locale);
    m_keyboard = &keyboard;
    m_prompt = prompt;
    m_left.reset();
    put_in(wide_text(begun));
    keyboard.on_stop = [this] {
      say(no_more_brackets);
      el_set(m_editor, EL_PREP_TERM, 0);
    };
    keyboard.on_continue = [this] {
      el_set(m_editor, EL_PREP_TERM, 1);
      say(ask_for_brackets);
      el_set(m_editor, EL_REFRESH);
    };
    keyboard.on_resize = [this] {
      el_resize(m_editor);
      el_set(m_editor, EL_REFRESH);
    };
    // Before the prompt is seen: what is typed at it at once is a key, too.
    el_set(m_editor, EL_PREP_TERM, 1);
    say(ask_for_brackets);
    int length = 0;
    const wchar_t* line = el_wgets(m_editor, &length);
    el_set(m_editor, EL_PREP_TERM, 0);
    say(no_more_brackets);
    m_keyboard = nullptr;
    if (m_left || line == nullptr || length <= 0) {
      say("\n");
      return {.text = m_left.value_or(""), .was_left = true};
    }
    std::wstring_view text(line, static_cast<std::size_t>(length));
    if (text.ends_with(L'\n') || text.ends_with(L'\r')) text.remove_suffix(1);
    remember(text);
    return {.text = narrow_text(text)};
  }

 private:
  static constexpr int most_answers = 200;

  static EditlineEditor& of(EditLine* editor) {
    void* self = nullptr;
    el_get(editor, EL_CLIENTDATA, &self);
    return *static_cast<EditlineEditor*>(self);
  }
  static char* prompt_of(EditLine* editor) { return of(editor).m_prompt.data(); }
  static int next_character(EditLine* editor, wchar_t* character) { return of(editor).next(*character); }
  static unsigned char insert_paste(EditLine* editor, int) {
    const std::wstring text = std::exchange(of(editor).m_paste, {});
    if (text.empty() || el_winsertstr(editor, text.c_str()) != 0) return CC_NORM;
    return CC_REFRESH;
  }

  static unsigned char line_up(EditLine* editor, int) { return of(editor).move_by_a_line(true); }
  static unsigned char line_down(EditLine* editor, int) { return of(editor).move_by_a_line(false); }

  std::wstring_view line() const {
    const LineInfoW* info = el_wline(m_editor);
    return {info->buffer, static_cast<std::size_t>(info->lastchar - info->buffer)};
  }
  std::size_t cursor() const {
    const LineInfoW* info = el_wline(m_editor);
    return static_cast<std::size_t>(info->cursor - info->buffer);
  }

  unsigned char move_by_a_line(bool up) {
    const auto to = moved_by_a_line(line(), cursor(), up);
    if (!to) return CC_NORM;
    el_cursor(m_editor, static_cast<int>(*to) - static_cast<int>(cursor()));
    return CC_REFRESH;
  }

  /// A text that the line takes as a whole.
  void put_in(std::wstring text) {
    if (text.empty()) return;
    m_paste = std::move(text);
    m_waiting.push_back(keys::pasted);
  }

  /// In a text of several lines up and down stay in it: an answer from before would take its place. One from before
  /// that is still as it was can be left for the next.
  char moved_key(char code) const {
    const bool is_up = code == keys::up;
    if ((!is_up && code != keys::down) || line().find(L'\n') == std::wstring_view::npos) return code;
    if (m_remembered.contains(std::wstring(line())) && !moved_by_a_line(line(), cursor(), is_up)) return code;
    return is_up ? keys::line_up : keys::line_down;
  }

  void bind(char key, const char* function) {
    const std::string name{'^', static_cast<char>(key + '@')};
    el_set(m_editor, EL_BIND, name.c_str(), function, nullptr);
  }

  void say(std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), m_out);
    std::fflush(m_out);
  }

  /// What libedit reads: 1 and a character, or 0 at the end.
  int next(wchar_t& character) {
    while (m_waiting.empty()) {
      const Key key = m_keyboard->next();
      if (key.kind == Key::Kind::left) return leave();
      if (key.kind == Key::Kind::text)
        for (const wchar_t c : wide_text(key.text)) m_waiting.push_back(c);
      if (key.kind == Key::Kind::meta) m_waiting = {keys::escape, key.code};
      if (key.kind == Key::Kind::paste) put_in(wide_text(key.text));
      if (key.kind != Key::Kind::control) continue;
      if (key.code == keys::end_of_input && at_the_end()) return leave();
      m_waiting.push_back(moved_key(key.code));
    }
    character = m_waiting.front();
    m_waiting.pop_front();
    return 1;
  }

  bool at_the_end() const { return cursor() == line().size(); }

  int leave() {
    m_left = narrow_text(line());
    return 0;
  }

  void remember(std::wstring_view text) {
    if (text.empty()) return;
    HistEventW event;
    history_w(m_history, &event, H_ENTER, std::wstring(text).c_str());
    m_remembered.emplace(text);
  }

  locale_t m_locale;
  std::FILE* m_in;
  std::FILE* m_out;
  std::FILE* m_complaints;  ///< libedit's own, about a terminal that it does not know
  EditLine* m_editor = nullptr;
  HistoryW* m_history = nullptr;
  Keyboard* m_keyboard = nullptr;
  std::string m_prompt{};
  std::deque<wchar_t> m_waiting{};
  std::wstring m_paste{};
  std::set<std::wstring> m_remembered{};
  std::optional<std::string> m_left{};  ///< what stood in the line that was left
};

}  // namespace

std::unique_ptr<LineEditor> LineEditor::make() {
  const char* kind = std::getenv("TERM");
  if (kind == nullptr || *kind == '\0' || std::string_view(kind) == "dumb") return nullptr;
  const locale_t locale = utf8_locale();
  if (locale == nullptr) return nullptr;
  auto editor = std::make_unique<EditlineEditor>(locale);
  if (!editor->works()) return nullptr;
  return editor;
}

}  // namespace secokr::cli
