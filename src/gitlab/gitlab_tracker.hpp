#pragma once
#include <chrono>
#include <memory>
#include <string>

#include "base/clock.hpp"
#include "base/waiter.hpp"
#include "http/transport.hpp"
#include "tracker/port/tracker.hpp"

namespace secokr::gitlab {

struct GitlabOptions {
  std::string origin{};        ///< `https://gitlab.com`
  std::string project{};       ///< `group/project`, or its number; empty = none of its own
  std::string token_source{};  ///< for errors: `GITLAB_TOKEN`, a file's path, `the credential helper`
  /// Why nothing may be written, for errors: "the project is known from CI_PROJECT_ID only"; empty = it may.
  std::string reads_only{};
  std::unique_ptr<http::Transport> transport{};  ///< with token, retries and log
  base::Waiter* waiter = nullptr;
  const base::Clock* clock = nullptr;
  std::chrono::seconds unclear_wait{90};  ///< how long what a lost answer made is looked for
};

/// A project on GitLab over REST v4 (the facts: docs/gitlab.md). Issues are read in their order of creation; labels are
/// resolved before any write, because GitLab makes unknown ones silently; a create looks for its marker first; what was
/// written is compared with what came back, and what is missing is named in `dropped`.
std::unique_ptr<tracker::Tracker> make_gitlab_tracker(GitlabOptions options);

}  // namespace secokr::gitlab
