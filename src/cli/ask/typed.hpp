#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <secokr/error.hpp>

namespace secokr::cli {

class Context;

/// What a person told a command, by flags or as answers, collected so that a failure can give it back (U3).
class Typed {
 public:
  /// The command with its arguments, quoted for a shell, without the program: `draft kr "Security Training"`. What the
  /// line said to every command, such as `--quarter` and `--project`, is said again.
  Typed(const Context& context, const std::string& command);
  /// Nothing and an empty text are not kept.
  void add(std::string_view flag, std::optional<std::string> text);

  /// The error with everything that was typed, as a line that a shell takes again; the error alone where nothing was.
  Error given_back(Error error) const;

 private:
  std::string m_command;
  std::vector<std::pair<std::string, std::string>> m_flags{};
};

}  // namespace secokr::cli
