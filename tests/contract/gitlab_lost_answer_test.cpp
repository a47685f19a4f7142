#include "contract/gitlab_server.hpp"

using namespace secokr;
using namespace secokr::tracker;
using secokr::test::check_error;
using secokr::test::GitlabServer;
using secokr::test::ok;
using secokr::test::titles_of;

namespace {

using Strings = std::vector<std::string>;
using Kind = test::DoubleFault::Kind;
using std::chrono::seconds;

const std::string looking = "looking for what the lost answer made";
const NewIssue marked{.marker = "9f86d081884c7d65", .title = "a", .description = "id=9f86d081884c7d65"};

/// What may come between a POST and its answer.
struct Loss {
  const char* name;
  test::DoubleFault fault;
  bool is_made;
};

std::vector<Loss> losses(const std::string& path_part) {
  const auto post = [&](Kind kind, int status) {
    return test::DoubleFault{.method = "POST", .path_part = path_part, .kind = kind, .status = status};
  };
  return {{"the answer is lost", post(Kind::lost_after, 0), true},
          {"the answer is cut", post(Kind::cut_body, 0), true},
          {"the request is lost", post(Kind::lost_before, 0), false},
          {"the front gives up", post(Kind::status, 504), false},
          {"a proxy answers", post(Kind::html, 502), false},
          {"a sign-in page answers", post(Kind::html, 200), false}};
}

Strings bodies_of(Tracker& tracker, const IssueRef& ref) {
  Strings bodies;
  for (const Note& note : ok(collect_notes(tracker, std::vector{ref}))) bodies.push_back(note.body);
  return bodies;
}

}  // namespace

TEST_CASE("an issue whose answer was lost is found, or unclear and made by the next run") {
  for (const Loss& loss : losses("/issues")) {
    INFO(loss.name);
    GitlabServer server;
    const auto tracker = server.open();
    server.gitlab.add_fault(loss.fault);
    const auto made = tracker->create(marked);
    CHECK(server.asked("POST", "/issues") == 1);
    if (loss.is_made) {
      CHECK(ok(made).title == "a");
      CHECK(ok(made).dropped.empty());
      CHECK(server.waited_for(looking) == seconds{0});
      check_error(tracker->create(marked), ErrorKind::refused, marked.marker);
    } else {
      check_error(made, ErrorKind::unclear, "the issue `a`");
      CHECK(server.waited_for(looking) == seconds{90});
      CHECK(ok(tracker->create(marked)).title == "a");
    }
    CHECK(titles_of(*tracker) == Strings{"a"});
  }
}

TEST_CASE("what a lost request makes late is waited for") {
  GitlabServer server;
  const auto tracker = server.open();
  const auto late = server.open("reader");
  server.gitlab.add_fault({.method = "POST", .path_part = "/issues", .kind = Kind::lost_before});
  server.waiter.on_wait = [&](std::chrono::milliseconds) {
    if (server.waiter.waits.size() == 3) ok(late->create(marked));
  };
  CHECK(ok(tracker->create(marked)).title == "a");
  CHECK(server.waited_for(looking) == seconds{1 + 2 + 4});
  CHECK(titles_of(*tracker) == Strings{"a"});
}

TEST_CASE("an issue without a marker cannot be looked for") {
  GitlabServer server;
  const auto tracker = server.open();
  server.gitlab.add_fault({.method = "POST", .path_part = "/issues", .kind = Kind::lost_after});
  check_error(tracker->create({.title = "a"}), ErrorKind::unclear, "looks before it creates");
  CHECK(server.waiter.waits.empty());
}

TEST_CASE("after a failure inside the server one look tells") {
  GitlabServer server;
  const auto tracker = server.open();
  server.gitlab.add_fault({.method = "POST", .path_part = "/issues", .kind = Kind::status, .status = 500});
  server.gitlab.forget_requests();
  check_error(tracker->create(marked), ErrorKind::network, "500");
  CHECK(server.asked("POST", "/issues") == 1);
  CHECK(server.waiter.waits.empty());
  CHECK(titles_of(*tracker).empty());
}

TEST_CASE("a POST that never left is a network error") {
  GitlabServer server;
  const Issue made = ok(server.open()->create(marked));
  auto options = gitlab::GitlabOptions{.origin = "http://127.0.0.1:1", .project = "security/okrs"};
  options.transport = http::make_curl_transport({.user_agent = "secokr/test"});
  const auto tracker = gitlab::make_gitlab_tracker(std::move(options));
  check_error(tracker->add_note(made.ref, {"x"}), ErrorKind::network, "127.0.0.1");
}

