#include <algorithm>

#include "contract/gitlab_server.hpp"

using namespace secokr;
using namespace secokr::tracker;
using secokr::test::check_error;
using secokr::test::GitlabServer;
using secokr::test::ok;
using secokr::test::Tier;

namespace {

using Strings = std::vector<std::string>;
using Kind = test::DoubleFault::Kind;

const std::string update = "progress 45%\n\n<!-- secokr:update 1 week=2027-02-08 -->";

Strings bodies_of(Tracker& tracker, const IssueRef& ref) {
  Strings bodies;
  for (const Note& note : ok(collect_notes(tracker, std::vector{ref}))) bodies.push_back(note.body);
  return bodies;
}

Issue issue_of(Tracker& tracker, const IssueRef& ref) {
  return ok(collect_issues(tracker, {.iids = {ref.iid}})).front();
}

std::string last_body(const GitlabServer& server, std::string_view method) {
  std::string body;
  for (const auto& request : server.gitlab.requests())
    if (request.method == method) body = request.body;
  return body;
}

}  // namespace

TEST_CASE("health goes with the note, and is read back") {
  GitlabServer server({.tier = Tier::ultimate});
  const auto tracker = server.open();
  const IssueRef ref = ok(tracker->create({.title = "a"})).ref;
  SECTION("the marker stays the last line") {
    const Note note = ok(tracker->add_note(ref, {.body = update, .health = "on_track"}));
    CHECK(note.body == update);
    CHECK(note.dropped.empty());
    CHECK(last_body(server, "POST").find(R"(\n/health_status on_track\n<!-- secokr:update)") != std::string::npos);
    CHECK(issue_of(*tracker, ref).health == "on_track");
    CHECK(bodies_of(*tracker, ref) == Strings{update});
  }
  SECTION("the same text with another health is an edit; with the same it is none") {
    const Note note = ok(tracker->add_note(ref, {.body = update, .health = "on_track"}));
    CHECK(ok(tracker->edit_note(ref, note.id, {.body = update, .health = "at_risk"})).dropped.empty());
    CHECK(issue_of(*tracker, ref).health == "at_risk");
    server.gitlab.forget_requests();
    CHECK(ok(tracker->edit_note(ref, note.id, {.body = update, .health = "at_risk"})).body == update);
    CHECK(server.writes() == 0);
    CHECK(bodies_of(*tracker, ref) == Strings{update});
  }
  SECTION("one that did not take is named") {
    server.gitlab.add_fault({.method = "POST", .path_part = "/notes", .kind = Kind::dropped_field, .body = "health"});
    const Note note = ok(tracker->add_note(ref, {.body = update, .health = "on_track"}));
    CHECK(note.dropped == Strings{"health"});
    CHECK(issue_of(*tracker, ref).health.empty());
  }
  SECTION("a lost answer loses neither note nor health") {
    server.gitlab.add_fault({.method = "POST", .path_part = "/notes", .kind = Kind::lost_after});
    CHECK(ok(tracker->add_note(ref, {.body = update, .health = "on_track"})).dropped.empty());
    CHECK(issue_of(*tracker, ref).health == "on_track");
    CHECK(bodies_of(*tracker, ref) == Strings{update});
  }
}

TEST_CASE("health is never sent where readers would see it as text") {
  for (const Tier tier : {Tier::free, Tier::premium}) {
    GitlabServer server({.tier = tier});
    const auto tracker = server.open();
    const IssueRef ref = ok(tracker->create({.title = "a"})).ref;
    const Note note = ok(tracker->add_note(ref, {"one"}));
    server.gitlab.forget_requests();
    check_error(tracker->add_note(ref, {.body = update, .health = "on_track"}), ErrorKind::bug, "health");
    check_error(tracker->edit_note(ref, note.id, {.body = update, .health = "on_track"}), ErrorKind::bug, "health");
    CHECK(server.writes() == 0);
    CHECK(bodies_of(*tracker, ref) == Strings{"one"});
  }
}

