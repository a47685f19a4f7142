#include "app/setup/doctor_checks.hpp"

#include <date/date.h>
#include <catch2/catch.hpp>

using namespace secokr;
using namespace date::literals;
using tracker::Account;
using tracker::Check;
using tracker::CheckState;

namespace {

const Day today = 2027_y / 1 / 18;

config::Config gitlab_config() {
  config::Config config;
  config.tracker = {.kind = config::TrackerKind::gitlab, .project = "security/okrs"};
  return config;
}

}  // namespace

TEST_CASE("A token's scopes and its end are judged together") {
  struct Row {
    std::vector<std::string> scopes;
    std::optional<Day> expires;
    CheckState state;
    std::string part;
  };
  const Row rows[] = {
      {{"api"}, std::nullopt, CheckState::ok, "with the scope api, without an end"},
      {{"api", "sudo"}, 2027_y / 2 / 2, CheckState::ok, "with the scopes api, sudo, expires on 2027-02-02, in 15 days"},
      {{"api"}, 2027_y / 2 / 1, CheckState::warning, "in 14 days"},
      {{"api"}, 2027_y / 1 / 19, CheckState::warning, "in 1 day"},
      {{"api"}, 2027_y / 1 / 18, CheckState::warning, "today"},
      {{"api"}, 2027_y / 1 / 17, CheckState::warning, "expired on 2027-01-17"},
      {{"read_api"}, std::nullopt, CheckState::warning, "it may read, and write nothing"},
      {{"read_user", "read_repository"}, std::nullopt, CheckState::fault, "the scope `api` is missing"},
      {{"read_user"}, 2027_y / 1 / 19, CheckState::fault, "in 1 day: the scope `api` is missing"},
      {{}, std::nullopt, CheckState::ok, "with scopes that GitLab does not tell"},
  };
  const auto config = gitlab_config();
  const app::DoctorRequest request{.config = config, .token_source = "GITLAB_TOKEN", .today = today};
  for (const Row& row : rows) {
    CAPTURE(row.part);
    const Check check = app::token_check(request, {.username = "ciso", .scopes = row.scopes, .expires = row.expires});
    CHECK(check.state == row.state);
    CHECK_THAT(check.found, Catch::StartsWith("from GITLAB_TOKEN, of @ciso, ") && Catch::Contains(row.part));
    CHECK(check.help.empty() == (row.state == CheckState::ok));
    if (row.state == CheckState::fault) CHECK(check.kind == ErrorKind::authentication);
  }
}

TEST_CASE("A project that cannot be written to is a fault of its own kind") {
  struct Row {
    tracker::Project project;
    CheckState state;
    ErrorKind kind;
  };
  const Row rows[] = {
      {{.path = "a/b", .role = "Reporter", .visibility = "private"}, CheckState::ok, ErrorKind::bug},
      {{.path = "a/b", .role = "Owner", .archived = true, .can_write = false}, CheckState::fault, ErrorKind::refused},
      {{.path = "a/b", .issues_enabled = false, .can_write = false}, CheckState::fault, ErrorKind::refused},
      {{.path = "a/b", .role = "Guest", .can_write = false}, CheckState::fault, ErrorKind::authentication},
      {{.path = "a/b", .can_write = false}, CheckState::fault, ErrorKind::authentication},
  };
  for (const Row& row : rows) {
    const Check check = app::project_check(row.project);
    CAPTURE(check.found);
    CHECK(check.state == row.state);
    CHECK(check.kind == row.kind);
    CHECK_THAT(check.found, Catch::StartsWith("a/b"));
    CHECK(check.help.empty() == (row.state == CheckState::ok));
  }
}

TEST_CASE("The configuration's check says where each value was said") {
  auto config = gitlab_config();
  config.sources["tracker.kind"] = {config::Origin::workspace_file, "secokr.toml", 3};
  config.sources["tracker.project"] = {config::Origin::flag, "--project", 0};
  CHECK(app::configuration_check(config).found ==
        "tracker gitlab (secokr.toml:3), host https://gitlab.com (by default), project security/okrs (--project)");
  config.tracker.project.clear();
  const Check without = app::configuration_check(config);
  CHECK(without.state == CheckState::fault);
  CHECK(without.kind == ErrorKind::configuration);
}
