// Several people, and limits that a server has: what is made by two at once, searches, members, a project that moved.
#include <algorithm>

#include "contract/gitlab_server.hpp"
#include "documents/issue/text.hpp"

using namespace secokr;
using namespace secokr::tracker;
using secokr::test::check_error;
using secokr::test::GitlabServer;
using secokr::test::ok;
using secokr::test::titles_of;

namespace {

using Names = std::vector<std::string>;
using Kind = test::DoubleFault::Kind;

/// What GitLab answers to the later of two who make the same thing in the same moment.
const std::vector<std::pair<int, std::string>> refusals_of_the_later{
    {409, R"({"message":"Label already exists"})"},
    {400, R"({"message":{"title":["has already been taken"]}})"},
    {422, R"({"message":"Validation failed: Title has already been taken"})"},
    {500, R"({"message":"500 Internal Server Error"})"}};

std::size_t searches(const GitlabServer& server) {
  const auto requests = server.gitlab.requests();
  return static_cast<std::size_t>(std::ranges::count_if(
      requests, [](const auto& request) { return request.query.find("search=") != std::string::npos; }));
}

NewIssue marked(int number) {
  const std::string id = "9f86d081884c7d" + std::to_string(10 + number);
  return {.marker = id,
          .title = "issue " + std::to_string(number),
          .description = "<!-- secokr:begin 1 kind=kr id=" + id + " sum=0 -->\nx\n<!-- secokr:end -->"};
}

/// As somebody makes it on a page: nobody looks for it first.
NewIssue by_hand(int number) {
  NewIssue issue = marked(number);
  issue.marker.clear();
  return issue;
}

}  // namespace

TEST_CASE("a label that two make at once is there, however the later one is refused") {
  for (const bool in_group : {false, true}) {
    for (const auto& [status, body] : refusals_of_the_later) {
      INFO(status << (in_group ? " in a group" : ""));
      GitlabServer server;
      server.gitlab.add_member("security", "ciso", 30);
      const auto tracker = server.open();
      server.gitlab.add_fault(
          {.method = "POST", .path_part = "/labels", .kind = Kind::overtaken, .status = status, .body = body});
      const LabelHome home{.group = in_group ? "security" : ""};
      REQUIRE(tracker->ensure_label({"OKR", "#112233", "d"}, home).has_value());
      CHECK(ok(tracker->labels(home)).size() == 1);
      CHECK_FALSE(ok(tracker->ensure_label({"OKR", "#112233", "d"}, home)));
      CHECK(server.asked("POST", "/labels") == 1);
    }
  }
}

TEST_CASE("a label that somebody else made in another colour gets the wanted one") {
  for (const auto& [status, body] : refusals_of_the_later) {
    INFO(status);
    GitlabServer server;
    const auto tracker = server.open();
    const auto other = server.open("reader");
    CHECK(ok(tracker->labels()).empty());
    // It is made after the list was read and before the POST: the server has it already.
    ok(other->ensure_label({"OKR", "#ff0000", "theirs"}));
    server.gitlab.add_fault(
        {.method = "GET", .path_part = "/labels", .kind = Kind::status, .status = 200, .body = "[]"});
    server.gitlab.add_fault(
        {.method = "POST", .path_part = "/labels", .kind = Kind::overtaken, .status = status, .body = body});
    REQUIRE(tracker->ensure_label({"OKR", "#112233", "ours"}).has_value());
    const auto labels = ok(tracker->labels());
    REQUIRE(labels.size() == 1);
    CHECK(labels.front().color == "#112233");
  }
}

TEST_CASE("a refusal of a label that is not there is told") {
  GitlabServer server;
  const auto tracker = server.open();
  server.gitlab.add_fault({.method = "POST",
                           .path_part = "/labels",
                           .status = 400,
                           .body = R"({"message":{"color":["must be a valid color code"]}})"});
  check_error(tracker->ensure_label({"OKR", "#112233", ""}), ErrorKind::refused, "valid color");
}

TEST_CASE("a link that two make at once is there, however the later one is refused") {
  for (const auto& [status, body] : refusals_of_the_later) {
    INFO(status);
    GitlabServer server;
    const auto tracker = server.open();
    const Issue a = ok(tracker->create({.title = "a"}));
    const Issue b = ok(tracker->create({.title = "b"}));
    server.gitlab.add_fault(
        {.method = "POST", .path_part = "/links", .kind = Kind::overtaken, .status = status, .body = body});
    REQUIRE(tracker->link(a.ref, b.ref, LinkType::relates_to).has_value());
    CHECK(ok(collect_links(*tracker, a.ref)).size() == 1);
  }
}

