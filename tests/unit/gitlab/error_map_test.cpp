#include "gitlab/error_map.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>
#include <random>

#include "base/text.hpp"
#include "unit/gitlab/sample.hpp"

using namespace secokr;
using namespace secokr::gitlab;
using secokr::testing::Sample;
using secokr::testing::sample;
using secokr::testing::samples;

namespace {

const std::string secret = "glpat-AbCdEfGhIjKlMnOpQrSt";

ErrorContext context() {
  return {.origin = "https://gitlab.example.com",
          .project = "security/okr",
          .token_source = "GITLAB_TOKEN",
          .role = "Guest"};
}

http::Response response(int status, std::string body, std::string type = "application/json") {
  return {.status = status, .headers = {{"Content-Type", std::move(type)}}, .body = std::move(body)};
}

http::Response redirect(int status, std::string location) {
  return {.status = status,
          .headers = {{"Content-Type", "text/html"}, {"location", std::move(location)}},
          .body = "<html><body>You are being redirected</body></html>"};
}

std::string all_of(const Error& error) { return error.what + "\n" + error.reason + "\n" + error.help; }

/// What holds for every error, whoever sent the bytes.
void check_sound(const Error& error) {
  const std::string text = all_of(error);
  INFO(text);
  CHECK_FALSE(error.what.empty());
  CHECK_FALSE(error.reason.empty());
  CHECK_FALSE(error.help.empty());
  CHECK(text.size() < 1500);
  CHECK(base::valid_utf8(text));
  CHECK(base::strip_controls(text) == text);
  CHECK(std::ranges::count(text, '\n') == 2);
  CHECK(text.find('\t') == std::string::npos);
  CHECK(text.find(secret) == std::string::npos);
  for (const std::string& part : {error.what, error.reason, error.help}) {
    CHECK_FALSE(part.ends_with('.'));
    CHECK(base::trim(part) == part);
    CHECK(part.find("  ") == std::string::npos);
  }
}

void check_error(const Error& error, ErrorKind kind, const std::vector<std::string>& phrases) {
  check_sound(error);
  CHECK(to_string(error.kind) == to_string(kind));
  for (const std::string& phrase : phrases) CHECK_THAT(all_of(error), Catch::Contains(phrase));
}

const Asked issue_12{"issue #12"};

}  // namespace

TEST_CASE("every refusal that a real GitLab gave") {
  struct Row {
    std::string sample;
    ErrorKind kind;
    std::vector<std::string> phrases;
  };
  const auto authentication = ErrorKind::authentication;
  const auto refused = ErrorKind::refused;
  const auto network = ErrorKind::network;
  const std::vector<Row> rows = {
      {"005-401-no-token", authentication, {"does not accept the token from GITLAB_TOKEN", "401", "set GITLAB_TOKEN"}},
      {"199-401-rotated-away", authentication, {"Token was revoked", "scope `api`"}},
      {"204-401-expired", authentication, {"Token is expired", "GITLAB_TOKEN"}},
      {"065-issue-read-scope-403", authentication, {"The token from GITLAB_TOKEN", "scope `api`", "issue #12"}},
      {"206-403-read-user-scope", authentication, {"scope `api`", "`read_api` is enough where nothing is written"}},
      {"212-403-blocked", authentication, {"Your account has been blocked", "https://gitlab.example.com"}},
      {"227-sudo-403", authentication, {"Must be admin to use sudo"}},
      {"031-label-guest-403", authentication, {"Your role in security/okr is Guest", "Planner"}},
      {"067-issue-guest-edits-403", authentication, {"issue #12", "role Planner or Reporter"}},
      {"014-project-404", refused, {"does not show issue #12", "404 to both", "the token from GITLAB_TOKEN"}},
      {"223-route-404", refused, {"does not show issue #12", "secokr doctor"}},
      {"021-member-add-again-409", refused, {"Member already exists", "run the command again"}},
      {"025-label-duplicate-409", refused, {"Label already exists"}},
      {"061-issue-iid-taken-409", refused, {"Duplicated issue"}},
      {"185-link-duplicate-409", refused, {"Issue(s) already assigned"}},
      {"186-link-self-422", refused, {"#1 cannot be added: cannot be related to itself"}},
      {"143-issue-reorder-422", refused, {"Unprocessable Entity"}},
      {"026-label-no-color-400", refused, {"color is missing"}},
      {"029-label-bad-color-400", refused, {"color must be a valid color code"}},
      {"054-issue-empty-title-400", refused, {"title can't be blank"}},
      {"055-issue-long-title-400", refused, {"title is too long (maximum is 255 characters)"}},
      {"064-issue-long-description-400", refused, {"description is too long (1 MiB)"}},
      {"116-issue-put-nothing-400", refused, {"assignee_id, assignee_ids"}},
      {"152-note-quick-absent-label-400", refused, {"Failed to apply commands"}},
      {"190-link-blocks-on-ce-400", refused, {"link_type does not have a valid value"}},
      {"091-keyset-bad-cursor", network, {"GitLab has trouble (500)", "500 Internal Server Error"}},
      {"247-rate-issue-3", network, {"slow down", "This endpoint has been requested too many times"}},
      {"255-throttle-4", network, {"slow down", "Retry later", "a few minutes"}}};
  for (const Row& row : rows) {
    INFO(row.sample);
    check_error(error_of(sample(row.sample).response, issue_12, context()), row.kind, row.phrases);
  }
}

