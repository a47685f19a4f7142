#include <catch2/catch.hpp>
#include <map>

#include "config/config.hpp"
#include "support/temporary_folder.hpp"

using namespace secokr;
using namespace secokr::config;
using Catch::Matchers::Contains;
using Variables = std::map<std::string, std::string, std::less<>>;

namespace {

Sources sources_of(const test::TemporaryFolder& folder, const std::string& workspace, const std::string& user,
                   const Variables& variables, const Variables& flags) {
  test::write(folder / "secokr.toml", workspace);
  test::write(folder / "config.toml", user);
  return {.workspace_file = folder / "secokr.toml",
          .user_file = folder / "config.toml",
          .environment = base::Environment{variables},
          .flags = flags};
}

}  // namespace

TEST_CASE("GitLab CI fills the host and the project that nothing else says", "[config]") {
  struct Case {
    std::string what;
    Variables variables;
    std::string workspace, host, host_source, project, project_source;
  };
  const auto given = GENERATE(values<Case>({
      {"a job",
       {{"GITLAB_CI", "true"},
        {"CI_SERVER_URL", "https://gl.example"},
        {"CI_API_V4_URL", "https://api.example/api/v4"},
        {"CI_PROJECT_ID", "42"}},
       "",
       "https://gl.example",
       "CI_SERVER_URL",
       "42",
       "CI_PROJECT_ID"},
      {"the API's address",
       {{"GITLAB_CI", "true"}, {"CI_SERVER_URL", ""}, {"CI_API_V4_URL", "https://Api.Example:8443/api/v4/"}},
       "",
       "https://api.example:8443",
       "CI_API_V4_URL",
       "",
       ""},
      {"no job",
       {{"CI_SERVER_URL", "https://gl.example"}, {"CI_PROJECT_ID", "42"}},
       "",
       "https://gitlab.com",
       "",
       "",
       ""},
      {"an empty GITLAB_CI",
       {{"GITLAB_CI", ""}, {"CI_SERVER_URL", "https://gl.example"}},
       "",
       "https://gitlab.com",
       "",
       "",
       ""},
      {"a file says both",
       {{"GITLAB_CI", "true"}, {"CI_SERVER_URL", "https://gl.example"}, {"CI_PROJECT_ID", "42"}},
       "tracker.host = \"https://ws.example\"\ntracker.project = \"g/p\"",
       "https://ws.example",
       "secokr.toml:1",
       "g/p",
       "secokr.toml:2"},
      {"a variable of secokr's says both",
       {{"GITLAB_CI", "true"},
        {"CI_SERVER_URL", "https://gl.example"},
        {"CI_PROJECT_ID", "42"},
        {"SECOKR_TRACKER_HOST", "https://own.example"},
        {"SECOKR_TRACKER_PROJECT", "o/p"}},
       "",
       "https://own.example",
       "SECOKR_TRACKER_HOST",
       "o/p",
       "SECOKR_TRACKER_PROJECT"},
      {"this machine",
       {{"GITLAB_CI", "true"}, {"CI_SERVER_URL", "http://127.0.0.1:43127"}},
       "",
       "http://127.0.0.1:43127",
       "CI_SERVER_URL",
       "",
       ""},
  }));
  CAPTURE(given.what);
  const test::TemporaryFolder folder;
  const auto config = load(sources_of(folder, given.workspace, "", given.variables, {}));
  REQUIRE(config);
  CHECK(config->tracker.host == given.host);
  CHECK(config->source_of("tracker.host").place() == given.host_source);
  CHECK(config->tracker.project == given.project);
  CHECK(config->source_of("tracker.project").place() == given.project_source);
  CHECK(reads_only(*config) == (given.project_source == "CI_PROJECT_ID"));
  if (given.project_source == "CI_PROJECT_ID")
    CHECK(config->source_of("tracker.project").origin == Origin::environment);
}

TEST_CASE("a server of CI that cannot be spoken to is trouble only for whom it would be spoken to", "[config]") {
  const test::TemporaryFolder folder;
  const std::string url = GENERATE("http://gl.example", "https://gl.example/gitlab", "https://me:secret@gl.example");
  const Variables job{{"GITLAB_CI", "true"}, {"CI_SERVER_URL", url}, {"CI_PROJECT_ID", "42"}};
  const auto refused = load(sources_of(folder, "tracker.kind = \"gitlab\"", "", job, {}));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == ErrorKind::configuration);
  REQUIRE(refused.error().notes.size() == 1);
  CHECK(refused.error().notes[0].path == "CI_SERVER_URL");
  CHECK(load(sources_of(folder, "tracker.kind = \"local\"", "", job, {})));
  const auto named =
      load(sources_of(folder, "tracker.kind = \"gitlab\"\ntracker.host = \"https://ws.example\"", "", job, {}));
  REQUIRE(named);
  CHECK(named->own_hosts.empty());
}

