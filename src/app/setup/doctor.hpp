#pragma once
#include <optional>
#include <string>

#include <secokr/day.hpp>
#include <secokr/error.hpp>
#include <secokr/quarter.hpp>

#include "config/config.hpp"
#include "domain/people/audience.hpp"
#include "tracker/port/tracker.hpp"
#include "tracker/views/diagnosis.hpp"
#include "workspace/workspace.hpp"

namespace secokr::app {

struct DoctorRequest {
  const config::Config& config;
  std::string workspace{};                      ///< its root, for people; empty outside of one
  const workspace::Workspace* files = nullptr;  ///< null outside of one, or where it cannot be opened
  std::string token_source{};                   ///< on a server
  tracker::Tracker* tracker = nullptr;          ///< null where there is none, and then one of the errors says why
  std::optional<Error> no_token{};
  std::optional<Error> no_tracker{};
  Audience audience = Audience::division;  ///< who reads it
  Day today{};
  Quarter quarter{};
};

/// Looks at configuration, workspace, server, token, project, labels, people, issues and org in that order, through the
/// port alone, and goes on after a fault as far as it can. It changes nothing.
tracker::Diagnosis diagnose(const DoctorRequest& request);

}  // namespace secokr::app