TEST_CASE("every recorded 4xx and 5xx in every context is a sound error of a kind that fits its status") {
  std::vector<ErrorContext> contexts = {context(), {}, context(), context(), context(), context()};
  contexts[2].archived = true;
  contexts[3].issues_enabled = false;
  contexts[4].role = "Maintainer";
  contexts[5].token_source = "/home/me/.config/secokr/tokens.toml";
  std::size_t looked_at = 0;
  for (const Sample& each : samples()) {
    if (each.response.status < 400) continue;
    for (const ErrorContext& where : contexts) {
      INFO(each.name);
      const Error error = error_of(each.response, issue_12, where);
      check_sound(error);
      const int exit_code = exit_code_of(error.kind);
      if (each.response.status == 401) CHECK(exit_code == 4);
      if (each.response.status == 403) CHECK((exit_code == 4 || exit_code == 5));
      if (each.response.status == 404 || each.response.status == 400 || each.response.status == 409 ||
          each.response.status == 422)
        CHECK(exit_code == 5);
      if (each.response.status == 429 || each.response.status >= 500) CHECK(exit_code == 6);
      ++looked_at;
    }
  }
  CHECK(looked_at > 6 * 60);
}

TEST_CASE("a plain 403 is explained by what is known of the project") {
  const auto& forbidden = sample("241-issue-on-archived-403").response;
  ErrorContext where = context();
  where.archived = true;
  check_error(error_of(forbidden, issue_12, where), ErrorKind::refused, {"project security/okr is archived"});
  where.archived = false;
  where.issues_enabled = false;
  check_error(error_of(forbidden, issue_12, where), ErrorKind::refused,
              {"Issues are disabled in security/okr", "Settings > General > Visibility"});
  // A reason of GitLab's own goes before what is guessed, and a missing scope before that.
  check_error(error_of(sample("212-403-blocked").response, issue_12, where), ErrorKind::authentication, {"blocked"});
  check_error(error_of(sample("206-403-read-user-scope").response, issue_12, where), ErrorKind::authentication,
              {"scope `api`"});
  where = context();
  for (const char* role : {"Guest", "Minimal Access"}) {
    where.role = role;
    check_error(error_of(forbidden, issue_12, where), ErrorKind::authentication,
                {std::string("Your role in security/okr is ") + role, "from Planner up", "Ask a maintainer"});
  }
  where.role = "";
  check_error(error_of(forbidden, issue_12, where), ErrorKind::authentication, {"no role in security/okr"});
  where.role = "Reporter";
  check_error(error_of(forbidden, issue_12, where), ErrorKind::authentication, {"is Reporter", "secokr doctor"});
}

