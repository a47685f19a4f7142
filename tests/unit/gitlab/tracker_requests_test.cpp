#include <algorithm>
#include <catch2/catch.hpp>

#include "gitlab/gitlab_tracker.hpp"
#include "gitlab/wire.hpp"
#include "http/url.hpp"
#include "support/scripted_transport.hpp"

using namespace secokr;
using http::Method;
using test::answer;
using test::Script;

namespace {

using Strings = std::vector<std::string>;
const std::string here = "/api/v4/projects/security%2Fokrs";

/// Every verb but a few asks for the project first.
void know_home(Script& script) {
  script.on(Method::get, here, answer(200, R"({"id":6,"path_with_namespace":"security/okrs"})"));
  script.on(Method::get, "/user", answer(200, R"({"id":1,"username":"ciso"})"));
}

std::unique_ptr<tracker::Tracker> tracker_on(Script& script) {
  return gitlab::make_gitlab_tracker(
      {.origin = "https://gitlab.test", .project = "security/okrs", .transport = script.transport()});
}

const http::Request* request_to(const Script& script, Method method, const std::string& path) {
  const http::Request* found = nullptr;
  for (const auto& request : script.requests)
    if (request.method == method && request.url.substr(0, request.url.find('?')).ends_with(path)) found = &request;
  return found;
}

Strings values_of(const http::Request& request, const std::string& name) {
  Strings values;
  for (std::size_t at = request.url.find('?'); at != std::string::npos; at = request.url.find('&', at + 1))
    if (request.url.compare(at + 1, name.size() + 1, name + "=") == 0)
      values.push_back(
          request.url.substr(at + name.size() + 2, request.url.find('&', at + 1) - (at + name.size() + 2)));
  return values;
}

std::string header_of(const http::Request& request, const std::string& name) {
  std::string value;
  for (const auto& header : request.headers)
    if (header.name == name) value += header.value;
  return value;
}

}  // namespace

TEST_CASE("requests ask for JSON, and say that a body is") {
  Script script;
  know_home(script);
  const auto tracker = tracker_on(script);
  script.on(Method::post, here + "/issues", answer(201, R"({"id":9,"iid":1,"title":"a"})"));
  REQUIRE(tracker->create({.title = "a", .confidential = true}));
  for (const auto& request : script.requests) {
    CHECK(header_of(request, "Accept") == "application/json");
    CHECK(header_of(request, "Content-Type") == (request.method == Method::get ? "" : "application/json"));
  }
  const auto* post = request_to(script, Method::post, "/issues");
  REQUIRE(post != nullptr);
  CHECK(gitlab::Json::parse(post->body) == gitlab::Json{{"title", "a"}, {"confidential", true}});
}

TEST_CASE("an edit sends only what differs, in the types of GitLab's description") {
  Script script;
  const auto tracker = tracker_on(script);
  const std::string issue = here + "/issues/1";
  script.always(Method::get, issue,
                answer(200, R"({"id":9,"iid":1,"title":"a","description":"d","state":"opened","labels":["x"],
                                "assignees":[{"username":"ciso"}],"due_date":"2027-02-26"})"));
  script.always(Method::get, here + "/labels", answer(200, R"([{"name":"x"},{"name":"y"}])"));
  script.always(Method::put, issue, answer(200, R"({"id":9,"iid":1,"title":"a","state":"closed","labels":["y"]})"));
  REQUIRE(tracker->edit({"security/okrs", 1}, {.title = "a",
                                               .description = "d",
                                               .add_labels = {"x", "y"},
                                               .remove_labels = {"x", "z"},
                                               .assignees = Strings{},
                                               .due = std::optional<Day>{},
                                               .state = tracker::IssueState::closed}));
  const auto* put = request_to(script, Method::put, issue);
  REQUIRE(put != nullptr);
  const auto body = gitlab::Json::parse(put->body);
  CHECK(body["add_labels"] == gitlab::Json{"y"});
  CHECK(body["assignee_ids"] == gitlab::Json::array());
  CHECK(body["due_date"] == "");
  CHECK(body["state_event"] == "close");
  CHECK_FALSE(body.contains("title"));
  CHECK_FALSE(body.contains("description"));
  CHECK_FALSE(body.contains("labels"));
}

TEST_CASE("a label named None or Any is not asked for, as it means something else to the server") {
  Script script;
  know_home(script);
  const auto tracker = tracker_on(script);
  script.always(Method::get, "/metadata", answer(200, R"({"version":"17.0.0"})"));
  script.always(Method::get, here + "/issues", answer(200, R"([{"id":9,"iid":1,"labels":["None","a"]},
                                                               {"id":10,"iid":2,"labels":["none","a"]}])"));
  const auto found = tracker::collect_issues(*tracker, {.labels = {"None", "a"}});
  REQUIRE(found);
  REQUIRE(found->size() == 1);
  CHECK(found->front().ref.iid == 1);
  const auto* list = request_to(script, Method::get, "/issues");
  REQUIRE(list != nullptr);
  CHECK(values_of(*list, "labels") == Strings{"a"});
  CHECK(values_of(*list, "order_by") == Strings{"created_at"});
  CHECK(values_of(*list, "sort") == Strings{"asc"});
  CHECK(values_of(*list, "state") == Strings{"all"});
}

