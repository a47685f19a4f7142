#include "base/environment.hpp"

#include <pwd.h>
#include <unistd.h>

#include <array>

extern char** environ;  // NOLINT: the C library's own name

namespace secokr::base {

Environment Environment::of_process() {
  std::map<std::string, std::string, std::less<>> variables;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view line = *entry;
    if (const auto equals = line.find('='); equals != std::string_view::npos)
      variables.emplace(line.substr(0, equals), line.substr(equals + 1));
  }
  return Environment(std::move(variables));
}

std::optional<std::string> Environment::get(std::string_view name) const {
  const auto found = m_variables.find(name);
  if (found == m_variables.end()) return std::nullopt;
  return found->second;
}

std::filesystem::path Environment::path_of(std::string_view written) const {
  if (!written.starts_with("~/")) return written;
  return std::filesystem::path{get("HOME").value_or("/")} / written.substr(2);
}

std::string login_name() {
  std::array<char, 4096> buffer{};
  passwd entry{};
  passwd* result = nullptr;
  if (getpwuid_r(geteuid(), &entry, buffer.data(), buffer.size(), &result) != 0 || result == nullptr) return {};
  return result->pw_name;
}

}  // namespace secokr::base