TEST_CASE("of a group, and of another project, errors say what is known: its name") {
  const auto& forbidden = sample("031-label-guest-403").response;
  ErrorContext group = context();
  group.project = "";
  group.role = "";
  group.is_own = false;
  group.group = "security";
  const Asked label{.what = "the label `OKR` of the group security", .group = "security"};
  check_error(error_of(forbidden, label, group), ErrorKind::authentication,
              {"asked of the label `OKR` of the group security", "no role in the group security", "from Reporter up",
               "Ask an owner of the group security"});
  check_error(error_of(response(404, R"({"message":"404 Group Not Found"})"), label, group), ErrorKind::refused,
              {"does not show the label `OKR` of the group security", "404 to both"});
  check_error(error_of(sample("025-label-duplicate-409").response, label, group), ErrorKind::refused,
              {"Label already exists"});
  check_error(error_of(redirect(301, "/api/v4/groups/sec/labels"), label, group), ErrorKind::refused,
              {"The group security has moved", "/api/v4/groups/sec/labels", "name it by its new path"});
  group.group = fmt::format("\x1b[31m{:g>1000}", "");
  check_sound(error_of(forbidden, label, group));

  ErrorContext other = context();
  other.is_own = false;
  CHECK_THAT(error_of(redirect(301, "/api/v4/projects/7/labels"), label, other).help,
             !Catch::Contains("tracker.project"));
  other.archived = true;
  check_error(error_of(forbidden, label, other), ErrorKind::refused, {"security/okr is archived", "unarchive"});
  CHECK_THAT(error_of(forbidden, label, other).help, !Catch::Contains("tracker.project"));
  other.is_own = true;
  CHECK_THAT(error_of(forbidden, label, other).help, Catch::Contains("tracker.project"));
}

TEST_CASE("the scope to ask for is one of those that GitLab names") {
  const auto lacking = [](const char* scope) {
    return error_of(response(403, std::string(R"({"error":"insufficient_scope","scope":)") + scope + "}"), issue_12,
                    context());
  };
  check_error(lacking(R"("api read_api")"), ErrorKind::authentication, {"the scope `api`; `read_api` is enough"});
  check_error(lacking(R"("read_api")"), ErrorKind::authentication, {"Make a token with the scope `read_api`"});
  check_error(lacking(R"("read_user openid")"), ErrorKind::authentication, {"the scope `read_user`"});
  check_error(lacking(R"("")"), ErrorKind::authentication, {"the scope `api`"});
  check_error(lacking(R"(null)"), ErrorKind::authentication, {"the scope `api`"});
  check_error(lacking("\"\\u001b[31mred\\u0007\""), ErrorKind::authentication, {"the scope `[31mred`"});
}

TEST_CASE("where the new token goes depends on where the old one is from") {
  const auto& expired = sample("204-401-expired").response;
  ErrorContext where = context();
  // A variable goes before what is stored: `auth login` would change nothing.
  CHECK_THAT(error_of(expired, issue_12, where).help, !Catch::Contains("auth login"));
  where.token_source = "/home/me/.config/secokr/tokens.toml";
  check_error(
      error_of(expired, issue_12, where), ErrorKind::authentication,
      {"the token from /home/me/.config/secokr/tokens.toml", "`secokr auth login --host https://gitlab.example.com`"});
  where.token_source = "";
  where.origin = "";
  check_error(error_of(expired, issue_12, where), ErrorKind::authentication,
              {"does not accept the token", "`secokr auth login`"});
}