TEST_CASE("an old server tells its version in another place") {
  Script script;
  know_home(script);
  const auto tracker = tracker_on(script);
  script.on(Method::get, "/metadata", answer(404, R"({"message":"404 Not found"})"));
  script.on(Method::get, "/version", answer(200, R"({"version":"14.10.5-ee"})"));
  script.on(Method::get, here + "/issues", answer(200, R"([{"id":9,"iid":1,"weight":null}])"));
  const auto can = tracker->capabilities();
  REQUIRE(can);
  CHECK(can->server == "GitLab 14.10.5-ee");
  CHECK(can->edition == "enterprise");
  CHECK(can->blocks_links);
  CHECK_FALSE(can->health_status);
  CHECK_FALSE(can->keyset);
  CHECK_FALSE(can->inherited_labels);
}

TEST_CASE("a token that may not read its own description is still somebody's") {
  Script script;
  const auto tracker = tracker_on(script);
  script.on(Method::get, "/user", answer(200, R"({"id":1,"username":"ciso"})"));
  script.on(Method::get, "/personal_access_tokens/self", answer(404, R"({"message":"404 Not found"})"));
  const auto me = tracker->whoami();
  REQUIRE(me);
  CHECK(me->username == "ciso");
  CHECK(me->scopes.empty());
  CHECK(script.windows == std::vector<std::size_t>{2});
}

TEST_CASE("an answer that is no list is an error, not an empty list") {
  Script script;
  know_home(script);
  const auto tracker = tracker_on(script);
  script.on(Method::get, here + "/labels", answer(200, R"({"name":"x"})"));
  const auto labels = tracker->labels();
  REQUIRE_FALSE(labels.has_value());
  CHECK(labels.error().kind == ErrorKind::network);
}

TEST_CASE("a link that is gone before it is taken away was taken away") {
  Script script;
  const auto tracker = tracker_on(script);
  const tracker::IssueRef a{"security/okrs", 1};
  const tracker::IssueRef b{"security/okrs", 2};
  script.on(Method::get, here + "/issues/1/links",
            answer(200, R"([{"id":9,"iid":2,"issue_link_id":77,"link_type":"relates_to",
                             "references":{"full":"security/okrs#2"}}])"));
  script.on(Method::del, here + "/issues/1/links/77", answer(404, R"({"message":"404 Not found"})"));
  CHECK(tracker->unlink(a, b).value_or(false));
}

TEST_CASE("JSON that is no user's or project's is an error, and makes none") {
  for (const char* odd : {"{}", "[]", "7", "null", R"({"username":7})", R"({"path_with_namespace":"a/b"})"}) {
    CAPTURE(odd);
    Script script;
    script.always(Method::get, "/user", answer(200, odd));
    script.always(Method::get, "/personal_access_tokens/self", answer(200, odd));
    script.always(Method::get, here, answer(200, odd));
    const auto tracker = tracker_on(script);
    const auto account = tracker->whoami();
    REQUIRE_FALSE(account);
    CHECK(account.error().kind == ErrorKind::network);
    const auto project = tracker->project();
    REQUIRE_FALSE(project);
    CHECK(project.error().kind == ErrorKind::network);
    CHECK_FALSE(project.error().help.empty());
  }
}

TEST_CASE("a list whose pages bring nothing new comes to an end") {
  for (const char* page : {"[]", R"([{"id":1,"name":"x"}])"}) {
    CAPTURE(page);
    Script script;
    know_home(script);
    script.always(Method::get, here + "/labels", answer(200, page, {{"X-Total-Pages", "1000000000"}}));
    const auto labels = tracker_on(script)->labels();
    REQUIRE_FALSE(labels);
    CHECK(labels.error().kind == ErrorKind::network);
    CHECK(script.requests.size() < 100);
  }
}

TEST_CASE("an accepted issue without a number is looked for, not believed") {
  Script script;
  know_home(script);
  script.always(Method::get, "/metadata", answer(200, R"({"version":"18.9.0"})"));
  script.always(Method::get, here + "/issues", answer(200, "[]"));
  script.on(Method::post, here + "/issues", answer(201, R"({"title":"a"})"));
  const auto made = tracker_on(script)->create({.marker = "9f86d081884c7d65", .title = "a"});
  REQUIRE_FALSE(made);
  CHECK(made.error().kind == ErrorKind::unclear);
  CHECK(std::ranges::count(script.requests, Method::post, &http::Request::method) == 1);
}
