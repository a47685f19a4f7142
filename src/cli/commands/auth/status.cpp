#include <fmt/format.h>

#include <algorithm>

#include "cli/commands/auth/ports.hpp"
#include "cli/core/registry.hpp"
#include "render/host_access.hpp"

namespace secokr::cli {
namespace {

Expected<int> run_auth_status(Context& context) {
  SECOKR_TRY(const app::AuthPorts ports, auth_ports(context));
  SECOKR_TRY(const auto hosts, app::look_at_hosts(ports));
  SECOKR_TRY(const Day today, context.today());
  context.show(render::HostsView{hosts, today});
  if (hosts.empty()) context.say("No token is stored, and the local tracker needs none");

  const auto fails = [](const tracker::HostAccess& access) { return access.problem.has_value(); };
  const auto first = std::ranges::find_if(hosts, fails);
  if (first == hosts.end()) return 0;
  for (auto other = first + 1; other != hosts.end(); ++other)
    if (other->problem) context.say(fmt::format("{}: {}", other->host, other->problem->what));
  return fail(*first->problem);
}

}  // namespace

CommandSpec auth_status_command() {
  return {
      .path = "auth status",
      .group = groups::start,
      .summary = "Show which token is used, whose it is and until when",
      .description =
          "Asks the configured server, and every server that `secokr auth login` stored a token for, who the token "
          "belongs to, what it may do and when it ends. The exit code is 4 where one does not work.",
      .examples = {{"secokr auth status", "The configured server and the stored ones"},
                   {"secokr auth status --host https://gitlab.example.com", "Another server"}},
      .schema = "auth",
      .formats = render::formats_of<render::HostsView>(),
      .needs = Needs::config,
      .bind = [](OptionBinder&) -> Runner { return run_auth_status; },
  };
}

}  // namespace secokr::cli
