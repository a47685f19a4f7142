#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "black_box/machine.hpp"
#include "config/config.hpp"
#include "config/credentials.hpp"
#include "support/fake_tracker.hpp"

using namespace secokr;
using Catch::Matchers::Contains;
using nlohmann::json;
using test::Machine;
using test::RunResult;

namespace {

struct Asked {
  std::string host{};
  std::string token{};
  bool needs_project = true;
};

/// A machine whose trackers are servers with three tokens; what they are asked is kept.
class Place {
 public:
  Place() {
    machine.set_environment("NO_COLOR", "1");
    known["glpat-good"] = {.username = "sam", .scopes = {"api"}, .expires = parse_day("2027-01-25")};
    known["glpat-reader"] = {.username = "rea", .scopes = {"read_api", "read_user"}};
    known["glpat-useless"] = {.username = "una", .scopes = {"read_user"}, .expires = parse_day("2026-12-20")};
    known["glpat-silent"] = {.username = "sid"};
    machine.set_tracker_factory(
        [this](const cli::TrackerRequest& request) -> Expected<std::unique_ptr<tracker::Tracker>> {
          CHECK(request.config->tracker.kind == config::TrackerKind::gitlab);
          REQUIRE(request.credential != nullptr);
          const std::string& token = request.credential->token.reveal();
          asked.push_back({request.config->tracker.host, token, request.needs_project});
          auto server = std::make_unique<test::FakeTracker>();
          if (const auto found = known.find(token); found != known.end())
            server->account = found->second;
          else
            server->account =
                fail({.kind = ErrorKind::authentication,
                      .what = request.config->tracker.host + " refuses the token from " + request.credential->source,
                      .help = "Log in again"});
          return server;
        });
  }

  Machine machine{};
  std::map<std::string, tracker::Account> known{};
  std::vector<Asked> asked{};

  RunResult run(const std::string& line) {
    const RunResult result = machine.run_line(line);
    // Whatever happens, no token is shown.
    CHECK_THAT(result.out + result.err, !Contains("glpat-"));
    return result;
  }
  config::TokenStore store() const {
    return config::TokenStore{machine.folder().parent_path() / "config/secokr/tokens.toml"};
  }
  std::string stored(const std::string& host = "https://gitlab.com") const {
    const auto token = store().find(host);
    REQUIRE(token);
    return *token ? (*token)->reveal() : "";
  }
  void pipe(std::string token) { machine.terminal().set_input(std::move(token)); }
};

constexpr const char* corporate = "https://gl.corp.example";

}  // namespace

TEST_CASE("login asks for a token without showing it, asks the server, and stores it", "[auth]") {
  Place place;
  place.machine.terminal().become_terminal(160);
  place.machine.terminal().type(" glpat-good ");
  const auto result = place.run("secokr auth login");
  CHECK(result.code == 0);
  CHECK(result.err ==
        "Make a token with the scope `api` at "
        "https://gitlab.com/-/user_settings/personal_access_tokens?name=secokr&scopes=api\nToken: \n");
  CHECK_THAT(result.out, Contains("https://gitlab.com") && Contains("@sam") && Contains("2027-01-25, in 42 days") &&
                             Contains("<tmp>/config/secokr/tokens.toml"));
  CHECK(place.stored() == "glpat-good");
  REQUIRE(place.asked.size() == 1);
  CHECK(place.asked[0].host == "https://gitlab.com");
  CHECK_FALSE(place.asked[0].needs_project);
  CHECK(place.machine.terminal().waiting() == 0);
}

