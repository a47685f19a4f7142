#include "config/credentials.hpp"

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <map>

#include "support/temporary_folder.hpp"

using namespace secokr;
using namespace secokr::config;
using Catch::Matchers::Contains;
using Variables = std::map<std::string, std::string, std::less<>>;
namespace fs = std::filesystem;

namespace {

constexpr const char* corporate = "https://gitlab.corp.example";

/// A home folder with the files that tokens may come from.
class Home {
 public:
  Home() {
    variables["HOME"] = m_folder.path().string();
    variables["PATH"] = "/usr/bin:/bin";
  }
  Variables variables{};
  Sources sources{};

  fs::path path(const std::string& name) const { return m_folder / name; }
  TokenStore store() const { return TokenStore{*token_store(base::Environment{variables})}; }
  void workspace(const std::string& text) {
    test::write(path("work/secokr.toml"), text);
    sources.workspace_file = path("work/secokr.toml");
  }
  void user(const std::string& text) {
    test::write(path("config.toml"), text);
    sources.user_file = path("config.toml");
  }
  void private_file(const std::string& name, const std::string& text, mode_t mode = 0600) const {
    test::write(path(name), text);
    REQUIRE(::chmod(path(name).c_str(), mode) == 0);
  }
  /// A helper with these lines of shell.
  void helper(const std::string& lines) {
    private_file("helper", "#!/bin/sh\n" + lines + "\n", 0700);
    user("credential_helper = [\"" + path("helper").string() + "\", \"two words\"]\n");
  }
  Config config() {
    sources.environment = base::Environment{variables};
    auto loaded = load(sources);
    if (!loaded)
      for (const ErrorNote& note : loaded.error().notes) UNSCOPED_INFO(note.path << ": " << note.expected);
    REQUIRE(loaded);
    return *std::move(loaded);
  }
  Expected<Credential> find() {
    const Config loaded = config();
    return find_credential(loaded, base::Environment{variables});
  }

 private:
  test::TemporaryFolder m_folder;
};

std::string token_of(Home& home) {
  const auto found = home.find();
  if (!found) UNSCOPED_INFO(found.error().what << ": " << found.error().reason);
  REQUIRE(found);
  return found->token.reveal();
}

Error refusal_of(Home& home) {
  const auto found = home.find();
  REQUIRE_FALSE(found);
  return found.error();
}

std::string all_of(const Error& error) {
  std::string text = error.what + "\n" + error.reason + "\n" + error.help;
  for (const ErrorNote& note : error.notes) text += "\n" + note.path + note.text + note.expected;
  return text;
}

}  // namespace

TEST_CASE("tokens are looked for in their order, and each tells its source", "[credentials]") {
  Home home;
  home.variables["SECOKR_TOKEN"] = "of-secokr";
  home.variables["GITLAB_TOKEN"] = "of-gitlab";
  home.variables["GITLAB_ACCESS_TOKEN"] = "of-access";
  home.variables["CI_JOB_TOKEN"] = "of-job";
  REQUIRE(home.store().put("https://gitlab.com", base::Secret{"of-store"}));
  home.private_file("token", "  of-file \nnever read\n");
  home.helper("echo of-helper");
  home.variables["SECOKR_TOKEN_FILE"] = "~/token";
  const std::string store = home.store().path().string();
  const std::vector<std::pair<std::string, std::string>> order{
      {"of-secokr", "SECOKR_TOKEN"},
      {"of-gitlab", "GITLAB_TOKEN"},
      {"of-access", "GITLAB_ACCESS_TOKEN"},
      {"of-store", store},
      {"of-file", home.path("token").string()},
      {"of-helper", "the credential helper " + home.path("helper").string()}};
  for (std::size_t i = 0; i < order.size(); ++i) {
    CAPTURE(i);
    const auto found = home.find();
    REQUIRE(found);
    CHECK(found->token.reveal() == order[i].first);
    CHECK(found->source == order[i].second);
    // An empty variable is as good as none.
    if (i < 3) home.variables[order[i].second] = "";
    if (i == 3) REQUIRE(home.store().remove("https://gitlab.com"));
    if (i == 4) home.variables.erase("SECOKR_TOKEN_FILE");
  }
  home.user("");
  const Error error = refusal_of(home);
  CHECK(error.kind == ErrorKind::authentication);
  CHECK_THAT(error.what, Contains("CI_JOB_TOKEN cannot reach issues"));
  CHECK_THAT(error.help, Contains("scope `api`") && Contains("SECOKR_TOKEN"));
  CHECK_THAT(all_of(error), !Contains("of-job"));
}

