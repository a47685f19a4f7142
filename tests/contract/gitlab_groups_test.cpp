#include <algorithm>

#include "contract/gitlab_server.hpp"

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
constexpr int guest = 10;
constexpr int reporter = 20;
const std::string site = "security/web/site";
const Label okr{"OKR", "#112233", ""};

/// `security` with `security/okrs`, and below it `security/web` with the project `security/web/site`; ciso is a member
/// of all of it, reader of `security/okrs` alone.
struct Division : GitlabServer {
  explicit Division(test::DoubleOptions options = {}) : GitlabServer(std::move(options)) {
    gitlab.add_project(site);
    gitlab.add_member("security", "ciso", reporter);
  }
  /// As for a command that names its places itself.
  std::unique_ptr<Tracker> open_without_project(const std::string& user = "ciso") {
    return open_with(tokens.at(user), "");
  }
};

Strings refs_of(Tracker& tracker, const IssueQuery& query) {
  Strings refs;
  for (const Issue& issue : ok(collect_issues(tracker, query)))
    refs.push_back(issue.ref.project + "#" + std::to_string(issue.ref.iid));
  return refs;
}

Strings names_of(const std::vector<Label>& labels) {
  Strings names;
  for (const Label& label : labels) names.push_back(label.name + (label.inherited ? " (inherited)" : ""));
  return names;
}

}  // namespace

TEST_CASE("issues of a group come from all its projects, in the order of creation") {
  for (const Tier tier : {Tier::free, Tier::premium, Tier::ultimate}) {
    Division server({.tier = tier});
    server.gitlab.add_issue("security/okrs", "a", {"OKR"}, "id=one");
    server.gitlab.add_issue(site, "b", {"OKR"});
    server.gitlab.add_issue("security/okrs", "c", {}, "id=two");
    server.gitlab.add_project("engineering/site");
    server.gitlab.add_issue("engineering/site", "elsewhere", {"OKR"});
    const auto tracker = server.open();
    ok(tracker->edit({"security/okrs", 2}, {.state = IssueState::closed}));

    for (const auto& any : {server.open(), server.open_without_project()}) {
      CHECK(refs_of(*any, {.group = "security"}) == Strings{"security/okrs#1", site + "#1", "security/okrs#2"});
      CHECK(refs_of(*any, {.group = "10"}).size() == 3);
      CHECK(refs_of(*any, {.group = "security/web"}) == Strings{site + "#1"});
      CHECK(refs_of(*any, {.project = site}) == Strings{site + "#1"});
      CHECK(titles_of(*any, {.group = "security", .labels = {"OKR"}}) == Strings{"a", "b"});
      CHECK(titles_of(*any, {.group = "security", .iids = {1}}) == Strings{"a", "b"});
      CHECK(titles_of(*any, {.group = "security", .markers = {"id=two", "id=one"}}) == Strings{"a", "c"});
      CHECK(titles_of(*any, {.group = "security", .state = IssueState::opened}) == Strings{"a", "b"});
    }
    CHECK(refs_of(*tracker, {}) == Strings{"security/okrs#1", "security/okrs#2"});
    // What somebody cannot read is not there.
    CHECK(titles_of(*server.open("reader"), {.group = "security"}) == Strings{"a", "c"});
    check_error(server.open("reader")->issues({.project = site}, [](const Issue&) { return true; }), ErrorKind::refused,
                "the issues of " + site);
  }
}

