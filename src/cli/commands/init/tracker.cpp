#include "cli/commands/init/tracker.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/text.hpp"
#include "cli/ask/prompts.hpp"
#include "config/config.hpp"
#include "workspace/git_remote.hpp"

namespace secokr::cli {
namespace {

bool is_said(const config::Config& config, std::string_view key) {
  return config.source_of(key).origin != config::Origin::by_default;
}

/// The remote `origin` where its server is GitLab by its name, or one that its user named outside any workspace.
std::optional<workspace::GitRemote> gitlab_origin(const Context& context, const config::Config& config) {
  auto remote = workspace::git_origin(context.folder());
  if (!remote) return std::nullopt;
  const bool is_known = std::ranges::find(config.own_hosts, remote->host) != config.own_hosts.end();
  if (!is_known && remote->host.find("gitlab") == std::string::npos) return std::nullopt;
  return remote;
}

/// True for a server.
Expected<bool> ask_for_kind(Context& context, const std::optional<workspace::GitRemote>& origin) {
  SECOKR_TRY(const auto chosen, choose(context,
                                       {.text = "Where OKRs are published: a GitLab project or this machine",
                                        .flag = "--tracker gitlab|local",
                                        .by_default = origin ? "gitlab" : "local"},
                                       {"gitlab", "local"}));
  return chosen == 0;
}

}  // namespace

Expected<config::TrackerConfig> new_tracker(Context& context) {
  SECOKR_TRY(const auto* config, context.config());
  const auto& global = context.global();
  config::TrackerConfig tracker = config->tracker;
  const bool kind_is_said = global.tracker || is_said(*config, "tracker.kind");
  // Who names a server or a project means GitLab.
  if (!kind_is_said && (global.host || global.project)) tracker.use_server();
  const auto origin = gitlab_origin(context, *config);
  if (!kind_is_said && tracker.is_local() && can_ask(context)) {
    SECOKR_TRY(const bool is_on_server, ask_for_kind(context, origin));
    if (is_on_server) tracker.use_server();
  }
  if (tracker.is_local()) return tracker;
  if (!is_said(*config, "tracker.host") && can_ask(context)) {
    SECOKR_TRY(tracker.host, ask(context, {.text = "Address of the GitLab server",
                                           .flag = "--host URL",
                                           .by_default = origin ? origin->host : tracker.host,
                                           .validate = app::check_host}));
  }
  if (tracker.project.empty()) {
    const bool same_server = origin && base::equals_folded(origin->host, tracker.host);
    SECOKR_TRY(tracker.project,
               ask(context, {.text = same_server ? "Project whose issues are the OKRs"
                                                 : "Project whose issues are the OKRs, such as gitlab-com/gitlab-OKRs",
                             .flag = "--project GROUP/PROJECT",
                             .by_default = same_server ? std::optional{origin->path} : std::nullopt,
                             .validate = app::check_project}));
  }
  return tracker;
}

}  // namespace secokr::cli