TEST_CASE("an issue whose creation ends in 500 is found once, and never made twice") {
  GitlabServer server;
  const auto tracker = server.open();
  server.gitlab.add_fault({.method = "POST",
                           .path_part = "/issues",
                           .kind = Kind::overtaken,
                           .status = 500,
                           .body = refusals_of_the_later.back().second});
  CHECK(ok(tracker->create(marked(1))).title == "issue 1");
  CHECK(titles_of(*tracker) == Names{"issue 1"});
}

TEST_CASE("an edit that meets a lock is tried again") {
  GitlabServer server;
  const auto tracker = server.open();
  const Issue issue = ok(tracker->create({.title = "a"}));
  const auto locked = [&](int times) {
    server.gitlab.add_fault({.method = "PUT",
                             .path_part = "/issues",
                             .times = times,
                             .status = 409,
                             .body = R"({"message":"409 Conflict: Resource lock"})"});
  };
  locked(2);
  CHECK(ok(tracker->edit(issue.ref, {.title = "b"})).title == "b");
  locked(9);
  check_error(tracker->edit(issue.ref, {.title = "c"}), ErrorKind::refused, "Resource lock");
}

TEST_CASE("thirty issues are looked for with one search, and each is made once") {
  GitlabServer server;
  const auto tracker = server.open();
  IssueQuery all{.common = std::string(documents::block_word)};
  for (int i = 0; i < 40; ++i) all.markers.push_back(marked(i).marker);
  CHECK(titles_of(*tracker, all).empty());
  CHECK(titles_of(*tracker, all).empty());
  for (int i = 0; i < 40; ++i) ok(tracker->create(marked(i)));
  CHECK(searches(server) == 1);
  CHECK(titles_of(*tracker, all).size() == 40);
  CHECK(searches(server) == 1);
  CHECK(server.waited_for("the server asks to slow down") == std::chrono::seconds{0});
  for (int i = 0; i < 40; ++i) check_error(tracker->create(marked(i)), ErrorKind::refused, marked(i).marker);
  CHECK(searches(server) == 1);
}

TEST_CASE("what somebody else made or wrote since the search is seen") {
  GitlabServer server;
  const auto tracker = server.open();
  const auto other = server.open("reader");
  const Issue older = ok(other->create({.title = "older"}));
  const Issue holder = ok(other->create(by_hand(3)));
  IssueQuery all{.markers = {marked(1).marker, marked(2).marker, marked(3).marker},
                 .common = std::string(documents::block_word)};
  CHECK(titles_of(*tracker, all) == Names{"issue 3"});
  SECTION("made") {
    ok(other->create(by_hand(1)));
    check_error(tracker->create(marked(1)), ErrorKind::refused, marked(1).marker);
    CHECK(titles_of(*tracker, all) == Names{"issue 3", "issue 1"});
  }
  SECTION("mentioned only") {
    ok(other->create({.title = "mentions", .description = "see " + marked(1).marker}));
    CHECK(ok(tracker->create(marked(1))).title == "issue 1");
  }
  SECTION("written into an older issue") {
    ok(other->edit(older.ref, {.description = marked(2).description}));
    check_error(tracker->create(marked(2)), ErrorKind::refused, marked(2).marker);
    CHECK(titles_of(*tracker, all) == Names{"older", "issue 3"});
  }
  SECTION("taken out") {
    ok(other->edit(holder.ref, {.description = "nothing"}));
    CHECK(ok(tracker->create(marked(3))).title == "issue 3");
  }
  SECTION("closed") {
    ok(other->edit(holder.ref, {.state = IssueState::closed}));
    check_error(tracker->create(marked(3)), ErrorKind::refused, marked(3).marker);
  }
  CHECK(searches(server) == 1);
}

TEST_CASE("an issue that holds the marker and is a stranger's is passed over") {
  GitlabServer server;
  const auto tracker = server.open();
  const Issue stranger = ok(server.open("reader")->create(marked(1)));
  NewIssue wanted = marked(1);
  check_error(tracker->create(wanted), ErrorKind::refused, wanted.marker);
  wanted.strangers = {stranger.ref.iid};
  SECTION("it is made") { CHECK(ok(tracker->create(wanted)).ref != stranger.ref); }
  SECTION("a lost answer finds the one that was made") {
    server.gitlab.add_fault({.method = "POST", .path_part = "/issues", .kind = Kind::lost_after});
    CHECK(ok(tracker->create(wanted)).ref != stranger.ref);
  }
  CHECK(titles_of(*tracker).size() == 2);
}

