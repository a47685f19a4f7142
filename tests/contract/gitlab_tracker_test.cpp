#include "contract/gitlab_server.hpp"
#include "contract/tracker_contract.hpp"

using namespace secokr;
using namespace secokr::tracker;
using secokr::test::check_error;
using secokr::test::GitlabServer;
using secokr::test::ok;
using secokr::test::Tier;
using secokr::test::titles_of;

namespace {

using Strings = std::vector<std::string>;
using Kind = test::DoubleFault::Kind;

void check_contract(Tier tier) {
  GitlabServer server({.tier = tier});
  test::check_tracker_contract([&](const std::string& user) { return server.open(user); });
}

}  // namespace

TEST_CASE("GitLab without a licence keeps the contract") { check_contract(Tier::free); }
TEST_CASE("GitLab Premium keeps the contract") { check_contract(Tier::premium); }
TEST_CASE("GitLab Ultimate keeps the contract") { check_contract(Tier::ultimate); }

TEST_CASE("GitLab says who I am, where, and what it can do") {
  struct Row {
    Tier tier;
    std::string version;
    std::string edition;
    bool paid, health, keyset;
  };
  const std::vector<Row> rows = {{Tier::free, "18.9.0-pre", "community", false, false, true},
                                 {Tier::free, "17.11.4", "community", false, false, false},
                                 {Tier::premium, "18.3.0-ee", "enterprise", true, false, true},
                                 {Tier::ultimate, "18.2.7-ee", "enterprise", true, true, false}};
  for (const Row& row : rows) {
    INFO(row.version << " " << row.edition);
    GitlabServer server({.tier = row.tier, .version = row.version});
    const auto tracker = server.open();
    const Account me = ok(tracker->whoami());
    CHECK(me.username == "ciso");
    CHECK(me.scopes == Strings{"api"});
    const Project project = ok(tracker->project());
    CHECK(project.path == "security/okrs");
    CHECK(project.id == "6");
    CHECK(project.origin == server.gitlab.origin());
    CHECK(project.role == "Reporter");
    CHECK(project.can_write);

    // Without an issue what is paid for does not show.
    CHECK(ok(tracker->capabilities()).tier_known == (row.tier == Tier::free));
    CHECK_FALSE(ok(tracker->capabilities()).blocks_links);
    ok(server.open("reader")->create({.title = "a"}));
    const Capabilities can = ok(tracker->capabilities());
    CHECK(can.server == "GitLab " + row.version);
    CHECK(can.edition == row.edition);
    CHECK(can.tier_known);
    CHECK(can.inherited_labels);
    CHECK_FALSE(can.only_this_machine);
    CHECK(can.blocks_links == row.paid);
    CHECK(can.several_assignees == row.paid);
    CHECK(can.scoped_labels_exclusive == row.paid);
    CHECK(can.health_status == row.health);
    CHECK(can.keyset == row.keyset);

    server.gitlab.forget_requests();
    CHECK(ok(tracker->whoami()).username == "ciso");
    CHECK(ok(tracker->project()).id == "6");
    CHECK(ok(tracker->capabilities()).server == can.server);
    CHECK(server.gitlab.requests().empty());
  }
}

TEST_CASE("a project named by its number has its path in every address") {
  GitlabServer server;
  const auto tracker = server.open_with(server.tokens["ciso"], "6");
  const Issue made = ok(tracker->create({.title = "a"}));
  CHECK(made.ref.project == "security/okrs");
  CHECK(ok(collect_issues(*tracker, {})).front().ref == made.ref);
}

TEST_CASE("an administrator who is no member may write") {
  GitlabServer server;
  const auto tracker = server.open_with("token-of-root");
  CHECK(ok(tracker->project()).can_write);
  CHECK(ok(tracker->create({.title = "a"})).author == "root");
}

TEST_CASE("unknown users are told apart from known ones, editors from readers") {
  GitlabServer server;
  server.gitlab.add_user("guest", 10);
  server.gitlab.add_user("planner", 15);
  server.gitlab.add_user("stranger", 0);
  const auto tracker = server.open();
  const Strings all = {"stranger", "nobody", "planner", "", "guest", "ciso"};
  CHECK(ok(tracker->users(all)) == Strings{"stranger", "planner", "guest", "ciso"});
  CHECK(ok(tracker->editors(all)) == Strings{"planner", "ciso"});
  server.gitlab.forget_requests();
  CHECK(ok(tracker->users(all)).size() == 4);
  CHECK(server.gitlab.requests().empty());
}