TEST_CASE("a note of quick actions only is refused, so that no edit deletes a note") {
  GitlabServer server;
  const auto tracker = server.open();
  const IssueRef ref = ok(tracker->create({.title = "a"})).ref;
  const Note note = ok(tracker->add_note(ref, {"one"}));
  server.gitlab.forget_requests();
  for (const std::string body : {"/close", "/close\n\n/LABEL ~kr\n", "\r/close\r\n"}) {
    INFO(body);
    check_error(tracker->add_note(ref, {body}), ErrorKind::refused, "quick actions");
    check_error(tracker->edit_note(ref, note.id, {body}), ErrorKind::refused, "quick actions");
  }
  CHECK(server.writes() == 0);
  CHECK(bodies_of(*tracker, ref) == Strings{"one"});
  CHECK(issue_of(*tracker, ref).state == IssueState::opened);
}

TEST_CASE("where GitLab takes a note for quick actions all the same, its words are told") {
  GitlabServer server;
  const auto tracker = server.open();
  const IssueRef ref = ok(tracker->create({.title = "a"})).ref;
  const Note note = ok(tracker->add_note(ref, {"one"}));
  const std::string summary = R"({"commands_changes":{},"summary":["Could not apply label command."]})";
  server.gitlab.add_fault({.path_part = "/notes", .kind = Kind::status, .status = 202, .body = summary});
  check_error(tracker->add_note(ref, {"x"}), ErrorKind::refused, "Could not apply label command");
  server.gitlab.add_fault({.method = "PUT", .kind = Kind::status, .status = 202, .body = summary});
  check_error(tracker->edit_note(ref, note.id, {"x"}), ErrorKind::refused, "Could not apply label command");
}

TEST_CASE("text that GitLab cuts out of a note is named") {
  GitlabServer server;
  const auto tracker = server.open();
  const IssueRef ref = ok(tracker->create({.title = "a"})).ref;
  const Note note = ok(tracker->add_note(ref, {"text\n/close"}));
  CHECK(note.body == "text");
  CHECK(note.dropped == Strings{"text"});
}

TEST_CASE("somebody else's note is not even tried") {
  GitlabServer server;
  const auto tracker = server.open();
  const IssueRef ref = ok(tracker->create({.title = "a"})).ref;
  const Note note = ok(tracker->add_note(ref, {"mine"}));
  server.gitlab.forget_requests();
  check_error(server.open("reader")->edit_note(ref, note.id, {"theirs"}), ErrorKind::authentication, "@ciso");
  CHECK(server.writes() == 0);
}

TEST_CASE("GitLab's own notes are left out, and long lists are whole") {
  GitlabServer server;
  const auto tracker = server.open();
  const IssueRef ref = ok(tracker->create({.title = "a"})).ref;
  ok(tracker->edit(ref, {.title = "b"}));
  Strings expected;
  for (int i = 0; i < 130; ++i) expected.push_back(ok(tracker->add_note(ref, {"note " + std::to_string(i)})).body);
  CHECK(bodies_of(*tracker, ref) == expected);
}

TEST_CASE("a link that a tier lacks is not sent; one of another type is not overwritten") {
  GitlabServer server;
  const auto tracker = server.open();
  const IssueRef a = ok(tracker->create({.title = "a"})).ref;
  const IssueRef b = ok(tracker->create({.title = "b"})).ref;
  server.gitlab.forget_requests();
  check_error(tracker->link(a, b, LinkType::blocks), ErrorKind::refused, "tiers");
  check_error(tracker->link(a, a, LinkType::relates_to), ErrorKind::refused, "itself");
  CHECK(server.writes() == 0);

  GitlabServer paid({.tier = Tier::premium});
  const auto other = paid.open();
  const IssueRef c = ok(other->create({.title = "c"})).ref;
  const IssueRef d = ok(other->create({.title = "d"})).ref;
  CHECK(ok(other->link(c, d, LinkType::blocks)));
  check_error(other->link(d, c, LinkType::relates_to), ErrorKind::refused, "another way");
  CHECK(ok(tracker::collect_links(*other, d)) == std::vector<Link>{{d, c, LinkType::is_blocked_by}});
}
