#include "tracker/views/host_access.hpp"

#include <algorithm>

namespace secokr::tracker {

TokenPower power_of(const Account& account) {
  const auto has = [&](const char* scope) { return std::ranges::find(account.scopes, scope) != account.scopes.end(); };
  if (account.scopes.empty()) return TokenPower::untold;
  if (has("api")) return TokenPower::writes;
  return has("read_api") ? TokenPower::reads : TokenPower::nothing;
}

}  // namespace secokr::tracker