TEST_CASE("too many searches are waited for as long as the server says") {
  GitlabServer server;
  const auto tracker = server.open();
  int passed = 0;
  server.waiter.on_wait = [&](std::chrono::milliseconds) {
    // The minute passes: nothing else lets the double forget.
    if (++passed == 1) server.gitlab.add_fault({.method = "GET", .path_part = "/issues", .status = 200, .body = "[]"});
  };
  for (int i = 0; i < 31; ++i) {
    // What is narrowed down further cannot be answered from an earlier search.
    const IssueQuery query{.markers = {marked(i).marker}, .state = IssueState::opened};
    REQUIRE(tracker->issues(query, [](const Issue&) { return true; }).has_value());
  }
  CHECK(server.waited_for("the server asks to slow down") == std::chrono::seconds{60});
  const auto requests = server.gitlab.requests();
  CHECK(std::ranges::count(requests, 429, &test::RecordedRequest::status) == 1);
}

TEST_CASE("who may edit is asked of one list of members where they are many") {
  GitlabServer server;
  Names people;
  for (int i = 0; i < 37; ++i) {
    people.push_back("person-" + std::to_string(i));
    server.gitlab.add_user(people.back(), i % 3 == 0 ? 10 : 20);
  }
  server.gitlab.add_user("stranger", 0);
  server.gitlab.add_user("by-group", 0);
  server.gitlab.add_member("security", "by-group", 15);
  people.insert(people.end(), {"stranger", "by-group", "nobody-at-all", "PERSON-1"});
  const auto tracker = server.open();
  const auto editors = ok(tracker->editors(people));
  CHECK(editors.size() == 24 + 2);
  CHECK(std::ranges::find(editors, "by-group") != editors.end());
  CHECK(std::ranges::find(editors, "PERSON-1") != editors.end());
  CHECK(server.asked("GET", "/members/all") == 1);
  CHECK(server.asked("GET", "/users") == 0);
  ok(tracker->editors(people));
  CHECK(server.asked("GET", "/members/all") == 1);
  // A few are searched for by name.
  const auto second = server.open();
  server.gitlab.forget_requests();
  CHECK(ok(second->editors(Names{"person-1", "person-3"})) == Names{"person-1"});
  for (const auto& request : server.gitlab.requests())
    if (request.path.ends_with("/members/all")) CHECK(request.query.find("query=person-") != std::string::npos);
}

TEST_CASE("who may edit without being a member is believed where it is oneself") {
  GitlabServer server;
  for (const char* place : {"security", "security/okrs"}) server.gitlab.add_member(place, "root", 0);
  const auto root = server.open_with("token-of-root");
  CHECK(ok(root->editors(Names{"root", "ciso"})) == Names{"root", "ciso"});
  CHECK(ok(server.open()->editors(Names{"root", "ciso"})) == Names{"ciso"});
}

TEST_CASE("a guest sets labels when they open an issue, edits its text later, and not its labels") {
  GitlabServer server;
  const std::string token = server.gitlab.add_user("guest", 10);
  ok(server.open()->ensure_label({"OKR", "#112233", ""}));
  ok(server.open()->ensure_label({"later", "#112233", ""}));
  const auto guest = server.open_with(token);
  const Issue made = ok(guest->create({.title = "a", .description = "x", .labels = {"OKR"}}));
  CHECK(made.labels == Names{"OKR"});
  const Issue edited = ok(guest->edit(made.ref, {.title = "b", .description = "y", .add_labels = {"later"}}));
  CHECK(edited.title == "b");
  CHECK(edited.description == "y");
  CHECK(edited.labels == Names{"OKR"});
  CHECK(edited.dropped == Names{"label `later`"});
  const auto events = ok(server.open()->events_of(made.ref));
  std::vector<std::string> fields;
  for (const Event& event : events) fields.push_back(event.field);
  const auto text = std::ranges::find(fields, "description");
  REQUIRE(text != fields.end());
  CHECK(std::find(text, fields.end(), "label") == fields.end());
  // Who may edit leaves a label after the text.
  const Issue ours = ok(server.open()->create({.title = "c", .description = "x", .labels = {"OKR"}}));
  ok(server.open()->edit(ours.ref, {.description = "y", .add_labels = {"later"}}));
  fields.clear();
  for (const Event& event : ok(server.open()->events_of(ours.ref))) fields.push_back(event.field);
  CHECK(std::find(std::ranges::find(fields, "description"), fields.end(), "label") != fields.end());
}

TEST_CASE("a project that has moved is named by its new path") {
  GitlabServer server;
  const auto tracker = server.open();
  server.gitlab.move_project("security/goals");
  const auto read = tracker->project();
  check_error(read, ErrorKind::refused, "security/goals");
  CHECK(read.error().reason.find("/projects/") == std::string::npos);
}
