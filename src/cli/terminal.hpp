#pragma once
#include <cstddef>
#include <optional>
#include <string>

#include <secokr/error.hpp>

#include "base/secret.hpp"

namespace secokr::cli {

/// The one owner of the terminal: who looks, how wide it is, what is typed. Injected; tests script it.
class Terminal {
 public:
  virtual ~Terminal() = default;
  virtual bool input_is_terminal() const = 0;
  virtual bool output_is_terminal() const = 0;
  virtual bool error_is_terminal() const = 0;
  /// Columns of the terminal, 80 where it does not tell. `COLUMNS` wins over it (Context::width).
  virtual std::size_t width() const = 0;
  /// Shows the prompt on stderr and reads one line without its end; nothing at the end of input (Ctrl-D).
  virtual std::optional<std::string> read_line(const std::string& prompt) = 0;
  /// The same without showing what is typed; the terminal shows again what is typed however this ends, also by a
  /// signal.
  virtual std::optional<base::Secret> read_secret(const std::string& prompt) = 0;
  /// Standard input to its end, for an argument `-`. Error: local_file.
  virtual Expected<std::string> read_all() = 0;
};

/// The process's own.
class ProcessTerminal final : public Terminal {
 public:
  bool input_is_terminal() const override;
  bool output_is_terminal() const override;
  bool error_is_terminal() const override;
  std::size_t width() const override;
  std::optional<std::string> read_line(const std::string& prompt) override;
  std::optional<base::Secret> read_secret(const std::string& prompt) override;
  Expected<std::string> read_all() override;
};

}  // namespace secokr::cli