TEST_CASE("login reads a token from a pipe, with or without --with-token", "[auth]") {
  const std::string flag = GENERATE(as<std::string>{}, "", " --with-token", " --no-input");
  Place place;
  place.pipe("glpat-good\n");
  const auto result = place.run("secokr auth login --host " + std::string{corporate} + "/" + flag + " --json");
  CHECK(result.code == 0);
  CHECK(result.err.empty());
  const auto host = json::parse(result.out)["hosts"][0];
  CHECK(host["host"] == corporate);
  CHECK(host["stored"] == true);
  CHECK(host["works"] == true);
  CHECK(host["user"] == "sam");
  CHECK(host["scopes"] == json{"api"});
  CHECK(host["expires"] == "2027-01-25");
  CHECK(host["days_left"] == 42);
  CHECK(host["can_write"] == true);
  CHECK(place.stored(corporate) == "glpat-good");
  CHECK(place.stored().empty());
}

TEST_CASE("login takes the host of the configuration, but not one that only the workspace names", "[auth]") {
  Place place;
  place.pipe("glpat-good");
  test::write(place.machine.folder() / "secokr.toml",
              "[tracker]\nkind = \"gitlab\"\nhost = \"https://gl.corp.example\"\nproject = \"g/p\"\n");
  const auto refused = place.run("secokr auth login");
  CHECK(refused.code == 4);
  CHECK_THAT(refused.err, Contains("Only secokr.toml:3 names that host") &&
                              Contains("help: Type `secokr auth login --host https://gl.corp.example`"));
  CHECK(place.asked.empty());

  place.machine.set_environment("SECOKR_TRACKER_HOST", corporate);
  CHECK(place.run("secokr auth login").code == 0);
  CHECK(place.stored(corporate) == "glpat-good");
}

TEST_CASE("login stores nothing that does not work", "[auth]") {
  struct Case {
    std::string input, said;
    int code;
  };
  const auto given = GENERATE(values<Case>({
      {"glpat-unknown", "refuses the token from standard input", 4},
      {"glpat-useless", "has only the scope read_user", 4},
      {"glpat-good glpat-good", "There is no token in standard input", 4},
      {"glpat-good\nglpat-good", "There is no token in standard input", 4},
      {"", "It is empty", 4},
  }));
  CAPTURE(given.input);
  Place place;
  place.pipe(given.input);
  const auto result = place.run("secokr auth login");
  CHECK(result.code == given.code);
  CHECK_THAT(result.err, Contains(given.said) && Contains("help: "));
  CHECK(result.out.empty());
  CHECK_FALSE(std::filesystem::exists(place.store().path()));
}

TEST_CASE("login tells a token that may only read, and one whose scopes are not told", "[auth]") {
  Place place;
  place.pipe("glpat-reader");
  const auto reader = place.run("secokr auth login");
  CHECK(reader.code == 0);
  CHECK_THAT(reader.out, Contains("no, only reading") && Contains("no day given"));
  CHECK(place.stored() == "glpat-reader");
  place.pipe("glpat-silent");
  const auto silent = place.run("secokr auth login --json");
  CHECK(silent.code == 0);
  CHECK_FALSE(json::parse(silent.out)["hosts"][0].contains("can_write"));
}

TEST_CASE("login with --dry-run asks the server and stores nothing", "[auth]") {
  Place place;
  place.pipe("glpat-good");
  const auto result = place.run("secokr auth login --dry-run");
  CHECK(result.code == 0);
  CHECK_THAT(result.err, Contains("Nothing was stored"));
  CHECK(place.asked.size() == 1);
  CHECK_FALSE(std::filesystem::exists(place.store().path()));
}

TEST_CASE("a person who leaves, or types nothing, has stored nothing", "[auth]") {
  Place place;
  place.machine.terminal().become_terminal(80);
  place.machine.terminal().type(std::nullopt);
  const auto left = place.run("secokr auth login");
  CHECK(left.code == 130);
  CHECK_THAT(left.err, Contains("Token: ^D"));
  place.machine.terminal().type("");
  CHECK(place.run("secokr auth login --with-token").code == 4);
  const auto forbidden = place.run("secokr auth login --no-input");
  CHECK(forbidden.code == 2);
  CHECK_THAT(forbidden.err, Contains("Give --with-token"));
  CHECK(place.asked.empty());
  CHECK_FALSE(std::filesystem::exists(place.store().path()));
}