TEST_CASE("a note whose answer was lost is found among mine, or unclear and made by the next run") {
  for (const Loss& loss : losses("/notes")) {
    INFO(loss.name);
    GitlabServer server;
    const auto tracker = server.open();
    const IssueRef ref = ok(tracker->create(marked)).ref;
    ok(server.open("reader")->add_note(ref, {"progress 45%"}));
    server.gitlab.forget_requests();
    server.gitlab.add_fault(loss.fault);
    const auto made = tracker->add_note(ref, {"progress 45%\n"});
    CHECK(server.asked("POST", "/notes") == 1);
    if (loss.is_made) {
      CHECK(ok(made).author == "ciso");
    } else {
      check_error(made, ErrorKind::unclear, "the note on issue #1");
      CHECK(server.waited_for(looking) == seconds{90});
      CHECK(ok(tracker->add_note(ref, {"progress 45%\n"})).author == "ciso");
    }
    CHECK(bodies_of(*tracker, ref) == Strings{"progress 45%", "progress 45%"});
  }
}

TEST_CASE("a link whose answer was lost is found in the list, or unclear and made by the next run") {
  for (const Loss& loss : losses("/links")) {
    INFO(loss.name);
    GitlabServer server;
    const auto tracker = server.open();
    const IssueRef a = ok(tracker->create({.title = "a"})).ref;
    const IssueRef b = ok(tracker->create({.title = "b"})).ref;
    server.gitlab.forget_requests();
    server.gitlab.add_fault(loss.fault);
    const auto made = tracker->link(a, b, LinkType::relates_to);
    CHECK(server.asked("POST", "/links") == 1);
    if (loss.is_made) {
      CHECK(ok(made));
    } else {
      check_error(made, ErrorKind::unclear, "#1 with #2");
      CHECK(ok(tracker->link(a, b, LinkType::relates_to)));
    }
    CHECK(ok(tracker::collect_links(*tracker, b)) == std::vector<Link>{{b, a, LinkType::relates_to}});
  }
}

TEST_CASE("a label whose answer was lost is found in the list, or unclear and made by the next run") {
  for (const Loss& loss : losses("/labels")) {
    INFO(loss.name);
    GitlabServer server;
    const auto tracker = server.open();
    const Label label{"OKR", "#112233", ""};
    server.gitlab.add_fault(loss.fault);
    const auto made = tracker->ensure_label(label);
    CHECK(server.asked("POST", "/labels") == 1);
    if (loss.is_made) {
      CHECK(ok(made));
    } else {
      check_error(made, ErrorKind::unclear, "`OKR`");
      CHECK(ok(tracker->ensure_label(label)));
    }
    CHECK(ok(tracker->labels()) == std::vector<Label>{label});
  }
}

TEST_CASE("edits and removals are sent again, and are done once") {
  GitlabServer server;
  const auto tracker = server.open();
  const IssueRef a = ok(tracker->create({.title = "a"})).ref;
  const IssueRef b = ok(tracker->create({.title = "b"})).ref;
  ok(tracker->link(a, b, LinkType::relates_to));
  const Note note = ok(tracker->add_note(a, {"one"}));
  for (const auto kind : {Kind::lost_before, Kind::lost_after, Kind::cut_body}) {
    INFO(static_cast<int>(kind));
    server.gitlab.add_fault({.method = "PUT", .kind = kind});
    const std::string text = "edited " + std::to_string(static_cast<int>(kind));
    CHECK(ok(tracker->edit(a, {.title = text})).title == text);
    server.gitlab.add_fault({.method = "PUT", .path_part = "/notes/", .kind = kind});
    CHECK(ok(tracker->edit_note(a, note.id, {text})).body == text);
    CHECK(bodies_of(*tracker, a) == Strings{text});
    server.gitlab.add_fault({.method = "DELETE", .kind = kind});
    CHECK(ok(tracker->unlink(a, b)));
    CHECK(ok(tracker->link(a, b, LinkType::relates_to)));
  }
  CHECK(server.waited_for(looking) == seconds{0});
  CHECK_FALSE(server.waiter.waits.empty());
}

TEST_CASE("a write that was turned away is sent again after the wait") {
  for (const auto kind : {Kind::throttled, Kind::limited}) {
    GitlabServer server;
    const auto tracker = server.open();
    server.gitlab.add_fault({.method = "POST", .path_part = "/issues", .kind = kind});
    CHECK(ok(tracker->create(marked)).title == "a");
    CHECK(server.asked("POST", "/issues") == 2);
    CHECK_FALSE(server.waiter.waits.empty());
    CHECK(titles_of(*tracker) == Strings{"a"});
  }
}
