#include "cli/unsent_updates.hpp"

#include <fmt/format.h>

#include "app/update_target.hpp"
#include "cli/next_commands.hpp"
#include "cli/update_post.hpp"
#include "cli/update_words.hpp"
#include "config/config.hpp"

namespace secokr::cli {
namespace {

workspace::Outbox outbox_of(const Context& context) { return workspace::Outbox(context.state_folder() / "outbox"); }

bool is_local(const config::Config& config) { return config.tracker.kind == config::TrackerKind::local; }

Status check_place(const config::Config& config, const workspace::UnsentUpdates& unsent) {
  const std::string host = is_local(config) ? "" : config.tracker.host;
  if (unsent.host == host && unsent.project == config.tracker.project) return {};
  return fail({.kind = ErrorKind::refused,
               .what = fmt::format("{} was written for {} on {}", unsent.path.filename().string(),
                                   unsent.project.empty() ? "another project" : unsent.project,
                                   unsent.host.empty() ? "the local tracker" : unsent.host),
               .help = unsent.host.empty()
                           ? "secokr sync --tracker local, in its workspace"
                           : fmt::format("secokr sync --tracker gitlab --host {} -R {}", unsent.host, unsent.project)});
}

}  // namespace

std::optional<std::filesystem::path> keep_unsent(Context& context, const std::string& text) {
  if (text.empty() || context.global().dry_run) return std::nullopt;
  const auto config = context.config();
  if (!config) return std::nullopt;
  const config::TrackerConfig& tracker = (*config)->tracker;
  auto kept = outbox_of(context).keep(
      {.host = is_local(**config) ? "" : tracker.host, .project = tracker.project, .text = text});
  if (!kept) return std::nullopt;
  return *std::move(kept);
}

void let_go_unsent(Context& context, const std::filesystem::path& kept) {
  if (const auto gone = outbox_of(context).let_go(kept); !gone) context.say("Warning: " + gone.error().what);
}

Status address_unsent(Context& context, const app::Ports& ports, const std::vector<workspace::UnsentUpdates>& unsent) {
  app::UpdateReader reader(ports);
  for (const workspace::UnsentUpdates& each : unsent) {
    SECOKR_CHECK(check_place(ports.config, each));
    SECOKR_TRY(const auto filed, read_update_file(each.text, each.path.string()));
    SECOKR_TRY(const auto said, said_of(context, reader, filed, std::nullopt, std::nullopt));
    SECOKR_CHECK(queue_updates(context, ports, said));
    if (!context.global().dry_run) let_go_unsent(context, each.path);
  }
  return {};
}

}  // namespace secokr::cli