TEST_CASE("a host of the workspace is approved once for the environment's token", "[auth]") {
  Place place;
  place.machine.set_environment("GITLAB_TOKEN", "glpat-good");
  test::write(place.machine.folder() / "secokr.toml",
              "[tracker]\nkind = \"gitlab\"\nhost = \"https://gl.corp.example\"\nproject = \"g/p\"\n");
  CHECK(place.run("secokr auth status").code == 4);
  CHECK(place.asked.empty());
  const bool on_a_terminal = GENERATE(false, true);
  CAPTURE(on_a_terminal);
  if (on_a_terminal) {
    place.machine.terminal().become_terminal(80);
    place.machine.terminal().type("y");
    const auto asked = place.run("secokr auth login --host https://gl.corp.example");
    CHECK(asked.code == 0);
    CHECK_THAT(asked.err, Contains("GITLAB_TOKEN is set: may it go to https://gl.corp.example from now on? [y/N] y"));
  } else {
    CHECK(place.run("secokr auth login --host https://gl.corp.example --use-environment").code == 0);
  }
  CHECK(place.stored(corporate).empty());
  CHECK(place.store().is_approved(corporate).value());
  const auto status = place.run("secokr auth status");
  CHECK(status.code == 0);
  CHECK_THAT(status.out, Contains("@sam") && Contains("GITLAB_TOKEN"));
  CHECK(place.asked.back().host == corporate);
}

TEST_CASE("a person may say no to the environment's token and give another", "[auth]") {
  Place place;
  place.machine.set_environment("GITLAB_TOKEN", "glpat-reader");
  place.machine.terminal().become_terminal(80);
  place.machine.terminal().type("n");
  place.machine.terminal().type("glpat-good");
  const auto result = place.run("secokr auth login --host https://gl.corp.example");
  CHECK(result.code == 0);
  CHECK_THAT(result.err, Contains("GITLAB_TOKEN is set in the environment and comes before what is stored"));
  CHECK(place.stored(corporate) == "glpat-good");
  CHECK_FALSE(place.store().is_approved(corporate).value());
}

TEST_CASE("the flag --use-environment needs a token there, and stands alone", "[auth]") {
  Place place;
  const auto none = place.run("secokr auth login --use-environment");
  CHECK(none.code == 4);
  CHECK_THAT(none.err, Contains("There is no token in the environment"));
  CHECK(place.run("secokr auth login --use-environment --with-token").code == 2);
}

TEST_CASE("status names every host's token, and fails where one does not work", "[auth]") {
  Place place;
  place.machine.set_environment("GITLAB_TOKEN", "glpat-good");
  REQUIRE(place.store().put("https://old.example", base::Secret{"glpat-gone"}));
  REQUIRE(place.store().put(corporate, base::Secret{"glpat-reader"}));
  const auto text = place.run("secokr auth status");
  CHECK(text.code == 4);
  CHECK_THAT(text.err, Contains("error: https://old.example refuses the token from <tmp>/config/secokr/tokens.toml"));
  CHECK_THAT(text.out,
             Contains("https://gitlab.com\n  User     @sam\n  Token    GITLAB_TOKEN\n  Scopes   api\n  Expires  "
                      "2027-01-25, in 42 days\n  Writing  yes\n") &&
                 Contains("https://gl.corp.example\n  User     @rea\n") &&
                 Contains("https://old.example\n  Token  <tmp>/config/secokr/tokens.toml\n  Works  no\n"));

  const auto result = place.run("secokr auth status --json");
  CHECK(result.code == 4);
  CHECK(json::parse(result.err)["error"]["kind"] == "authentication");
  const auto hosts = json::parse(result.out)["hosts"];
  REQUIRE(hosts.size() == 3);
  CHECK(hosts[0]["stored"] == false);
  CHECK(hosts[0]["source"] == "GITLAB_TOKEN");
  CHECK(hosts[1]["host"] == corporate);
  CHECK(hosts[1]["can_write"] == false);
  CHECK_FALSE(hosts[1].contains("expires"));
  CHECK(hosts[2]["works"] == false);
  CHECK(hosts[2]["stored"] == true);
  CHECK(hosts[2]["problem"]["kind"] == "authentication");

  REQUIRE(place.store().remove("https://old.example"));
  CHECK(place.run("secokr auth status").code == 0);
}