TEST_CASE("a job's token under another name is named as what it is", "[credentials]") {
  Home home;
  home.variables["CI_JOB_TOKEN"] = "of-job";
  home.variables["GITLAB_TOKEN"] = "of-job";
  CHECK_THAT(refusal_of(home).what, Contains("CI_JOB_TOKEN cannot reach issues"));
}

TEST_CASE("without any token the command to type is told", "[credentials]") {
  Home home;
  Error error = refusal_of(home);
  CHECK(error.kind == ErrorKind::authentication);
  CHECK(error.what == "There is no token for https://gitlab.com");
  CHECK(error.help == "Type `secokr auth login`, or set GITLAB_TOKEN");
  home.user("tracker.host = \"https://gitlab.corp.example:8443\"\n");
  error = refusal_of(home);
  CHECK(error.help == "Type `secokr auth login --host https://gitlab.corp.example:8443`, or set GITLAB_TOKEN");
  home.variables.erase("HOME");
  CHECK(refusal_of(home).kind == ErrorKind::authentication);
}

TEST_CASE("a token goes to a host by who named it", "[credentials]") {
  struct Case {
    std::string what, workspace_host, user_host, environment_host, flag_host, ci_host;
    bool approved, goes;
  };
  const std::string other = "https://gitlab.other.example";
  const auto given = GENERATE_REF(values<Case>({
      {"nobody names one", "", "", "", "", "", false, true},
      {"the workspace alone", corporate, "", "", "", "", false, false},
      {"the workspace, as GitLab's own", "https://GITLAB.com:443/", "", "", "", "", false, true},
      {"the workspace, approved", corporate, "", "", "", "", true, true},
      {"the workspace and the user's file", corporate, corporate, "", "", "", false, true},
      {"the workspace, another than the user's file", corporate, other, "", "", "", false, false},
      {"the user's file", "", corporate, "", "", "", false, true},
      {"the environment over the workspace", other, "", corporate, "", "", false, true},
      {"a flag over the workspace", other, "", "", corporate, "", false, true},
      {"CI, the same as the workspace", corporate, "", "", "", "https://GitLab.Corp.Example/", false, true},
      {"CI, another than the workspace", corporate, "", "", "", other, false, false},
      {"CI alone", "", "", "", "", corporate, false, true},
  }));
  CAPTURE(given.what);
  Home home;
  home.workspace(
      given.workspace_host.empty() ? "" : "[tracker]\nkind = \"gitlab\"\nhost = \"" + given.workspace_host + "\"\n");
  if (!given.user_host.empty()) home.user("tracker.host = \"" + given.user_host + "\"\n");
  if (!given.environment_host.empty()) home.variables["SECOKR_TRACKER_HOST"] = given.environment_host;
  if (!given.flag_host.empty()) home.sources.flags["tracker.host"] = given.flag_host;
  if (!given.ci_host.empty()) home.variables["CI_SERVER_URL"] = given.ci_host;
  if (!given.ci_host.empty()) home.variables["GITLAB_CI"] = "true";
  if (given.approved) REQUIRE(home.store().put(corporate, std::nullopt));
  home.private_file("token", "of-file");

  for (const std::string name : {"GITLAB_TOKEN", "SECOKR_TOKEN_FILE", "SECOKR_CREDENTIAL_HELPER"}) {
    CAPTURE(name);
    Variables before = home.variables;
    home.variables[name] = name == "GITLAB_TOKEN"        ? "of-environment"
                           : name == "SECOKR_TOKEN_FILE" ? home.path("token").string()
                                                         : "/bin/echo,of-helper";
    const auto found = home.find();
    CHECK(found.has_value() == given.goes);
    if (!found) {
      CHECK(found.error().kind == ErrorKind::authentication);
      CHECK_THAT(found.error().reason, Contains("Only secokr.toml:3 names that host"));
      CHECK(found.error().help == std::string{"Type `secokr auth login --host "} + corporate + "`");
    }
    home.variables = std::move(before);
  }
  // What was stored for a host goes there wherever it is named.
  const std::string host = home.config().tracker.host;
  REQUIRE(home.store().put(host, base::Secret{"of-store"}));
  CHECK(token_of(home) == "of-store");
  if (given.goes) return;
  home.variables["GITLAB_TOKEN"] = "of-environment";
  CHECK(token_of(home) == "of-store");
}