TEST_CASE("GitLab would make an unknown label silently: it is never sent") {
  GitlabServer server;
  const auto tracker = server.open();
  ok(tracker->ensure_label({"OKR", "#112233", ""}));
  server.gitlab.add_group_label("FY28-Q1");
  const Issue made = ok(tracker->create({.title = "a", .labels = {"OKR", "FY28-Q1"}}));
  CHECK(made.labels == Strings{"FY28-Q1", "OKR"});
  CHECK(made.dropped.empty());
  server.gitlab.forget_requests();
  check_error(tracker->create({.title = "b", .labels = {"OKR", "okr"}}), ErrorKind::refused, "secokr label setup");
  check_error(tracker->edit(made.ref, {.title = "b", .add_labels = {"Okr"}}), ErrorKind::refused, "`Okr`");
  CHECK(server.writes() == 0);
  CHECK(ok(tracker->labels()).size() == 2);

  // One that somebody defines meanwhile is found.
  ok(server.open("reader")->ensure_label({"new", "#112233", ""}));
  CHECK(ok(tracker->edit(made.ref, {.add_labels = {"new"}})).labels == Strings{"FY28-Q1", "OKR", "new"});
}

TEST_CASE("labels of a group are known, and left as they are") {
  GitlabServer server;
  server.gitlab.add_group_label("OKR", "#445566", "the group's");
  const auto tracker = server.open();
  const auto labels = ok(tracker->labels());
  REQUIRE(labels.size() == 1);
  CHECK(labels.front().name == "OKR");
  CHECK(labels.front().inherited);
  server.gitlab.forget_requests();
  CHECK_FALSE(ok(tracker->ensure_label({"OKR", "#112233", "ours"})));
  CHECK(server.writes() == 0);
}

TEST_CASE("a label that was made meanwhile is read and corrected") {
  GitlabServer server;
  const auto tracker = server.open();
  ok(server.open("reader")->ensure_label({"OKR", "#445566", ""}));
  // The list is read before somebody makes the label.
  server.gitlab.add_fault({.method = "GET", .path_part = "/labels", .kind = Kind::status, .status = 200, .body = "[]"});
  CHECK(ok(tracker->ensure_label({"OKR", "#112233", ""})));
  CHECK(ok(tracker->labels()) == std::vector<Label>{{"OKR", "#112233", ""}});
}

TEST_CASE("what GitLab drops silently is named") {
  GitlabServer server({.tier = Tier::premium});
  const auto tracker = server.open();
  const Day due = date::year{2027} / 2 / 26;
  SECTION("an unknown user never becomes an assignee") {
    const Issue made = ok(tracker->create({.title = "a", .assignees = {"nobody", "ciso"}}));
    CHECK(made.assignees == Strings{"ciso"});
    CHECK(made.dropped == Strings{"assignee @nobody"});
    // And takes nobody's place.
    const Issue edited = ok(tracker->edit(made.ref, {.assignees = Strings{"nobody"}}));
    CHECK(edited.assignees == Strings{"ciso"});
    CHECK(edited.dropped == Strings{"assignee @nobody"});
  }
  SECTION("fields that the server forgets") {
    server.gitlab.add_fault({.method = "POST", .kind = Kind::dropped_field, .body = "due_date"});
    const Issue made = ok(tracker->create({.title = "a", .due = due}));
    CHECK_FALSE(made.due);
    CHECK(made.dropped == Strings{"due"});
    server.gitlab.add_fault({.method = "PUT", .kind = Kind::dropped_field, .body = "assignee_ids"});
    CHECK(ok(tracker->edit(made.ref, {.title = "b", .assignees = Strings{"ciso"}})).dropped ==
          Strings{"assignee @ciso"});
    const Issue whole = ok(tracker->edit(made.ref, {.assignees = Strings{"ciso"}, .due = due}));
    CHECK(whole.due == due);
    CHECK(whole.assignees == Strings{"ciso"});
    CHECK(whole.dropped.empty());
  }
  SECTION("a description in which GitLab saw quick actions") {
    const Issue made = ok(tracker->create({.title = "a", .description = "text\n/close\n"}));
    CHECK(made.description == "text");
    CHECK(made.dropped == Strings{"description"});
  }
  SECTION("a username in another case is the same user") {
    CHECK(ok(tracker->create({.title = "a", .assignees = {"CISO"}})).dropped.empty());
  }
}

