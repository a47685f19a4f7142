#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "base/environment.hpp"
#include "config/config.hpp"
#include "config/credentials.hpp"
#include "tracker/port/tracker.hpp"
#include "tracker/views/host_access.hpp"

namespace secokr::app {

/// What the commands of `auth` work with.
struct AuthPorts {
  const config::Config& config;  ///< its `tracker.host` is the server meant
  const base::Environment& environment;
  config::TokenStore store;
  /// The server `config.tracker.host` with this token; no project is needed.
  std::function<Expected<std::unique_ptr<tracker::Tracker>>(const config::Config&, const config::Credential&)> open{};
};

/// Where personal tokens are made and revoked.
std::string tokens_page(const std::string& host);
/// The same with name and scope of a new one filled in.
std::string new_token_page(const std::string& host);

/// Asks the server who the token is, and keeps nothing. Errors: the server's; authentication, for a token that may not
/// even read issues.
Expected<tracker::Account> check_token(const AuthPorts& ports, const config::Credential& credential);

/// The configured server's token and what else is stored. A local tracker that somebody asked for needs none.
Expected<std::vector<tracker::HostAccess>> look_at_hosts(const AuthPorts& ports);

}  // namespace secokr::app
