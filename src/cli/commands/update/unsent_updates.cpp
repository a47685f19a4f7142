#include "cli/commands/update/unsent_updates.hpp"

#include <fmt/format.h>

#include "app/run/update_target.hpp"
#include "app/run/waiting_updates.hpp"
#include "base/text.hpp"
#include "cli/commands/update/post.hpp"
#include "cli/commands/update/words.hpp"
#include "cli/core/next_commands.hpp"
#include "cli/write/keep.hpp"
#include "config/config.hpp"

namespace secokr::cli {
namespace {

using workspace::UnsentUpdates;

Status check_unsent_place(const app::Ports& ports, const UnsentUpdates& unsent) {
  const config::TrackerConfig& tracker = ports.config.tracker;
  const bool is_local = tracker.is_local();
  if (!unsent.user.empty() && !base::equals_folded(unsent.user, ports.user))
    return fail({.kind = ErrorKind::authentication,
                 .what = fmt::format("{} was written by @{}", unsent.file, unsent.user),
                 .reason = fmt::format("You are @{}", ports.user),
                 .help = fmt::format("Let @{} send it, or post yours with secokr update", unsent.user)});
  if (unsent.host == (is_local ? "" : tracker.host) && unsent.project == tracker.project) return {};
  return fail({.kind = ErrorKind::refused,
               .what = fmt::format("{} was written for {} on {}", unsent.file,
                                   unsent.project.empty() ? "another project" : unsent.project,
                                   unsent.host.empty() ? "the local tracker" : unsent.host),
               .help = unsent.host.empty()
                           ? "secokr sync --tracker local, in its workspace"
                           : fmt::format("secokr sync --tracker gitlab --host {} -R {}", unsent.host, unsent.project)});
}

/// One of the updates of an unsent text; without a note where only the issue is to be edited.
struct Part {
  std::optional<documents::FiledUpdate> filed{};
  SaidUpdate said{};
};

Expected<Part> part_of(Context& context, app::UpdateReader& reader, const UnsentUpdates& unsent,
                       std::optional<documents::FiledUpdate> filed) {
  Part part;
  const std::string name = filed ? filed->name : unsent.name;
  const auto week = filed && filed->week ? filed->week : unsent.week;
  SECOKR_TRY(part.said.target, reader.find(name, std::nullopt, week));
  for (const std::string& notice : part.said.target.notices) context.say(notice);
  if (filed) {
    filed->name = part.said.target.name;
    part.said.request = app::request_from(part.said.target, *filed);
  }
  if (name == unsent.name) {
    part.said.request.state = unsent.edits.state;
    part.said.request.critical_project = unsent.edits.critical_project;
    for (const int tick : unsent.edits.ticks) part.said.request.milestones.push_back({tick, app::MilestoneWord::done});
  }
  part.filed = std::move(filed);
  return part;
}

Expected<std::vector<Part>> parts_of(Context& context, const app::Ports& ports, const UnsentUpdates& unsent,
                                     const std::string& path) {
  // The week that is not named is the one that was meant on the day of writing.
  app::Ports then = ports;
  if (unsent.written) then.today = *unsent.written;
  app::UpdateReader reader(then);
  std::vector<Part> parts;
  std::vector<documents::FiledUpdate> updates;
  if (!base::trim(unsent.text).empty()) {
    SECOKR_TRY(updates, read_update_file(unsent.text, path));
  }
  for (documents::FiledUpdate& filed : updates) {
    SECOKR_TRY(Part part, part_of(context, reader, unsent, std::move(filed)));
    parts.push_back(std::move(part));
  }
  if (parts.empty()) {
    SECOKR_TRY(Part part, part_of(context, reader, unsent, std::nullopt));
    parts.push_back(std::move(part));
  }
  return parts;
}

/// What is settled goes; what is not stays in the file.
Status address(Context& context, const app::Ports& ports, const workspace::Outbox& outbox, UnsentUpdates unsent) {
  SECOKR_CHECK(check_unsent_place(ports, unsent));
  SECOKR_TRY(std::vector<Part> parts, parts_of(context, ports, unsent, outbox.path_of(unsent.file).string()));
  std::vector<SaidUpdate> settled;
  std::vector<documents::FiledUpdate> rest;
  std::optional<Error> refused;
  for (Part& part : parts) {
    const auto arrived = app::has_arrived(part.said.target, part.said.request, part.filed ? &*part.filed : nullptr);
    if (!arrived) {
      if (!refused) refused = arrived.error();
      if (part.filed) rest.push_back(*part.filed);
    } else if (!*arrived) {
      settled.push_back(std::move(part.said));
    }
  }
  SECOKR_CHECK(queue_updates(context, ports, settled));
  if (!context.global().dry_run && !refused) SECOKR_CHECK(outbox.remove(unsent));
  if (!context.global().dry_run && refused && rest.size() < parts.size()) {
    unsent.text = documents::render_update_file(rest);
    SECOKR_CHECK(outbox.replace(unsent));
  }
  if (refused) return fail(*std::move(refused));
  return {};
}

}  // namespace

std::vector<Error> address_unsent(Context& context, const app::Ports& ports, const std::vector<UnsentUpdates>& unsent) {
  std::vector<Error> errors;
  const auto outbox = outbox_of(context);
  if (!outbox) return {outbox.error()};
  for (const UnsentUpdates& each : unsent)
    if (auto done = address(context, ports, *outbox, each); !done) {
      errors.push_back(std::move(done).error());
      if (errors.back().what.find(each.file) == std::string::npos)
        errors.back().notes.push_back({.path = outbox->path_of(each.file).string(), .text = "It waits still"});
    }
  return errors;
}

}  // namespace secokr::cli
