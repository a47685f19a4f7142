#include "app/setup/auth.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace secokr::app {
namespace {

using config::Config;
using config::Credential;
using tracker::HostAccess;

Config with_host(const Config& config, const std::string& host) {
  Config changed = config;
  changed.tracker.use_server();
  changed.tracker.host = host;
  return changed;
}

Expected<tracker::Account> ask(const AuthPorts& ports, const std::string& host, const Credential& credential) {
  const Config config = with_host(ports.config, host);
  SECOKR_TRY(const auto server, ports.open(config, credential));
  SECOKR_TRY(auto account, server->whoami());
  if (tracker::power_of(account) != tracker::TokenPower::nothing) return account;
  return fail({.kind = ErrorKind::authentication,
               .what = fmt::format("The token from {} cannot reach issues on {}", credential.source, host),
               .reason = fmt::format("It belongs to @{} and has only the scope{} {}", account.username,
                                     account.scopes.size() == 1 ? "" : "s", base::join(account.scopes, ", ")),
               .help = fmt::format("Make one with the scope `api` at {}", new_token_page(host))});
}

HostAccess look_at(const AuthPorts& ports, const std::string& host, const Expected<Credential>& credential) {
  HostAccess access{.host = host};
  if (!credential) {
    access.problem = credential.error();
    return access;
  }
  access.source = credential->source;
  auto account = ask(ports, host, *credential);
  if (account)
    access.account = *std::move(account);
  else
    access.problem = std::move(account).error();
  return access;
}

Expected<Credential> stored_credential(const AuthPorts& ports, const std::string& host) {
  SECOKR_TRY(auto token, ports.store.find(host));
  if (token) return Credential{*std::move(token), ports.store.path().string()};
  // Approved only: what goes there is the environment's.
  return config::find_credential(with_host(ports.config, host), ports.environment);
}

bool is_local_on_purpose(const Config& config) {
  return config.tracker.is_local() && config.sources.contains("tracker.kind");
}

/// Nobody named the default host, and nothing is meant to go there.
bool is_of_no_interest(const AuthPorts& ports, const std::vector<std::string>& stored, const HostAccess& access) {
  const bool is_named =
      ports.config.source_of("tracker.host").origin != config::Origin::by_default || !ports.config.tracker.is_local();
  return !is_named && !stored.empty() && access.source.empty();
}

}  // namespace

std::string tokens_page(const std::string& host) { return host + "/-/user_settings/personal_access_tokens"; }

std::string new_token_page(const std::string& host) { return tokens_page(host) + "?name=secokr&scopes=api"; }

Expected<tracker::Account> check_token(const AuthPorts& ports, const Credential& credential) {
  return ask(ports, ports.config.tracker.host, credential);
}

Expected<std::vector<HostAccess>> look_at_hosts(const AuthPorts& ports) {
  const std::string& configured = ports.config.tracker.host;
  SECOKR_TRY(const auto stored, ports.store.hosts());
  std::vector<HostAccess> result;
  if (!is_local_on_purpose(ports.config))
    result.push_back(look_at(ports, configured, config::find_credential(ports.config, ports.environment)));
  if (!result.empty() && is_of_no_interest(ports, stored, result.front())) result.clear();
  for (const std::string& host : stored)
    if (result.empty() || host != configured) result.push_back(look_at(ports, host, stored_credential(ports, host)));
  for (HostAccess& access : result) access.stored = std::ranges::find(stored, access.host) != stored.end();
  return result;
}

}  // namespace secokr::app
