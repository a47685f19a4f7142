#pragma once
#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include <secokr/error.hpp>

#include "base/secret.hpp"

namespace secokr::cli {

/// What a person typed at a question.
struct TypedLine {
  std::string text{};     ///< without its end and without control characters; several lines only where they were pasted
  bool was_left = false;  ///< Ctrl-D, Ctrl-C, a signal or a closed terminal came before Enter; `text` is what stood
                          ///< there then
};

/// The one owner of the terminal: who looks, how wide it is, what is typed. Injected; tests script it.
class Terminal {
 public:
  virtual ~Terminal() = default;
  virtual bool input_is_terminal() const = 0;
  virtual bool output_is_terminal() const = 0;
  virtual bool error_is_terminal() const = 0;
  /// Columns of the terminal, 80 where it does not tell. `COLUMNS` wins over it (Context::width).
  virtual std::size_t width() const = 0;
  /// Shows the prompt, one line of it, on stderr and reads one answer. A paste is one answer, however many lines it
  /// has, and waits for Enter. Where answers are edited in their line it begins with `begun`, which can be changed and
  /// erased like what is typed; elsewhere that is passed over.
  virtual TypedLine read_line(const std::string& prompt, const std::string& begun) = 0;
  /// Whether answers are edited in their line.
  virtual bool edits_lines() { return false; }
  /// The same without showing what is typed; the terminal shows again what is typed however this ends, also by a
  /// signal.
  virtual std::optional<base::Secret> read_secret(const std::string& prompt) = 0;
  /// Forgets what was typed before it was asked for: what cannot be taken back is not answered unseen.
  virtual void forget_typed_ahead() {}
  /// Standard input to its end, for an argument `-`. Error: local_file.
  virtual Expected<std::string> read_all() = 0;
};

class LineEditor;

/// The process's own. Where `TERM` names a terminal that moves its cursor, answers are edited in the line
/// (terminal_editor); elsewhere they are only appended to and erased from.
class ProcessTerminal final : public Terminal {
 public:
  ProcessTerminal();
  /// What was typed ahead of a question that never came is nobody's: the shell would run it.
  ~ProcessTerminal() override;
  ProcessTerminal(const ProcessTerminal&) = delete;
  ProcessTerminal& operator=(const ProcessTerminal&) = delete;

  bool input_is_terminal() const override;
  bool output_is_terminal() const override;
  bool error_is_terminal() const override;
  std::size_t width() const override;
  TypedLine read_line(const std::string& prompt, const std::string& begun) override;
  bool edits_lines() override;
  std::optional<base::Secret> read_secret(const std::string& prompt) override;
  void forget_typed_ahead() override;
  Expected<std::string> read_all() override;

 private:
  std::unique_ptr<LineEditor> m_editor;
  bool m_has_looked = false;  ///< for an editor
  bool m_is_gone = false;     ///< a signal ended a question: there is nobody to ask any more
};

/// For the handlers of signals that end the process: what `~ProcessTerminal` does. Async-signal-safe.
void leave_terminal();

}  // namespace secokr::cli
