#include "app/setup/doctor.hpp"

#include <fmt/format.h>

#include <optional>

#include "cli/core/context.hpp"
#include "cli/core/log_audience.hpp"
#include "cli/core/registry.hpp"
#include "config/config.hpp"
#include "config/credentials.hpp"
#include "render/doctor.hpp"

namespace secokr::cli {
namespace {

/// A tracker that may come without a project, so that server and token can be looked at all the same.
Expected<std::unique_ptr<tracker::Tracker>> open_tracker(Context& context, const config::Credential* credential) {
  SECOKR_TRY(auto request, context.tracker_request());
  request.needs_project = false;
  request.credential = credential;
  return context.make_tracker(request);
}

Expected<int> run_doctor(Context& context) {
  SECOKR_TRY(const auto* config, context.config());
  app::DoctorRequest request{.config = *config};
  SECOKR_TRY(request.today, context.today());
  SECOKR_TRY(request.quarter, context.quarter(QuarterDefault::planning));
  if (context.in_workspace()) {
    request.workspace = context.root().string();
    if (const auto files = context.workspace()) request.files = *files;
  }

  // Once, because a credential helper may ask its owner.
  std::optional<config::Credential> credential;
  if (!config->tracker.is_local()) {
    auto found = config::find_credential(*config, context.environment());
    if (found)
      credential = *std::move(found);
    else
      request.no_token = std::move(found).error();
  }
  if (credential) request.token_source = credential->source;
  std::unique_ptr<tracker::Tracker> tracker;
  const bool has_place = !config->tracker.is_local() || context.in_workspace();
  if (!request.no_token && has_place) {
    auto opened = open_tracker(context, credential ? &*credential : nullptr);
    if (opened)
      tracker = *std::move(opened);
    else
      request.no_tracker = std::move(opened).error();
  }
  request.tracker = tracker.get();
  request.audience = log_audience(context);

  const auto diagnosis = app::diagnose(request);
  context.show(diagnosis);
  const auto* fault = diagnosis.first_fault();
  return fault == nullptr ? 0 : exit_code_of(fault->kind);
}

}  // namespace

CommandSpec doctor_command() {
  return {
      .path = "doctor",
      .group = groups::tool,
      .summary = "Look at configuration, server, token, project and labels, and say what to do",
      .description =
          "Looks at what secokr needs, one after the other, and says of each whether it is as it should be: where the "
          "configuration comes from; whether the server can be reached and its certificate is trusted; whose the token "
          "is, what it may do and when it expires; the project and your role in it; the labels of the quarter that is "
          "being planned, or of --quarter; whether the people of secokr.toml may edit issues, whether published issues "
          "are there and open, and whether there is anybody who can propose and finalise. Then it lists what the "
          "server can do and what secokr makes of it. Each fault comes with the one thing to do. Nothing is changed "
          "anywhere.\n\n"
          "The exit code is 0 where nothing is at fault, warnings or not; else that of the first fault: 3 for "
          "configuration, 4 for token and permissions, 5 for what the server refuses, 6 for the network, 7 for a local "
          "file.",
      .examples = {{"secokr doctor", "Look at everything"},
                   {"secokr doctor -R gitlab-com/gitlab-OKRs", "With another project"},
                   {"secokr doctor --json", "For a script"}},
      .schema = "doctor",
      .formats = render::formats_of<tracker::Diagnosis>(),
      .needs = Needs::config,
      .takes_quarter = true,
      .bind = [](OptionBinder&) -> Runner { return run_doctor; },
  };
}

}  // namespace secokr::cli
