#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/error.hpp>

#include "app/core/ports.hpp"

namespace secokr::app {

/// Whom a note may mention: people of the org file, and usernames that the tracker knows. What merely stands in an
/// issue's text may be a group, `all`, or no name at all; those are left out.
class Mentionable {
 public:
  /// The tracker is asked only about names that the org file does not have.
  static Expected<Mentionable> of(const Ports& ports, const std::set<std::string>& names);

  bool contains(std::string_view name) const;
  /// Those of the names that may be mentioned, in their order.
  std::vector<std::string> of_these(const std::vector<std::string>& names) const;

 private:
  std::set<std::string> m_folded{};
};

}  // namespace secokr::app