TEST_CASE("a token file that others may use is refused", "[credentials]") {
  Home home;
  home.private_file("token", "glpat-of-file", 0640);
  home.user("token_file = \"" + home.path("token").string() + "\"\n");
  const Error error = refusal_of(home);
  CHECK(error.kind == ErrorKind::local_file);
  CHECK_THAT(error.help, Contains("chmod 600 " + home.path("token").string()));
  CHECK_THAT(error.reason, Contains("config.toml:1 names it as `token_file`"));
  CHECK_THAT(all_of(error), !Contains("glpat"));
}

TEST_CASE("a token file that is not there is told with who names it", "[credentials]") {
  Home home;
  home.user("token_file = \"" + home.path("nowhere").string() + "\"\n");
  const Error error = refusal_of(home);
  CHECK(error.kind == ErrorKind::local_file);
  CHECK_THAT(error.what, Contains(home.path("nowhere").string()));
  CHECK_THAT(error.reason, Contains("config.toml:1 names it as `token_file`"));
}

TEST_CASE("a stored file that others may use is refused, and so is a damaged one", "[credentials]") {
  Home home;
  const TokenStore store = home.store();
  REQUIRE(store.put("https://gitlab.com", base::Secret{"glpat-stored"}));
  REQUIRE(::chmod(store.path().c_str(), 0644) == 0);
  CHECK_THAT(refusal_of(home).help, Contains("chmod 600"));
  CHECK_FALSE(store.put("https://gitlab.com", base::Secret{"another"}));

  const auto [text, line] = GENERATE(table<std::string, std::size_t>({
      {"[hosts.\"https://gitlab.com\"]\ntoken = \"glpat-stored\n", 2},
      {"[hosts.\"https://gitlab.com\"]\n\ntoken = 7\n", 3},
      {"[hosts.\"https://gitlab.com\"]\ntoken = \"glpat-stored with blanks\"\n", 2},
      {"[hosts.\"https://gitlab.com\"]\ntoken = \"\"\n", 2},
      {"[hosts.\"https://gitlab.com\"]\napproved = \"yes\"\n", 2},
      {"[hosts.\"https://gitlab.com\"]\nsecret = \"glpat-stored\"\n", 2},
      {"[hosts.\"http://gitlab.com\"]\ntoken = \"glpat-stored\"\n", 2},
      {"[hosts.\"https://gitlab.com/\"]\ntoken = \"glpat-stored\"\n", 2},
      {"token = \"glpat-stored\"\n", 1},
      {"[[hosts]]\ntoken = \"glpat-stored\"\n", 1},
      {"glpat-stored\n", 1},
      {"glpat-stored = \"glpat-stored\"\nglpat-stored = 1\n", 2},
  }));
  CAPTURE(text);
  home.private_file(".config/secokr/tokens.toml", text);
  const Error error = refusal_of(home);
  CHECK(error.kind == ErrorKind::local_file);
  REQUIRE(error.notes.size() == 1);
  CHECK(error.notes[0].path == store.path());
  CHECK(error.notes[0].line == line);
  CHECK_THAT(error.help, Contains("rm "));
  CHECK_THAT(all_of(error), !Contains("glpat"));
}

TEST_CASE("what is stored comes back, host by host", "[credentials]") {
  Home home;
  const TokenStore store = home.store();
  CHECK(store.path() == home.path(".config/secokr/tokens.toml"));
  CHECK(store.hosts().value().empty());
  CHECK_FALSE(store.find(corporate).value());
  CHECK_FALSE(store.remove(corporate).value());
  CHECK_FALSE(fs::exists(store.path()));

  const std::string odd = "glpat-\"\\'#=[]{}$`%";
  REQUIRE(store.put(corporate, base::Secret{odd}));
  REQUIRE(store.put("https://gitlab.com", std::nullopt));
  REQUIRE(store.put("http://127.0.0.1:43127", base::Secret{"local"}));
  REQUIRE(store.put("http://[::1]:1", base::Secret{"six"}));
  CHECK(store.find(corporate).value()->reveal() == odd);
  CHECK_FALSE(store.is_approved(corporate).value());
  CHECK_FALSE(store.find("https://gitlab.com").value());
  CHECK(store.is_approved("https://gitlab.com").value());
  CHECK(store.hosts().value() ==
        std::vector<std::string>{"http://127.0.0.1:43127", "http://[::1]:1", "https://gitlab.com", corporate});

  // An approval and a token stand side by side.
  REQUIRE(store.put(corporate, std::nullopt));
  CHECK(store.find(corporate).value()->reveal() == odd);
  CHECK(store.is_approved(corporate).value());
  REQUIRE(store.put(corporate, base::Secret{"new"}));
  CHECK(store.find(corporate).value()->reveal() == "new");
  CHECK(store.is_approved(corporate).value());

  CHECK(store.remove(corporate).value());
  CHECK_FALSE(store.find(corporate).value());
  CHECK_FALSE(store.is_approved(corporate).value());
  CHECK(store.hosts().value().size() == 3);
  struct stat status{};
  REQUIRE(::stat(store.path().c_str(), &status) == 0);
  CHECK((status.st_mode & 07777) == 0600);
}

