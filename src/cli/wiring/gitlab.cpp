#include "cli/wiring/gitlab.hpp"

#include <fmt/format.h>

#include <optional>

#include "base/file.hpp"
#include "cli/core/version.hpp"
#include "config/config.hpp"
#include "config/credentials.hpp"
#include "gitlab/gitlab_tracker.hpp"
#include "http/curl_transport.hpp"
#include "http/log_transport.hpp"
#include "http/retry.hpp"

namespace secokr::cli {
namespace {

Error no_project(const config::Config& config) {
  return {.kind = ErrorKind::configuration,
          .what = fmt::format("No project on {} is named", config.tracker.host),
          .reason = "OKRs are the issues of one project",
          .help = "Add -R GROUP/PROJECT, or write project = \"GROUP/PROJECT\" into [tracker] of secokr.toml"};
}

/// libcurl would say that no certificate can be trusted, which is no help with a mistyped path.
Expected<std::string> ca_file_of(const config::Config& config, const base::Environment& environment) {
  if (config.ca_file.empty()) return std::string{};
  const auto path = environment.path_of(config.ca_file);
  if (base::read_file(path)) return path.string();
  return fail({.kind = ErrorKind::configuration,
               .what = fmt::format("The certificates in `{}` cannot be read", config.ca_file),
               .reason = fmt::format("{} names that file as `ca_file`", config.source_of("ca_file").place()),
               .help = "Correct the path, or leave `ca_file` out to trust what the system trusts"});
}

Expected<config::Credential> credential_of(const TrackerRequest& request) {
  if (request.credential != nullptr) return *request.credential;
  return config::find_credential(*request.config, *request.environment);
}

}  // namespace

Expected<std::unique_ptr<tracker::Tracker>> make_gitlab(const TrackerRequest& request) {
  const config::Config& config = *request.config;
  if (request.needs_project && config.tracker.project.empty()) return fail(no_project(config));
  http::CurlOptions curl;
  SECOKR_TRY(curl.ca_file, ca_file_of(config, *request.environment));
  SECOKR_TRY(config::Credential credential, credential_of(request));
  if (const auto notice = config::passed_over_notice(credential, config); request.say && !notice.empty())
    request.say(notice);
  curl.token = std::move(credential.token);
  curl.token_origin = http::origin_of(config.tracker.host);
  curl.user_agent = fmt::format("secokr/{}", version());
  curl.proxy = config.proxy;
  curl.http2 = config.http_version == "2";

  auto transport = http::make_curl_transport(std::move(curl));
  if (request.log) transport = http::with_log(std::move(transport), request.log);
  transport = http::with_retries(std::move(transport), *request.waiter, *request.clock, request.random);

  gitlab::GitlabOptions options;
  options.origin = http::origin_of(config.tracker.host);
  options.project = config.tracker.project;
  options.token_source = std::move(credential.source);
  // What does without a project names the places that it writes to.
  if (request.needs_project && config::reads_only(config))
    options.reads_only = "The project is known from CI_PROJECT_ID only";
  options.transport = std::move(transport);
  options.waiter = request.waiter;
  options.clock = request.clock;
  return gitlab::make_gitlab_tracker(std::move(options));
}

}  // namespace secokr::cli