TEST_CASE("an edit that changes nothing sends nothing") {
  GitlabServer server;
  const auto tracker = server.open();
  const Issue made = ok(tracker->create({.title = "a", .description = "b", .assignees = {"ciso"}}));
  server.gitlab.forget_requests();
  CHECK(ok(tracker->edit(made.ref, {.title = "a", .description = "b\n", .assignees = Strings{"ciso"}})) == made);
  CHECK(server.writes() == 0);
}

TEST_CASE("a tracker that may only read fails a write before any request") {
  GitlabServer server;
  const Issue made = ok(server.open()->create({.title = "a"}));
  const std::string why = "the project is known from CI_PROJECT_ID only";
  const auto tracker = server.open_with(server.tokens["ciso"], "security/okrs", why);
  server.gitlab.forget_requests();
  check_error(tracker->create({.title = "b"}), ErrorKind::configuration, why);
  check_error(tracker->edit(made.ref, {.title = "b"}), ErrorKind::configuration, why);
  check_error(tracker->ensure_label({"OKR", "#112233", ""}), ErrorKind::configuration, why);
  check_error(tracker->add_note(made.ref, {"b"}), ErrorKind::configuration, why);
  check_error(tracker->edit_note(made.ref, 1, {"b"}), ErrorKind::configuration, why);
  check_error(tracker->link(made.ref, {"security/okrs", 2}, LinkType::relates_to), ErrorKind::configuration, why);
  check_error(tracker->unlink(made.ref, {"security/okrs", 2}), ErrorKind::configuration, why);
  CHECK(server.gitlab.requests().empty());
  CHECK(titles_of(*tracker) == Strings{"a"});
}

TEST_CASE("refusals say what stands in the way") {
  GitlabServer server;
  const auto tracker = server.open();
  ok(tracker->ensure_label({"OKR", "#112233", ""}));
  const Issue made = ok(tracker->create({.title = "a"}));
  SECTION("an archived project") {
    server.gitlab.set_archived(true);
    check_error(tracker->create({.title = "b"}), ErrorKind::refused, "archived");
    check_error(tracker->edit(made.ref, {.title = "b"}), ErrorKind::refused, "archived");
    check_error(tracker->add_note(made.ref, {"b"}), ErrorKind::refused, "archived");
    CHECK(ok(server.open()->project()).archived);
    CHECK_FALSE(ok(server.open()->project()).can_write);
  }
  SECTION("a project without issues") {
    server.gitlab.set_issues_enabled(false);
    check_error(tracker->create({.title = "b"}), ErrorKind::refused, "disabled");
    CHECK_FALSE(ok(server.open()->project()).issues_enabled);
    CHECK_FALSE(ok(server.open()->project()).can_write);
    server.gitlab.set_issues_enabled(true);
  }
  SECTION("a project that moved") {
    server.gitlab.move_project("security/okrs-new");
    check_error(server.open()->project(), ErrorKind::refused, "has moved");
    check_error(tracker->create({.title = "b"}), ErrorKind::refused, "has moved");
    check_error(tracker->edit(made.ref, {.title = "b"}), ErrorKind::refused, "has moved");
  }
  SECTION("a guest") {
    const auto guest = server.open_with(server.gitlab.add_user("guest", 10));
    CHECK_FALSE(ok(guest->project()).can_write);
    check_error(guest->edit(made.ref, {.title = "b"}), ErrorKind::authentication, "Guest");
    check_error(guest->ensure_label({"new", "#112233", ""}), ErrorKind::authentication, "Guest");
  }
  SECTION("a token that may only read") {
    const auto reader = server.open_with(server.gitlab.add_user("ciso", 20, {"read_api"}));
    CHECK(titles_of(*reader) == Strings{"a"});
    check_error(reader->create({.title = "b"}), ErrorKind::authentication, "`api`");
    check_error(reader->add_note(made.ref, {"b"}), ErrorKind::authentication, "`api`");
  }
  SECTION("a wrong token, and somebody who is no member") {
    check_error(server.open_with("wrong")->whoami(), ErrorKind::authentication, "GITLAB_TOKEN");
    check_error(server.open_with(server.gitlab.add_user("stranger", 0))->project(), ErrorKind::refused,
                "security/okrs");
  }
  CHECK(titles_of(*server.open_with("token-of-root", "6")) == Strings{"a"});
}
