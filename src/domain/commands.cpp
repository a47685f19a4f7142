#include "domain/commands.hpp"

#include <fmt/format.h>

#include "base/shell.hpp"

namespace secokr::command {

std::string OfName::operator()() const { return fmt::format("{} {}{}", name, to_fill, options); }

std::string OfName::operator()(std::string_view word) const {
  return fmt::format("{} {}{}", name, base::shell_quoted(word), options);
}

std::string OfQuarter::operator()(std::optional<Quarter> quarter) const {
  return fmt::format("{}{}{}", name, quarter ? " " + to_string(*quarter) : "", options);
}

}  // namespace secokr::command
