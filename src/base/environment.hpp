#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace secokr::base {

/// The process's environment variables, injected: only `main` makes one from the real environment.
class Environment {
 public:
  Environment() = default;
  explicit Environment(std::map<std::string, std::string, std::less<>> variables) : m_variables(std::move(variables)) {}

  static Environment of_process();

  /// Unset and empty are told apart.
  std::optional<std::string> get(std::string_view name) const;
  /// A path as somebody wrote it into a configuration: `~/x` lies in HOME.
  std::filesystem::path path_of(std::string_view written) const;
  const std::map<std::string, std::string, std::less<>>& all() const { return m_variables; }

 private:
  std::map<std::string, std::string, std::less<>> m_variables;
};

/// The login name of the process's user; empty where the system does not know one.
std::string login_name();

}  // namespace secokr::base