TEST_CASE("texts that are no tokens are refused without being shown", "[credentials]") {
  const std::string text = GENERATE(as<std::string>{}, "glpat-x y", "glpat-x\ny", "glpat-x\r\nInjected: header",
                                    "glpat-x\x1b[31m", "glpat-\xc3\xa9", std::string("glpat-x\0y", 9), "glpat-\x7f",
                                    "   ", "\"glpat-x y\"", std::string(9000, 'g'));
  CAPTURE(text);
  const auto token = checked_token(text, "the test");
  REQUIRE_FALSE(token);
  CHECK(token.error().kind == ErrorKind::authentication);
  CHECK(token.error().what == "There is no token in the test");
  CHECK_THAT(all_of(token.error()), !Contains("glpat") && !Contains("ggg"));

  Home home;
  home.variables["GITLAB_TOKEN"] = text;
  CHECK_THAT(all_of(refusal_of(home)), Contains("GITLAB_TOKEN") && !Contains("glpat"));
  CHECK(checked_token("  glpat-good\r\n", "the test")->reveal() == "glpat-good");
}

TEST_CASE("a helper is asked as git asks, and its answer taken either way", "[credentials]") {
  Home home;
  home.helper(
      "{ cat; printf '%s|%s' \"$SECOKR_HOST\" \"$*\"; } >\"$0.asked\"\nprintf "
      "'username=me\\npassword=of-helper\\nquit=0\\n'");
  home.user(test::read(home.path("config.toml")) + "tracker.host = \"https://gitlab.corp.example:8443\"\n");
  CHECK(token_of(home) == "of-helper");
  CHECK(test::read(home.path("helper.asked")) ==
        "protocol=https\nhost=gitlab.corp.example:8443\n\nhttps://gitlab.corp.example:8443|two words");
  home.helper("echo '  plain-answer  '; echo more");
  CHECK(token_of(home) == "plain-answer");
}

TEST_CASE("a helper that fails is told with its last complaint, never its answer", "[credentials]") {
  const auto [lines, reason] = GENERATE(table<std::string, std::string>({
      {"echo glpat-answer; echo first >&2; printf 'the store is \\033[31mlocked\\n\\n' >&2; exit 7",
       "It ended with exit code 7: the store is [31mlocked"},
      {"echo glpat-answer; exit 1", "It ended with exit code 1"},
      {"echo glpat-answer; kill -9 $$", "It was killed by signal 9"},
      {"exit 0", "It printed nothing"},
      {"echo; echo glpat-answer", "It printed nothing"},
      {"echo password=", "It printed nothing"},
  }));
  CAPTURE(lines);
  Home home;
  home.helper(lines);
  const Error error = refusal_of(home);
  CHECK(error.kind == ErrorKind::authentication);
  CHECK(error.what == "The credential helper " + home.path("helper").string() + " gave no token");
  CHECK(error.reason == reason);
  CHECK_THAT(error.help, Contains("config.toml:1"));
  CHECK_THAT(all_of(error), !Contains("glpat"));
}

TEST_CASE("a helper that is not there, or answers nonsense, is told", "[credentials]") {
  Home home;
  home.user("credential_helper = [\"no-such-helper-of-secokr\"]\n");
  CHECK_THAT(refusal_of(home).reason, Contains("there is no such program"));
  home.helper("echo 'glpat-answer with words'");
  const Error error = refusal_of(home);
  CHECK(error.kind == ErrorKind::authentication);
  CHECK_THAT(all_of(error), Contains("the answer of the credential helper") && !Contains("glpat"));
}