TEST_CASE("status without any token says what to type; a local tracker needs none", "[auth]") {
  Place place;
  const auto none = place.run("secokr auth status");
  CHECK(none.code == 4);
  CHECK_THAT(none.err, Contains("help: Type `secokr auth login`, or set GITLAB_TOKEN"));
  place.machine.set_environment("CI_JOB_TOKEN", "glpat-job");
  CHECK_THAT(place.run("secokr auth status").err, Contains("CI_JOB_TOKEN cannot reach issues"));
  test::write(place.machine.folder() / "secokr.toml", "[tracker]\nkind = \"local\"\n");
  const auto local = place.run("secokr auth status");
  CHECK(local.code == 0);
  CHECK_THAT(local.err, Contains("the local tracker needs none"));
  CHECK(json::parse(place.run("secokr auth status --json").out)["hosts"].empty());
  CHECK(place.asked.empty());
}

TEST_CASE("logout removes what is stored, says when nothing was, and what is still there", "[auth]") {
  Place place;
  REQUIRE(place.store().put("https://gitlab.com", base::Secret{"glpat-good"}));
  REQUIRE(place.store().put(corporate, base::Secret{"glpat-reader"}));
  CHECK_THAT(place.run("secokr auth logout --dry-run").out, Contains("Would remove"));
  CHECK(place.stored() == "glpat-good");
  const auto removed = place.run("secokr auth logout");
  CHECK(removed.code == 0);
  CHECK(removed.out == "Removed the stored token for https://gitlab.com\n");
  CHECK_THAT(removed.err,
             Contains("The token itself works until it ends or is revoked at https://gitlab.com/-/user_settings"));
  CHECK(place.stored().empty());
  CHECK(place.stored(corporate) == "glpat-reader");

  place.machine.set_environment("GITLAB_TOKEN", "glpat-good");
  const auto again = place.run("secokr auth logout");
  CHECK(again.code == 0);
  CHECK(again.out == "Nothing is stored for https://gitlab.com\n");
  CHECK_THAT(again.err, Contains("GITLAB_TOKEN is set in the environment, which stays"));
  const auto other = json::parse(place.run("secokr auth logout --json --host https://gl.corp.example").out);
  CHECK(other["hosts"][0]["host"] == corporate);
  CHECK(other["hosts"][0]["removed"] == true);
  CHECK(other["hosts"][0]["stored"] == false);
  CHECK(place.asked.empty());
}

TEST_CASE("a store that others may read is told before a token is asked for", "[auth]") {
  Place place;
  REQUIRE(place.store().put(corporate, base::Secret{"glpat-reader"}));
  REQUIRE(::chmod(place.store().path().c_str(), 0644) == 0);
  place.machine.terminal().become_terminal(80);
  for (const char* line : {"secokr auth login", "secokr auth status", "secokr auth logout"}) {
    CAPTURE(line);
    const auto result = place.run(line);
    CHECK(result.code == 7);
    CHECK_THAT(result.err, Contains("help: `chmod 600 <tmp>/config/secokr/tokens.toml`"));
  }
  CHECK(place.asked.empty());
}

TEST_CASE("no command takes a token on its line, nor repeats it", "[auth]") {
  Place place;
  for (const char* line : {"secokr auth login glpat-good", "secokr auth login --token glpat-good",
                           "secokr auth login --token=glpat-good", "secokr --json auth login glpat-good"}) {
    CAPTURE(line);
    const auto result = place.run(line);
    CHECK(result.code == 2);
    CHECK_THAT(result.err, Contains("A token is never taken from the command line"));
  }
  CHECK(place.run("secokr auth login --with-token=glpat-good").code == 2);
  CHECK(place.asked.empty());
}