TEST_CASE("a group's long lists come whole, with totals and without") {
  for (const long totals_up_to : {10'000L, 100L}) {
    Division server({.totals_up_to = totals_up_to});
    Strings expected;
    for (int i = 0; i < 330; ++i) {
      expected.push_back("issue " + std::to_string(i));
      server.gitlab.add_issue(i % 3 == 0 ? site : "security/okrs", expected.back());
    }
    const auto tracker = server.open_without_project();
    CHECK(titles_of(*tracker, {.group = "security"}) == expected);
    std::size_t seen = 0;
    REQUIRE(tracker->issues({.group = "security"}, [&](const Issue&) { return ++seen < 120; }));
    CHECK(seen == 120);
    // Only a project's issues are listed by cursor.
    for (const auto& request : server.gitlab.requests()) CHECK(request.query.find("keyset") == std::string::npos);
  }
}

TEST_CASE("labels of a group are seen below it, and changed in it alone") {
  for (const Tier tier : {Tier::free, Tier::premium, Tier::ultimate}) {
    Division server({.tier = tier});
    const auto tracker = server.open_without_project();
    CHECK(ok(tracker->ensure_label(okr, {.group = "security"})));
    CHECK_FALSE(ok(tracker->ensure_label(okr, {.group = "security"})));
    CHECK(ok(tracker->ensure_label({"web", "#445566", "the web's"}, {.group = "security/web"})));
    CHECK(ok(tracker->ensure_label({"site", "#445566", ""}, {.project = site})));

    CHECK(ok(tracker->labels({.group = "security"})) == std::vector<Label>{okr});
    CHECK(names_of(ok(tracker->labels({.group = "security/web"}))) == Strings{"OKR (inherited)", "web"});
    CHECK(names_of(ok(tracker->labels({.project = site}))) == Strings{"OKR (inherited)", "site", "web (inherited)"});
    CHECK(names_of(ok(server.open()->labels())) == Strings{"OKR (inherited)"});

    const Label corrected{"OKR", "#ABCDEF", "an objective"};
    server.gitlab.forget_requests();
    CHECK_FALSE(ok(tracker->ensure_label(corrected, {.group = "security/web"})));
    CHECK_FALSE(ok(tracker->ensure_label(corrected, {.project = site})));
    CHECK_FALSE(ok(server.open()->ensure_label(corrected)));
    CHECK(server.writes() == 0);
    CHECK(ok(tracker->ensure_label(corrected, {.group = "security"})));
    CHECK(server.writes() == 1);
    const auto below = ok(tracker->labels({.project = site}));
    CHECK(below.front() == Label{"OKR", "#ABCDEF", "an objective", true});
  }
}

TEST_CASE("long lists of labels, and one's own that a group above has too") {
  Division server;
  for (int i = 0; i < 120; ++i)
    server.gitlab.add_group_label("a" + std::to_string(1000 + i), "#112233", "", "security/web");
  server.gitlab.add_group_label("OKR", "#445566", "", "security/web");
  server.gitlab.add_group_label("OKR", "#112233", "", "security");
  for (int i = 0; i < 120; ++i) server.gitlab.add_group_label("b" + std::to_string(1000 + i));
  const auto tracker = server.open_without_project();
  const auto labels = ok(tracker->labels({.group = "security/web"}));
  CHECK(labels.size() == 241);
  CHECK(std::ranges::count(labels, true, &Label::inherited) == 120);
  const auto own = std::ranges::find(labels, "OKR", &Label::name);
  REQUIRE(own != labels.end());
  CHECK(*own == Label{"OKR", "#445566", ""});
  CHECK(ok(tracker->ensure_label(okr, {.group = "security/web"})));
  CHECK(ok(tracker->labels({.group = "security"})).front() == okr);
}

TEST_CASE("a label of a group that was made meanwhile, or whose answer was lost, is found") {
  Division server;
  const auto tracker = server.open_without_project();
  const LabelHome home{.group = "security"};
  SECTION("made by somebody else, in another colour") {
    server.gitlab.add_group_label("OKR", "#445566");
    server.gitlab.add_fault({.method = "GET",
                             .path_part = "/groups/security/labels",
                             .times = 2,
                             .kind = Kind::status,
                             .status = 200,
                             .body = "[]"});
    CHECK(ok(tracker->ensure_label(okr, home)));
  }
  SECTION("made by the request whose answer was lost") {
    server.gitlab.add_fault({.method = "POST", .path_part = "/groups/", .kind = Kind::lost_after});
    CHECK(ok(tracker->ensure_label(okr, home)));
    CHECK(server.asked("POST", "/groups/security/labels") == 1);
  }
  SECTION("not made: unclear, and never sent again") {
    server.gitlab.add_fault({.method = "POST", .path_part = "/groups/", .kind = Kind::lost_before});
    check_error(tracker->ensure_label(okr, home), ErrorKind::unclear, "the label `OKR` of the group security");
    CHECK(server.asked("POST", "/groups/security/labels") == 1);
    CHECK(ok(tracker->ensure_label(okr, home)));
  }
  CHECK(ok(tracker->labels(home)) == std::vector<Label>{okr});
}

TEST_CASE("refusals of a group name it") {
  Division server;
  const LabelHome home{.group = "security"};
  SECTION("a member of a project below it sees the group, and defines nothing there") {
    const auto reader = server.open_without_project("reader");
    check_error(reader->ensure_label(okr, home), ErrorKind::authentication, "the group security");
    check_error(reader->ensure_label(okr, home), ErrorKind::authentication, "owner");
    CHECK(ok(reader->labels(home)).empty());
  }
  SECTION("so does a guest of the group") {
    server.gitlab.add_member("security", "reader", guest);
    check_error(server.open("reader")->ensure_label(okr, home), ErrorKind::authentication, "the group security");
  }
  SECTION("a stranger does not see it") {
    server.tokens["stranger"] = server.gitlab.add_user("stranger", 0);
    const auto stranger = server.open_without_project("stranger");
    check_error(stranger->labels(home), ErrorKind::refused, "the labels of the group security");
    check_error(stranger->ensure_label(okr, home), ErrorKind::refused, "the labels of the group security");
    check_error(collect_issues(*stranger, {.group = "security"}), ErrorKind::refused,
                "the issues of the group security");
  }
  SECTION("a token that may only read") {
    const auto reader = server.open_with(server.gitlab.add_user("ciso", reporter, {"read_api"}), "");
    CHECK(ok(reader->labels(home)).empty());
    check_error(reader->ensure_label(okr, home), ErrorKind::authentication, "`api`");
  }
  SECTION("a group that has moved") {
    server.gitlab.add_fault({.path_part = "/groups/", .kind = Kind::redirect, .body = "/api/v4/groups/sec/labels"});
    check_error(server.open_without_project()->labels(home), ErrorKind::refused, "The group security has moved");
  }
  CHECK(ok(server.open()->labels()).empty());
}

TEST_CASE("an issue of another project is edited with the labels that are defined there") {
  for (const Tier tier : {Tier::free, Tier::premium, Tier::ultimate}) {
    Division server({.tier = tier});
    const auto own = server.open();
    ok(own->ensure_label({"only-okrs", "#112233", ""}));
    ok(own->ensure_label({"only-site", "#112233", ""}, {.project = site}));
    ok(own->ensure_label(okr, {.group = "security"}));
    const IssueRef there{site, server.gitlab.add_issue(site, "b")};
    const IssueRef here = ok(own->create({.title = "a"})).ref;

    for (const auto& tracker : {server.open(), server.open_without_project()}) {
      CHECK(ok(tracker->edit(there, {.add_labels = {"OKR", "only-site"}})).labels == Strings{"OKR", "only-site"});
      CHECK(ok(tracker->edit(there, {.title = "b", .remove_labels = {"OKR", "only-site"}})).labels.empty());
      server.gitlab.forget_requests();
      check_error(tracker->edit(there, {.add_labels = {"only-okrs"}}), ErrorKind::refused,
                  "`only-okrs` is not defined in " + site);
      check_error(tracker->edit(here, {.add_labels = {"only-site"}}), ErrorKind::refused,
                  "`only-site` is not defined in security/okrs");
      CHECK(server.writes() == 0);
      CHECK(ok(tracker->edit(here, {.add_labels = {"only-okrs"}})).labels == Strings{"only-okrs"});
      CHECK(ok(tracker->edit(here, {.remove_labels = {"only-okrs"}})).labels.empty());
      check_error(tracker->edit({site, 99}, {.title = "x"}), ErrorKind::refused, "issue #99 of " + site);
    }
    CHECK(ok(own->link(here, there, LinkType::relates_to)));
    CHECK(ok(collect_links(*own, there)) == std::vector<Link>{{there, here, LinkType::relates_to}});
  }
}

TEST_CASE("what stands in the way in another project is told of that project") {
  Division server;
  const auto tracker = server.open();
  const IssueRef there{site, server.gitlab.add_issue(site, "b")};
  const Issue here = ok(tracker->create({.title = "a"}));
  const auto root = server.open_with("token-of-root", site);
  SECTION("the role") {
    server.gitlab.add_member(site, "reader", guest);
    const auto reader = server.open("reader");
    check_error(reader->edit(there, {.title = "x"}), ErrorKind::authentication, "Your role in " + site + " is Guest");
    check_error(reader->ensure_label(okr, {.project = site}), ErrorKind::authentication, site + " is Guest");
    CHECK(ok(reader->edit(here.ref, {.title = "a2"})).title == "a2");
  }
  SECTION("its own project's refusal is still told of its own") {
    server.gitlab.set_archived(true);
    check_error(tracker->edit(here.ref, {.title = "x"}), ErrorKind::refused, "security/okrs is archived");
    CHECK(ok(tracker->edit(there, {.title = "x"})).title == "x");
    CHECK(titles_of(*tracker, {.group = "security"}) == Strings{"x"});
  }
}

TEST_CASE("a tracker without a project of its own says so where it needs one") {
  Division server;
  const auto tracker = server.open_without_project();
  CHECK(ok(tracker->whoami()).username == "ciso");
  CHECK(ok(tracker->users(Strings{"reader", "nobody"})) == Strings{"reader"});
  const Capabilities can = ok(tracker->capabilities());
  CHECK(can.keyset);
  CHECK(can.inherited_labels);
  server.gitlab.forget_requests();
  check_error(tracker->project(), ErrorKind::configuration, "No project is named");
  check_error(collect_issues(*tracker, {}), ErrorKind::configuration, "-R GROUP/PROJECT");
  check_error(tracker->create({.title = "a"}), ErrorKind::configuration, "-R GROUP/PROJECT");
  check_error(tracker->labels(), ErrorKind::configuration, "-R GROUP/PROJECT");
  check_error(tracker->ensure_label(okr), ErrorKind::configuration, "-R GROUP/PROJECT");
  CHECK(server.gitlab.requests().empty());
  CHECK_FALSE(ok(server.open_with(server.tokens["ciso"], "")->capabilities()).health_status);
}

TEST_CASE("an enterprise server without a project tells its tier by the issues that were read") {
  Division server({.tier = Tier::ultimate, .version = "18.9.0-ee"});
  server.gitlab.add_issue(site, "b");
  const auto tracker = server.open_without_project();
  CHECK_FALSE(ok(tracker->capabilities()).tier_known);
  CHECK(titles_of(*tracker, {.group = "security"}) == Strings{"b"});
  CHECK(ok(tracker->capabilities()).tier_known);
  CHECK(ok(tracker->capabilities()).health_status);
}

TEST_CASE("links of many issues are asked for side by side, each once") {
  Division server;
  const auto tracker = server.open_without_project();
  std::vector<IssueRef> refs;
  for (int i = 0; i < 60; ++i) {
    const std::string& project = i % 2 == 0 ? site : "security/okrs";
    refs.push_back({project, server.gitlab.add_issue(project, "issue")});
  }
  ok(tracker->link(refs[0], refs[59], LinkType::relates_to));
  server.gitlab.forget_requests();
  std::vector<Link> seen;
  REQUIRE(tracker->links_of(refs, [&](const Link& link) {
    seen.push_back(link);
    return true;
  }));
  CHECK(seen ==
        std::vector<Link>{{refs[0], refs[59], LinkType::relates_to}, {refs[59], refs[0], LinkType::relates_to}});
  CHECK(server.gitlab.requests().size() == 60);
  server.gitlab.forget_requests();
  REQUIRE(tracker->links_of(refs, [](const Link&) { return false; }));
  CHECK(server.gitlab.requests().size() < 60);
}
