#include "contract/gitlab_server.hpp"

using namespace secokr;
using namespace secokr::tracker;
using secokr::test::GitlabServer;
using secokr::test::ok;
using secokr::test::titles_of;

namespace {

using Strings = std::vector<std::string>;

bool asked_with(const GitlabServer& server, const std::string& query_part) {
  for (const auto& request : server.gitlab.requests())
    if (request.query.find(query_part) != std::string::npos) return true;
  return false;
}

}  // namespace

TEST_CASE("several markers are one search for what they have in common") {
  GitlabServer server;
  const auto writer = server.open();
  for (const char* id : {"aaaa1111", "bbbb2222", "cccc3333", "dddd4444"})
    ok(writer->create(
        {.marker = id, .title = id, .description = std::string("<!-- secokr:begin 1 id=") + id + " -->"}));
  server.gitlab.forget_requests();
  const auto tracker = server.open();
  CHECK(titles_of(*tracker, {.markers = {"dddd4444", "nobody", "bbbb2222", "aaaa1111"}, .common = "secokr:begin"}) ==
        Strings{"aaaa1111", "bbbb2222", "dddd4444"});
  // What was touched last, and the search.
  CHECK(server.asked("GET", "/issues") == 2);
  // What was touched since is one list.
  CHECK(titles_of(*tracker, {.markers = {"dddd4444", "bbbb2222"}, .common = "secokr:begin"}) ==
        Strings{"bbbb2222", "dddd4444"});
  CHECK(server.asked("GET", "/issues") == 3);
}

TEST_CASE("numbers are asked for in windows") {
  GitlabServer server;
  server.gitlab.add_issues(130);
  const auto tracker = server.open();
  std::vector<long> iids;
  for (long iid = 130; iid > 0; --iid) iids.push_back(iid);
  Strings expected;
  for (int i = 1; i <= 130; ++i) expected.push_back("issue " + std::to_string(i));
  CHECK(titles_of(*tracker, {.iids = iids}) == expected);
  CHECK(server.asked("GET", "/issues") == 3);
}

TEST_CASE("a list without totals is read by cursor where the server has one, else link by link") {
  for (const std::string version : {"18.9.0-pre", "17.11.4"}) {
    GitlabServer server({.version = version, .totals_up_to = 200});
    server.gitlab.add_issues(450);
    const auto tracker = server.open();
    const auto titles = titles_of(*tracker);
    CHECK(titles.size() == 450);
    CHECK(titles.front() == "issue 1");
    CHECK(titles.back() == "issue 450");
    CHECK(asked_with(server, "pagination=keyset") == version.starts_with("18"));
  }
}

TEST_CASE("pages that move while they are read give each issue once") {
  GitlabServer server;
  server.gitlab.add_issues(250);
  const auto tracker = server.open();
  const auto root = http::make_curl_transport(
      {.token = base::Secret("token-of-root"), .token_origin = server.gitlab.origin(), .user_agent = "secokr/test"});
  Strings seen;
  REQUIRE(tracker->issues({}, [&](const Issue& issue) {
    // One that claims to be older than all others moves every later page by one.
    if (seen.empty()) {
      const auto answer = root->perform_one({.method = http::Method::post,
                                             .url = server.gitlab.origin() + "/api/v4/projects/6/issues",
                                             .headers = {{"Content-Type", "application/json"}},
                                             .body = R"({"title":"older","created_at":"2001-01-01T00:00:00Z"})"});
      REQUIRE(answer.has_value());
      REQUIRE(answer->status == 201);
    }
    seen.push_back(issue.title);
    return true;
  }));
  Strings expected;
  for (int i = 1; i <= 250; ++i) expected.push_back("issue " + std::to_string(i));
  CHECK(seen == expected);
}