TEST_CASE("redirects are told, never followed") {
  struct Row {
    int status;
    std::string location;
    ErrorKind kind;
    std::vector<std::string> phrases;
  };
  const std::string api = "https://gitlab.example.com/api/v4/projects/";
  const std::vector<Row> rows = {
      {301,
       api + "new-group%2Fokr/issues?page=2&private_token=" + secret,
       ErrorKind::refused,
       {"project security/okr has moved", "tracker.project to new-group/okr"}},
      {302, "/api/v4/projects/42/issues", ErrorKind::refused, {"has moved", "tracker.project to 42"}},
      {307, api + "a%2fb", ErrorKind::refused, {"tracker.project to a/b"}},
      {308, "https://GITLAB.example.com:443/api/v4/projects/7", ErrorKind::refused, {"has moved"}},
      {301, "", ErrorKind::refused, {"status 301", "in a browser"}},
      {302, "/somewhere", ErrorKind::refused, {"/somewhere"}},
      {302,
       "/api/v4/projects/9?back=https://evil.example.com/#/users/sign_in",
       ErrorKind::refused,
       {"tracker.project to 9"}},
      {302, "/users/sign_in?back=https://gitlab.example.com", ErrorKind::network, {"points to /users/sign_in;"}},
      {303, "/api/v4/projects/" + std::string(100'000, 'a'), ErrorKind::refused, {"…"}},
      {302, "/users/sign_in", ErrorKind::network, {"sign-on", "/users/sign_in"}},
      {302, "https://gitlab.example.com/users/sign_in?x=" + secret, ErrorKind::network, {"elsewhere"}},
      {302,
       "https://sso.example.com/login?token=" + secret,
       ErrorKind::network,
       {"https://sso.example.com", "the token is not sent there"}},
      {301, "http://gitlab.example.com/api/v4/user", ErrorKind::network, {"http://gitlab.example.com"}},
      {302, "//evil.example.com/x", ErrorKind::network, {"elsewhere"}},
      {302, "https://gitlab.example.com:8443/api", ErrorKind::network, {"https://gitlab.example.com:8443"}},
      {302, "https://gitlab.example.com.evil.com/api", ErrorKind::network, {"gitlab.example.com.evil.com"}},
      {302, "https://a b/\x1b[2J", ErrorKind::network, {"elsewhere"}},
      {301, "/api/v4/projects/\x1b[31m" + secret + "\xff", ErrorKind::refused, {"has moved", "(a token)"}},
      {303, "/" + std::string(100'000, 'a'), ErrorKind::refused, {"…"}}};
  for (const Row& row : rows) {
    INFO(row.status << " " << row.location.substr(0, 200));
    check_error(error_of(redirect(row.status, row.location), issue_12, context()), row.kind, row.phrases);
  }
  check_error(error_of(redirect(301, "/x"), issue_12, {}), ErrorKind::refused, {"issue #12 has moved"});
  CHECK_THAT(all_of(error_of(response(304, ""), issue_12, context())), !Catch::Contains("moved"));
}

TEST_CASE("a page for browsers is somebody else's answer, with any status") {
  const std::string page =
      "<!DOCTYPE html>\n<html><head><TITLE data-x>Sign in\n \x1b[31m to Corp</TITLE></head></html>";
  for (const int status : {200, 400, 401, 403, 404, 422}) {
    INFO(status);
    check_error(
        error_of(response(status, page, "text/html; charset=utf-8"), issue_12, context()), ErrorKind::network,
        {"An HTML page came in place of GitLab's answer",
         "https://gitlab.example.com (status " + std::to_string(status) + ", \"Sign in [31m to Corp\")", "--host"});
  }
  check_error(error_of(response(502, page, "text/html"), issue_12, context()), ErrorKind::network,
              {"status 502", "in a few minutes"});
  check_error(error_of(response(200, "  <html>", "text/plain"), issue_12, {}), ErrorKind::network,
              {"GitLab's address"});
  check_error(error_of(response(200, "<title>" + std::string(100'000, 'x') + "</title>", "TEXT/HTML"), issue_12, {}),
              ErrorKind::network, {"…\""});
  check_error(error_of(response(407, page, "text/html"), issue_12, context()), ErrorKind::network,
              {"The proxy asks for a password"});
  check_error(error_of(response(429, page, "text/html"), issue_12, context()), ErrorKind::network, {"slow down"});
  CHECK_FALSE(is_html(response(200, "<html>")));
  CHECK(is_html(response(200, "{}", "application/xhtml+xml")));
}

TEST_CASE("other statuses") {
  struct Row {
    int status;
    ErrorKind kind;
    std::string phrase;
  };
  const std::vector<Row> rows = {
      {405, ErrorKind::refused, "status 405"},        {412, ErrorKind::refused, "run the command again"},
      {413, ErrorKind::refused, "Correct what"},      {414, ErrorKind::refused, "status 414"},
      {418, ErrorKind::refused, "status 418"},        {502, ErrorKind::network, "has trouble (502)"},
      {503, ErrorKind::network, "has trouble (503)"}, {504, ErrorKind::network, "has trouble (504)"},
      {599, ErrorKind::network, "has trouble (599)"}, {101, ErrorKind::network, "status 101"},
      {304, ErrorKind::network, "status 304"},        {0, ErrorKind::network, "status 0"}};
  for (const Row& row : rows) {
    INFO(row.status);
    check_error(error_of(response(row.status, ""), issue_12, context()), row.kind, {row.phrase});
  }
}

TEST_CASE("no answer at all") {
  struct Row {
    http::Fault fault;
    ErrorKind kind;
    std::vector<std::string> phrases;
  };
  const std::string server = "https://gitlab.example.com";
  const std::vector<Row> rows = {
      {http::Fault::not_sent, ErrorKind::network, {"GitLab at " + server + " cannot be reached", "proxy"}},
      {http::Fault::untrusted, ErrorKind::network, {"The certificate of " + server + " is not trusted", "`ca_file`"}},
      {http::Fault::lost, ErrorKind::network, {"connection to GitLab was lost", "again"}},
      {http::Fault::too_large, ErrorKind::network, {"longer than secokr takes"}},
      {http::Fault::not_allowed, ErrorKind::authentication, {"token is not sent to " + server, "https://"}}};
  for (const Row& row : rows) {
    const Error error = error_of(http::NoAnswer{row.fault, "the detail\x1b[31m\nof it"}, issue_12, context());
    check_error(error, row.kind, row.phrases);
    CHECK(error.reason == "the detail[31m of it");
    CHECK_THAT(all_of(error), !Catch::Contains("insecure") && !Catch::Contains("verif"));
  }
}

TEST_CASE("GitLab's words from every shape of a body") {
  struct Row {
    std::string body;
    std::string words;
  };
  const std::vector<Row> rows = {
      {R"({"message":"404 Not found"})", "404 Not found"},
      {R"({"message":{"title":["can't be blank","is odd"],"due_date":["is bad"]}})",
       "due_date is bad; title can't be blank; title is odd"},
      {R"({"message":{"error":"Spam detected"}})", "Spam detected"},
      {R"({"message":{"base":["a"]}})", "a"},
      {R"({"message":["a","b","a"]})", "a; b"},
      {R"({"error":"title is missing"})", "title is missing"},
      {R"({"error":"invalid_token","error_description":"Token is expired."})", "Token is expired."},
      {R"({"error":{"message":"deep"}})", "deep"},
      {R"({"message":null,"error":"e"})", "e"},
      {R"({"message":"","error_description":"","error":"e"})", "e"},
      {R"({"message":7,"other":"x"})", ""},
      {R"(["a"])", "a"},
      {R"("a")", "a"},
      {"{}", ""},
      {"", ""},
      {"Retry later\n", "Retry later"},
      {"a\r\n\tb\x07 c", "a b c"},
      {"{\"message\":\"a\\u001b]0;title\\u0007\\u202e b\"}", "a]0;title b"},
      {"{\"message\": cut", "{\"message\": cut"},
      {"token " + secret + ", gone", "token (a token), gone"},
      {R"({"message":"a gloss-ary of global-words is none"})", "a gloss-ary of global-words is none"},
  };
  for (const Row& row : rows) {
    INFO(row.body);
    CHECK(words_of(response(400, row.body, "text/plain")) == row.words);
  }
  CHECK(words_of(response(400, "<html>x</html>", "text/html")).empty());
}

TEST_CASE("names that a server or a file told are shown as harmlessly as its words") {
  ErrorContext where = context();
  where.project = "a/\x1b[2Jb\n" + secret;
  where.token_source = "the credential helper \x07x\ty";
  const Asked asked{"the label `\xe2\x80\xae" + std::string(5'000, 'l') + "`"};
  for (const Sample& each : samples())
    if (each.response.status >= 400) check_sound(error_of(each.response, asked, where));
  for (const int status : {200, 301, 407, 413, 502}) check_sound(error_of(response(status, "x"), asked, where));
  for (const auto fault : {http::Fault::lost, http::Fault::too_large, http::Fault::untrusted})
    check_sound(error_of(http::NoAnswer{fault, "x"}, asked, where));
}

TEST_CASE("words are cut at a whole character") {
  for (std::size_t ahead = 0; ahead < 4; ++ahead) {
    const std::string words = words_of(response(
        400,
        std::string(ahead, 'a') +
            [] {
              std::string many;
              for (int i = 0; i < 300'000; ++i) many += "é🎯";
              return many;
            }(),
        "text/plain"));
    CHECK(words.size() <= 500);
    CHECK(words.size() > 480);
    CHECK(base::valid_utf8(words));
    CHECK(words.find("\xEF\xBF\xBD") == std::string::npos);
    CHECK(words.ends_with("…"));
  }
}

TEST_CASE("hostile bodies give sound errors") {
  std::vector<std::string> bodies = {
      std::string(100'000, '['),
      std::string(50'000, '[') + "\"x\"" + std::string(50'000, ']'),
      R"({"message":)" + std::string(50'000, '[') + "\"x\"" + std::string(50'000, ']') + "}",
      R"({"message":")" + std::string(1'000'000, 'm') + "\"}",
      std::string(1'000'000, ' '),
      std::string(1'000'000, '\x1b'),
      std::string(1'000, '\0'),
      std::string("\xff\xfe\xc0\x80\xed\xa0\x80"),
      "\x1b]8;;https://evil\x07link\x1b]8;;\x07",
      R"({"message":")" + secret + R"("})",
      R"({"error":"insufficient_scope","scope":")" + secret + " " + std::string(10'000, 's') + R"("})",
      R"({"error":["insufficient_scope"],"scope":{"a":1}})",
      "<html><title>" + secret + "\x9b\xc2\x9b</title>",
      "<html><title",
      "<html><title></title"};
  std::string wide = R"({"message":{)";
  for (int i = 0; i < 20'000; ++i) wide += "\"k" + std::to_string(i) + "\":[\"v\"],";
  bodies.push_back(wide + R"("z":["v"]}})");
  std::mt19937 random(20261122);
  for (int round = 0; round < 60; ++round) {
    std::string noise = round % 2 == 0 ? "{\"message\":\"" : "";
    for (int i = 0; i < 200; ++i) noise += static_cast<char>(random() % 256);
    bodies.push_back(noise + (round % 2 == 0 ? "\"}" : ""));
  }
  for (const std::string& body : bodies)
    for (const int status : {200, 301, 400, 401, 403, 404, 429, 500})
      for (const char* type : {"application/json", "text/plain", "text/html"}) {
        INFO(status << " " << type << " " << base::strip_controls(body.substr(0, 60)));
        check_sound(error_of(response(status, body, type), issue_12, context()));
      }
}
