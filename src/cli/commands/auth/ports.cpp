#include "cli/commands/auth/ports.hpp"

#include <fmt/format.h>

namespace secokr::cli {

Expected<app::AuthPorts> auth_ports(Context& context) {
  SECOKR_TRY(const auto* config, context.config());
  const auto store = config::token_store(context.environment());
  if (!store)
    return fail({.kind = ErrorKind::local_file,
                 .what = "There is no place for stored tokens",
                 .reason = "They are kept in the home folder, and neither HOME nor XDG_CONFIG_HOME is set",
                 .help = "Set HOME, or give the token in GITLAB_TOKEN"});
  return app::AuthPorts{
      .config = *config,
      .environment = context.environment(),
      .store = config::TokenStore{*store},
      .open = [&context](const config::Config& asked,
                         const config::Credential& credential) -> Expected<std::unique_ptr<tracker::Tracker>> {
        SECOKR_TRY(TrackerRequest request, context.tracker_request());
        request.config = &asked;
        request.credential = &credential;
        request.needs_project = false;
        return context.make_tracker(request);
      }};
}

std::string other_token(const app::AuthPorts& ports) {
  const config::Config& config = ports.config;
  if (const auto variable = config::environment_token(ports.environment); variable && *variable)
    return fmt::format("{} is set in the environment", (*variable)->source);
  if (!config.token_file.empty()) return fmt::format("{} names a token file", config.source_of("token_file").place());
  if (!config.credential_helper.empty())
    return fmt::format("{} names a credential helper", config.source_of("credential_helper").place());
  return {};
}

}  // namespace secokr::cli