TEST_CASE("a host or a project that was named by hand makes the tracker GitLab", "[config]") {
  struct Case {
    std::string what, workspace, user;
    Variables variables, flags;
    TrackerKind kind;
    std::string source;
  };
  const auto local = TrackerKind::local;
  const auto gitlab = TrackerKind::gitlab;
  const auto given = GENERATE_REF(values<Case>({
      {"nothing", "", "", {}, {}, local, ""},
      {"a project of the workspace", "tracker.project = \"g/p\"", "", {}, {}, local, ""},
      {"a project flag", "", "", {}, {{"tracker.project", "g/p"}}, gitlab, "--project"},
      {"a project flag over a local workspace",
       "tracker.kind = \"local\"",
       "",
       {},
       {{"tracker.project", "g/p"}},
       gitlab,
       "--project"},
      {"a host flag over a local variable",
       "",
       "",
       {{"SECOKR_TRACKER_KIND", "local"}},
       {{"tracker.host", "https://gl.example"}},
       gitlab,
       "--host"},
      {"a project flag with --tracker",
       "",
       "",
       {},
       {{"tracker.project", "g/p"}, {"tracker.kind", "local"}},
       local,
       "--tracker"},
      {"a variable", "", "", {{"SECOKR_TRACKER_HOST", "https://gl.example"}}, {}, gitlab, "SECOKR_TRACKER_HOST"},
      {"a variable under a local workspace",
       "tracker.kind = \"local\"",
       "",
       {{"SECOKR_TRACKER_PROJECT", "g/p"}},
       {},
       local,
       "secokr.toml:1"},
      {"the user's file", "", "tracker.project = \"g/p\"", {}, {}, gitlab, "config.toml:1"},
      {"the user's file under a local workspace",
       "tracker.kind = \"local\"",
       "tracker.project = \"g/p\"",
       {},
       {},
       local,
       "secokr.toml:1"},
      {"CI", "", "", {{"GITLAB_CI", "true"}, {"CI_PROJECT_ID", "4"}}, {}, gitlab, "CI_PROJECT_ID"},
      {"CI in a local workspace",
       "tracker.kind = \"local\"",
       "",
       {{"GITLAB_CI", "true"}, {"CI_PROJECT_ID", "4"}},
       {},
       local,
       "secokr.toml:1"},
      {"a GitLab workspace keeps its source",
       "tracker.kind = \"gitlab\"",
       "",
       {},
       {{"tracker.project", "g/p"}},
       gitlab,
       "secokr.toml:1"},
  }));
  CAPTURE(given.what);
  const test::TemporaryFolder folder;
  const auto config = load(sources_of(folder, given.workspace, given.user, given.variables, given.flags));
  REQUIRE(config);
  CHECK(config->tracker.kind == given.kind);
  const std::string place = config->source_of("tracker.kind").place();
  CHECK(place == (given.source == "config.toml:1" ? (folder / "config.toml").string() + ":1" : given.source));
}

TEST_CASE("an origin is read in one spelling or not at all", "[config]") {
  const auto [url, origin] = GENERATE(table<std::string, std::optional<std::string>>({
      {"https://gitlab.com", "https://gitlab.com"},
      {" https://GitLab.COM:443/ ", "https://gitlab.com"},
      {"https://gitlab.corp.example:8443//", "https://gitlab.corp.example:8443"},
      {"http://127.0.0.1:43127", "http://127.0.0.1:43127"},
      {"http://localhost:43127", "http://localhost:43127"},
      {"http://localhost:80", "http://localhost"},
      {"http://[::1]:3000", "http://[::1]:3000"},
      {"https://[2001:DB8::1]", "https://[2001:db8::1]"},
      {"https://127.0.0.1:443", "https://127.0.0.1"},
      {"http://gitlab.com", std::nullopt},
      {"http://127.0.0.1.evil.example", std::nullopt},
      {"http://127.0.0.1@evil.example", std::nullopt},
      {"http://localhost:80@evil.example", std::nullopt},
      {"https://evil.example\\@gitlab.com", std::nullopt},
      {"https://gitlab.com/group", std::nullopt},
      {"https://gitlab.com?x", std::nullopt},
      {"https://gitlab.com#x", std::nullopt},
      {"https://gitlab.com:0", std::nullopt},
      {"https://gitlab.com:65536", std::nullopt},
      {"https://gitlab.com:", std::nullopt},
      {"https://gitlab.com:+1", std::nullopt},
      {"https://gitlab.com:44a", std::nullopt},
      {"https://git lab.com", std::nullopt},
      {"https://gitlab.com\nx", std::nullopt},
      {"https://gitlab.com\"", std::nullopt},
      {"https://g\xc4\xb1tlab.com", std::nullopt},
      {"https://-x", std::nullopt},
      {"https://[::1", std::nullopt},
      {"https://[::1]x", std::nullopt},
      {"https://[]", std::nullopt},
      {"https://", std::nullopt},
      {"https:///", std::nullopt},
      {"ftp://gitlab.com", std::nullopt},
      {"gitlab.com", std::nullopt},
      {"", std::nullopt},
  }));
  CAPTURE(url);
  CHECK(origin_of(url) == origin);
}

TEST_CASE("the HTTP version is a choice of the user's", "[config]") {
  const test::TemporaryFolder folder;
  CHECK(load(sources_of(folder, "", "", {}, {}))->http_version == "1.1");
  CHECK(load(sources_of(folder, "", "http_version = \"2\"", {}, {}))->http_version == "2");
  CHECK(load(sources_of(folder, "", "", {{"SECOKR_HTTP_VERSION", "2"}}, {}))->http_version == "2");
  CHECK_FALSE(load(sources_of(folder, "", "http_version = \"3\"", {}, {})));
  CHECK_FALSE(load(sources_of(folder, "http_version = \"2\"", "", {}, {})));
}
