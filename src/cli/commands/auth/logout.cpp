#include <fmt/format.h>

#include <algorithm>

#include "cli/commands/auth/ports.hpp"
#include "cli/core/registry.hpp"

namespace secokr::cli {
namespace {

/// What is kept for the host before it is removed.
struct Kept {
  bool anything = false;
  bool token = false;
};

Expected<Kept> look(const app::AuthPorts& ports) {
  const std::string& host = ports.config.tracker.host;
  SECOKR_TRY(const auto hosts, ports.store.hosts());
  SECOKR_TRY(const auto token, ports.store.find(host));
  return Kept{std::ranges::find(hosts, host) != hosts.end(), token.has_value()};
}

std::string outcome(const std::string& host, const Kept& kept, bool removes) {
  if (!kept.anything) return fmt::format("Nothing is stored for {}\n", host);
  const auto what = kept.token ? "the stored token" : "the approval of the environment's token";
  return fmt::format("{} {} for {}\n", removes ? "Removed" : "Would remove", what, host);
}

Expected<int> run_auth_logout(Context& context) {
  SECOKR_TRY(const app::AuthPorts ports, auth_ports(context));
  const std::string& host = ports.config.tracker.host;
  SECOKR_TRY(const Kept kept, look(ports));
  const bool removes = !context.global().dry_run;
  if (removes) SECOKR_CHECK(ports.store.remove(host));
  if (context.json())
    context.print_json(
        {{"hosts", {{{"host", host}, {"stored", kept.anything && !removes}, {"removed", kept.anything && removes}}}}});
  else
    context.print(outcome(host, kept, removes));
  if (kept.token && removes)
    context.say(fmt::format("The token itself works until it ends or is revoked at {}", app::tokens_page(host)));
  if (const auto other = other_token(ports); !other.empty()) context.say(other + ", which stays");
  return 0;
}

}  // namespace

CommandSpec auth_logout_command() {
  return {
      .path = "auth logout",
      .group = groups::start,
      .summary = "Forget the stored token of a server",
      .description =
          "Removes the token, or the approval of the environment's token, that `secokr auth login` stored for --host, "
          "else for the configured server, else for https://gitlab.com. The server is not asked, and the token is not "
          "revoked.",
      .examples = {{"secokr auth logout", "The configured server"},
                   {"secokr auth logout --host https://gitlab.example.com", "Another one"}},
      .schema = "auth",
      .needs = Needs::config,
      .writes = true,
      .bind = [](OptionBinder&) -> Runner { return run_auth_logout; },
  };
}

}  // namespace secokr::cli
