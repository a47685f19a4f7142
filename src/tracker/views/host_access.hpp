#pragma once
#include <optional>
#include <string>

#include <secokr/error.hpp>

#include "tracker/port/issue.hpp"

namespace secokr::tracker {

/// What a token may do with issues, by its scopes.
enum class TokenPower { writes, reads, nothing, untold };
TokenPower power_of(const Account& account);

/// What is known of the token for one server.
struct HostAccess {
  std::string host{};
  bool stored = false;               ///< a token for it, or its approval, is kept on this machine
  std::string source{};              ///< where the token came from, for people; empty where there is none
  std::optional<Account> account{};  ///< whose it is, as the server said
  std::optional<Error> problem{};    ///< why it does not work
};

}  // namespace secokr::tracker
