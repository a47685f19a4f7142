#include "contract/tracker_contract.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "support/sample_plan.hpp"

namespace secokr::test {

using namespace tracker;

namespace {

using Strings = std::vector<std::string>;

template <class T>
void check_fails(const Expected<T>& result, ErrorKind kind) {
  REQUIRE_FALSE(result.has_value());
  CHECK(to_string(result.error().kind) == to_string(kind));
  CHECK_FALSE(result.error().what.empty());
  CHECK_FALSE(result.error().help.empty());
}

template <class T>
T ok(Expected<T> result) {
  if (!result) FAIL(result.error().what << ": " << result.error().reason);
  return *std::move(result);
}

Strings titles(Tracker& tracker, const IssueQuery& query) {
  Strings all;
  for (const Issue& issue : ok(collect_issues(tracker, query))) all.push_back(issue.title);
  return all;
}

Strings bodies(Tracker& tracker, const std::vector<IssueRef>& refs) {
  Strings all;
  for (const Note& note : ok(collect_notes(tracker, refs))) all.push_back(note.body);
  return all;
}

IssueRef unknown_issue(Tracker& tracker) { return {ok(tracker.project()).path, 987654}; }

Issue create(Tracker& tracker, const std::string& title, Strings labels = {}) {
  return ok(tracker.create({.title = title, .description = "about " + title, .labels = std::move(labels)}));
}

void define(Tracker& tracker, const Strings& names) {
  for (const std::string& name : names) ok(tracker.ensure_label({name, "#112233", ""}));
}

void identity(const TrackerFactory& open) {
  SECTION("whoami is the user, and the project says where it is") {
    const auto tracker = open("ciso");
    CHECK(ok(tracker->whoami()).username == "ciso");
    const Project project = ok(tracker->project());
    CHECK_FALSE(project.path.empty());
    CHECK_FALSE(project.origin.empty());
    CHECK_FALSE(project.id.empty());
    CHECK_FALSE(project.archived);
    CHECK(project.issues_enabled);
    CHECK(project.can_write);
    CHECK(tracker->capabilities());
  }
  SECTION("known users come back in the order asked") {
    CHECK(ok(open("ciso")->users(Strings{"reader", "ciso"})) == Strings{"reader", "ciso"});
    CHECK(ok(open("ciso")->users(Strings{})).empty());
  }
  SECTION("members who may edit issues come back in the order asked") {
    const auto tracker = open("ciso");
    CHECK(ok(tracker->editors(Strings{"reader", "ciso"})) == Strings{"reader", "ciso"});
    CHECK(ok(tracker->editors(Strings{"ciso"})) == Strings{"ciso"});
    CHECK(ok(tracker->editors(Strings{})).empty());
  }
}

void creation(const TrackerFactory& open) {
  const auto tracker = open("ciso");
  SECTION("a created issue is there with everything it was given") {
    define(*tracker, {"sec-okr::p1", "OKR"});
    const Issue made =
        ok(tracker->create({.marker = "9f86d081884c7d65",
                            .title = "FY28-Q1 KR1 (Réf) \"90\" % & <b>",
                            .description = "text\n<!-- secokr:begin 1 id=9f86d081884c7d65 -->\n- a: 'b' 100%_\n",
                            .labels = {"sec-okr::p1", "OKR"},
                            .assignees = {"ciso"},
                            .due = day(2027, 2, 26),
                            .confidential = true}));
    CHECK(made.ref.project == ok(tracker->project()).path);
    CHECK(made.ref.iid > 0);
    CHECK_FALSE(made.url.empty());
    CHECK(made.title == "FY28-Q1 KR1 (Réf) \"90\" % & <b>");
    CHECK(made.description == "text\n<!-- secokr:begin 1 id=9f86d081884c7d65 -->\n- a: 'b' 100%_");
    CHECK(made.state == IssueState::opened);
    CHECK(made.labels == Strings{"OKR", "sec-okr::p1"});
    CHECK(made.assignees == Strings{"ciso"});
    CHECK(made.due == day(2027, 2, 26));
    CHECK(made.confidential);
    CHECK(made.author == "ciso");
    CHECK(made.created_at.time_since_epoch().count() > 0);
    CHECK(made.updated_at >= made.created_at);
    CHECK(made.dropped.empty());
    CHECK(ok(collect_issues(*tracker, {})) == std::vector<Issue>{made});
    CHECK(ok(collect_issues(*open("reader"), {})) == std::vector<Issue>{made});
  }
  SECTION("only a title is needed") {
    const Issue made = ok(tracker->create({.title = "bare"}));
    CHECK(made.description.empty());
    CHECK(made.labels.empty());
    CHECK(made.assignees.empty());
    CHECK_FALSE(made.due);
    CHECK_FALSE(made.confidential);
  }
  SECTION("several assignees are all kept, or the loss is reported") {
    const Issue made = ok(tracker->create({.title = "two", .assignees = {"ciso", "reader"}}));
    if (ok(tracker->capabilities()).several_assignees) {
      CHECK(made.assignees == Strings{"ciso", "reader"});
      CHECK(made.dropped.empty());
    } else {
      CHECK(made.assignees.size() == 1);
      CHECK_FALSE(made.dropped.empty());
    }
  }
  SECTION("a second issue with one marker is refused and leaves one") {
    const NewIssue issue{.marker = "9f86d081884c7d65", .title = "first", .description = "id=9f86d081884c7d65"};
    ok(tracker->create(issue));
    check_fails(tracker->create(issue), ErrorKind::refused);
    check_fails(open("reader")->create(issue), ErrorKind::refused);
    CHECK(titles(*tracker, {.markers = {"9f86d081884c7d65"}}) == Strings{"first"});
    ok(tracker->create({.marker = "1111111111111111", .title = "other", .description = "id=1111111111111111"}));
    CHECK(titles(*tracker, {}) == Strings{"first", "other"});
  }
  SECTION("an undefined label and a bad title are refused and leave nothing") {
    check_fails(tracker->create({.title = "t", .labels = {"nowhere"}}), ErrorKind::refused);
    check_fails(tracker->create({.title = ""}), ErrorKind::refused);
    check_fails(tracker->create({.title = std::string(256, 'x')}), ErrorKind::refused);
    CHECK(titles(*tracker, {}).empty());
    CHECK(ok(tracker->labels()).empty());
    std::string widest;
    for (int i = 0; i < 255; ++i) widest += "ü";
    CHECK(ok(tracker->create({.title = widest})).title == widest);
  }
}

void queries(const TrackerFactory& open) {
  const auto tracker = open("ciso");
  define(*tracker, {"FY28-Q1", "FY28-Q2", "OKR"});
  const Issue a = create(*tracker, "a", {"FY28-Q1", "OKR"});
  const Issue b = create(*tracker, "b", {"FY28-Q1"});
  const Issue c = ok(tracker->create({.title = "c", .description = "x id=abc1 y", .labels = {"FY28-Q2"}}));
  const Issue d = ok(tracker->create({.title = "d", .description = "100%_done id=ABC12"}));
  ok(tracker->edit(b.ref, {.state = IssueState::closed}));
  struct Row {
    IssueQuery query;
    Strings titles;
  };
  const std::vector<Row> rows = {
      {{}, {"a", "b", "c", "d"}},
      {{.labels = {"FY28-Q1"}}, {"a", "b"}},
      {{.labels = {"FY28-Q1", "OKR"}}, {"a"}},
      {{.labels = {"fy28-q1"}}, {}},
      {{.labels = {"FY28"}}, {}},
      {{.iids = {d.ref.iid, a.ref.iid, 987654}}, {"a", "d"}},
      {{.iids = {a.ref.iid, a.ref.iid}}, {"a"}},
      {{.iids = {987654}}, {}},
      {{.markers = {"id=abc1"}}, {"c"}},
      {{.markers = {"id=ABC1"}}, {"d"}},
      {{.markers = {"100%_done"}}, {"d"}},
      {{.markers = {"100%"}}, {"d"}},
      {{.markers = {"1_0"}}, {}},
      {{.markers = {"id=nothing"}}, {}},
      {{.markers = {"id=ABC1", "id=abc1"}}, {"c", "d"}},
      {{.markers = {"id=ABC1", "id=ABC12"}}, {"d"}},
      {{.markers = {"id=ABC1", "id=nothing", "id=abc1"}, .common = "id="}, {"c", "d"}},
      {{.markers = {"id=one", "id=two", "id=abc1"}, .common = "id="}, {"c"}},
      {{.markers = {"id=one", "id=two", "id=three"}, .common = "id="}, {}},
      {{.markers = {"id=ABC1", "id=nothing", "id=abc1"}}, {"c", "d"}},
      {{.iids = {d.ref.iid, a.ref.iid}, .markers = {"id=abc1", "id=ABC1"}}, {"d"}},
      {{.labels = {"FY28-Q2"}, .markers = {"id=abc1", "id=ABC1"}, .state = IssueState::opened}, {"c"}},
      {{.state = IssueState::opened}, {"a", "c", "d"}},
      {{.state = IssueState::closed}, {"b"}},
      {{.labels = {"FY28-Q1"}, .iids = {a.ref.iid, b.ref.iid, c.ref.iid}, .state = IssueState::closed}, {"b"}},
  };
  SECTION("filters hold together, in the order of creation, in any state") {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      INFO("row " << i);
      CHECK(titles(*tracker, rows[i].query) == rows[i].titles);
    }
  }
  SECTION("an edited marker is found where the description holds it") {
    ok(tracker->edit(a.ref, {.description = "now id=fresh"}));
    CHECK(titles(*tracker, {.markers = {"id=fresh"}}) == Strings{"a"});
    ok(tracker->edit(c.ref, {.description = "lost"}));
    CHECK(titles(*tracker, {.markers = {"id=abc1"}}).empty());
  }
  SECTION("a sink ends the list early and may use the tracker") {
    Strings seen;
    REQUIRE(tracker->issues({}, [&](const Issue& issue) {
      seen.push_back(issue.title);
      ok(tracker->edit(issue.ref, {.description = "seen"}));
      return seen.size() < 2;
    }));
    CHECK(seen == Strings{"a", "b"});
  }
}

void long_lists(const TrackerFactory& open) {
  SECTION("long lists come whole, each issue once and in order") {
    const auto tracker = open("ciso");
    Strings expected;
    for (int i = 0; i < 300; ++i) expected.push_back(create(*tracker, "issue " + std::to_string(i)).title);
    CHECK(titles(*tracker, {}) == expected);
    std::size_t seen = 0;
    REQUIRE(tracker->issues({}, [&](const Issue&) { return ++seen < 270; }));
    CHECK(seen == 270);
  }
}

void edits(const TrackerFactory& open) {
  const auto tracker = open("ciso");
  define(*tracker, {"a", "b", "c"});
  const Issue made =
      ok(tracker->create({.title = "t", .description = "d", .labels = {"a", "b"}, .assignees = {"ciso"}}));
  SECTION("only what is set changes") {
    Issue expected = made;
    expected.title = "new";
    const Issue edited = ok(tracker->edit(made.ref, {.title = "new"}));
    expected.updated_at = edited.updated_at;
    CHECK(edited == expected);
    CHECK(ok(collect_issues(*tracker, {})) == std::vector<Issue>{expected});
  }
  SECTION("each field can be set and cleared") {
    CHECK(ok(tracker->edit(made.ref, {.description = "new\n\n"})).description == "new");
    CHECK(ok(tracker->edit(made.ref, {.assignees = Strings{"reader"}})).assignees == Strings{"reader"});
    CHECK(ok(tracker->edit(made.ref, {.assignees = Strings{}})).assignees.empty());
    CHECK(ok(tracker->edit(made.ref, {.due = std::optional(day(2027, 4, 30))})).due == day(2027, 4, 30));
    CHECK_FALSE(ok(tracker->edit(made.ref, {.due = std::optional<Day>{}})).due);
    CHECK(ok(tracker->edit(made.ref, {.confidential = true})).confidential);
    CHECK_FALSE(ok(tracker->edit(made.ref, {.confidential = false})).confidential);
    CHECK(ok(tracker->edit(made.ref, {.state = IssueState::closed})).state == IssueState::closed);
    CHECK(ok(tracker->edit(made.ref, {.state = IssueState::closed})).state == IssueState::closed);
    CHECK(ok(tracker->edit(made.ref, {.state = IssueState::opened})).state == IssueState::opened);
  }
  SECTION("labels are added and removed, never replaced; doing it twice is as once") {
    CHECK(ok(tracker->edit(made.ref, {.add_labels = {"c", "a"}})).labels == Strings{"a", "b", "c"});
    CHECK(ok(tracker->edit(made.ref, {.remove_labels = {"a", "unknown"}})).labels == Strings{"b", "c"});
    CHECK(ok(tracker->edit(made.ref, {.add_labels = {"a"}, .remove_labels = {"b", "c"}})).labels == Strings{"a"});
  }
  SECTION("an edit of nothing gives the issue") {
    CHECK(ok(tracker->edit(made.ref, {})) == made);
    CHECK(ok(tracker->edit(made.ref, {.title = "t", .add_labels = {"a"}})) == made);
  }
  SECTION("somebody else may edit too") {
    CHECK(ok(open("reader")->edit(made.ref, {.title = "theirs"})).title == "theirs");
  }
  SECTION("an undefined label, a bad title and an unknown issue are refused and change nothing") {
    check_fails(tracker->edit(made.ref, {.title = "lost", .add_labels = {"nowhere"}}), ErrorKind::refused);
    check_fails(tracker->edit(made.ref, {.title = "", .description = "lost"}), ErrorKind::refused);
    check_fails(tracker->edit(made.ref, {.title = std::string(256, 'x')}), ErrorKind::refused);
    check_fails(tracker->edit(unknown_issue(*tracker), {.title = "x"}), ErrorKind::refused);
    CHECK(ok(collect_issues(*tracker, {})) == std::vector<Issue>{made});
    CHECK(ok(tracker->labels()).size() == 3);
  }
}

void labels(const TrackerFactory& open) {
  const auto tracker = open("ciso");
  SECTION("labels are made, corrected and left alone; sorted by name") {
    CHECK(ok(tracker->labels()).empty());
    CHECK(ok(tracker->ensure_label({"sec-okr::p0", "#c21e56", "critical"})));
    CHECK(ok(tracker->ensure_label({"OKR", "#112233", ""})));
    CHECK_FALSE(ok(tracker->ensure_label({"OKR", "#112233", ""})));
    CHECK(ok(tracker->ensure_label({"OKR", "#445566", ""})));
    CHECK(ok(tracker->ensure_label({"OKR", "#445566", "an objective"})));
    CHECK_FALSE(ok(tracker->ensure_label({"OKR", "#445566", "an objective"})));
    CHECK(ok(open("reader")->labels()) ==
          std::vector<Label>{{"OKR", "#445566", "an objective"}, {"sec-okr::p0", "#c21e56", "critical"}});
  }
  SECTION("names are told apart by case and spelling") {
    define(*tracker, {"division::Security", "Division: Security"});
    CHECK(ok(tracker->labels()).size() == 2);
    CHECK(create(*tracker, "both", {"division::Security", "Division: Security"}).labels ==
          Strings{"Division: Security", "division::Security"});
  }
  SECTION("a correction keeps the label on its issues") {
    define(*tracker, {"OKR"});
    create(*tracker, "a", {"OKR"});
    CHECK(ok(tracker->ensure_label({"OKR", "#445566", "new"})));
    CHECK(titles(*tracker, {.labels = {"OKR"}}) == Strings{"a"});
  }
  SECTION("a label without a name or a colour is refused") {
    check_fails(tracker->ensure_label({"", "#112233", ""}), ErrorKind::refused);
    check_fails(tracker->ensure_label({"two,names", "#112233", ""}), ErrorKind::refused);
    check_fails(tracker->ensure_label({"OKR", "no colour", ""}), ErrorKind::refused);
    CHECK(ok(tracker->labels()).empty());
  }
}

void notes(const TrackerFactory& open) {
  const auto tracker = open("ciso");
  const auto other = open("reader");
  const IssueRef a = create(*tracker, "a").ref;
  const IssueRef b = create(*tracker, "b").ref;
  const IssueRef c = create(*tracker, "c").ref;
  SECTION("notes of several issues, oldest first within each") {
    const Note first = ok(tracker->add_note(a, {"a1\n\n<!-- secokr:update 1 -->"}));
    CHECK(first.id > 0);
    CHECK(first.issue == a);
    CHECK(first.body == "a1\n\n<!-- secokr:update 1 -->");
    CHECK(first.author == "ciso");
    CHECK_FALSE(first.system);
    CHECK(first.updated_at >= first.created_at);
    ok(other->add_note(b, {"b1"}));
    ok(other->add_note(a, {"a2"}));
    CHECK(bodies(*tracker, {b, c, a}) == Strings{"b1", "a1\n\n<!-- secokr:update 1 -->", "a2"});
    CHECK(bodies(*tracker, {}).empty());
    CHECK(ok(collect_notes(*other, std::vector{a})).front() == first);
    Strings seen;
    REQUIRE(tracker->notes_of(std::vector{a, b}, [&](const Note& note) {
      seen.push_back(note.body);
      return seen.size() < 2;
    }));
    CHECK(seen.back() == "a2");
    CHECK(seen.size() == 2);
  }
  SECTION("a note sets the health of its issue, where the tracker has one") {
    const auto health = [&] { return ok(collect_issues(*tracker, {.iids = {a.iid}})).front().health; };
    CHECK(health().empty());
    if (ok(tracker->capabilities()).health_status) {
      const std::string text = "a1\n\n<!-- secokr:update 1 -->";
      const Note note = ok(tracker->add_note(a, {.body = text, .health = "on_track"}));
      CHECK(note.body == text);
      CHECK(note.dropped.empty());
      CHECK(health() == "on_track");
      const Note edited = ok(tracker->edit_note(a, note.id, {.body = text, .health = "at_risk"}));
      CHECK(edited.body == text);
      CHECK(edited.dropped.empty());
      CHECK(health() == "at_risk");
      CHECK(ok(tracker->edit_note(a, note.id, {.body = text, .health = "at_risk"})) == edited);
      CHECK(ok(tracker->add_note(a, {"without"})).dropped.empty());
      CHECK(health() == "at_risk");
      CHECK(bodies(*tracker, {a}) == Strings{text, "without"});
    }
  }
  SECTION("my note is edited in place; the same text leaves it") {
    const Note note = ok(tracker->add_note(a, {"one"}));
    ok(tracker->add_note(a, {"two"}));
    const Note edited = ok(tracker->edit_note(a, note.id, {"better"}));
    CHECK(edited.id == note.id);
    CHECK(edited.author == "ciso");
    CHECK(bodies(*tracker, {a}) == Strings{"better", "two"});
    CHECK(ok(tracker->edit_note(a, note.id, {"better"})) == edited);
  }
  SECTION("somebody else's note cannot be edited") {
    const Note note = ok(tracker->add_note(a, {"mine"}));
    check_fails(other->edit_note(a, note.id, {"theirs"}), ErrorKind::authentication);
    CHECK(bodies(*tracker, {a}) == Strings{"mine"});
  }
  SECTION("an unknown issue or note and an empty text are refused") {
    const Note note = ok(tracker->add_note(a, {"mine"}));
    check_fails(tracker->add_note(unknown_issue(*tracker), {"x"}), ErrorKind::refused);
    check_fails(tracker->add_note(a, {""}), ErrorKind::refused);
    check_fails(tracker->add_note(a, {" \n"}), ErrorKind::refused);
    check_fails(tracker->edit_note(a, note.id + 1000, {"x"}), ErrorKind::refused);
    check_fails(tracker->edit_note(b, note.id, {"x"}), ErrorKind::refused);
    check_fails(collect_notes(*tracker, std::vector{unknown_issue(*tracker)}), ErrorKind::refused);
    CHECK(bodies(*tracker, {a, b}) == Strings{"mine"});
  }
}

void links(const TrackerFactory& open) {
  const auto tracker = open("ciso");
  const IssueRef a = create(*tracker, "a").ref;
  const IssueRef b = create(*tracker, "b").ref;
  const IssueRef c = create(*tracker, "c").ref;
  SECTION("a link is made once and seen from both sides") {
    CHECK(ok(tracker->link(b, a, LinkType::relates_to)));
    CHECK_FALSE(ok(tracker->link(b, a, LinkType::relates_to)));
    CHECK_FALSE(ok(tracker->link(a, b, LinkType::relates_to)));
    CHECK(ok(tracker->link(a, c, LinkType::relates_to)));
    CHECK(ok(tracker::collect_links(*tracker, b)) == std::vector<Link>{{b, a, LinkType::relates_to}});
    CHECK(ok(tracker::collect_links(*open("reader"), a)) ==
          std::vector<Link>{{a, b, LinkType::relates_to}, {a, c, LinkType::relates_to}});
  }
  SECTION("unlinking works from both sides and once") {
    ok(tracker->link(a, b, LinkType::relates_to));
    CHECK(ok(tracker->unlink(b, a)));
    CHECK_FALSE(ok(tracker->unlink(a, b)));
    CHECK(ok(tracker::collect_links(*tracker, a)).empty());
    CHECK(ok(tracker->link(a, b, LinkType::relates_to)));
  }
  SECTION("blocking has a direction, where the tracker has it") {
    if (ok(tracker->capabilities()).blocks_links) {
      CHECK(ok(tracker->link(b, a, LinkType::blocks)));
      CHECK_FALSE(ok(tracker->link(a, b, LinkType::is_blocked_by)));
      CHECK(ok(tracker::collect_links(*tracker, b)) == std::vector<Link>{{b, a, LinkType::blocks}});
      CHECK(ok(tracker::collect_links(*tracker, a)) == std::vector<Link>{{a, b, LinkType::is_blocked_by}});
    } else {
      check_fails(tracker->link(b, a, LinkType::blocks), ErrorKind::refused);
    }
  }
  SECTION("itself and unknown issues are refused") {
    check_fails(tracker->link(a, a, LinkType::relates_to), ErrorKind::refused);
    check_fails(tracker->link(a, unknown_issue(*tracker), LinkType::relates_to), ErrorKind::refused);
    check_fails(tracker->link(unknown_issue(*tracker), a, LinkType::relates_to), ErrorKind::refused);
    check_fails(tracker->unlink(a, unknown_issue(*tracker)), ErrorKind::refused);
    check_fails(tracker::collect_links(*tracker, unknown_issue(*tracker)), ErrorKind::refused);
    CHECK(ok(tracker::collect_links(*tracker, a)).empty());
  }
}

void many_links(const TrackerFactory& open) {
  const auto tracker = open("ciso");
  std::vector<IssueRef> refs;
  std::vector<Link> expected;
  for (int i = 0; i < 30; ++i) refs.push_back(create(*tracker, "issue " + std::to_string(i)).ref);
  for (std::size_t i = 1; i < refs.size(); ++i) ok(tracker->link(refs[i - 1], refs[i], LinkType::relates_to));
  // Asked for backwards and one of them twice: the order is the caller's.
  std::vector<IssueRef> asked(refs.rbegin(), refs.rend());
  asked.push_back(refs[1]);
  for (const IssueRef& ref : asked) {
    if (ref != refs.front()) expected.push_back({ref, {ref.project, ref.iid - 1}, LinkType::relates_to});
    if (ref != refs.back()) expected.push_back({ref, {ref.project, ref.iid + 1}, LinkType::relates_to});
  }
  std::vector<Link> seen;
  const auto take = [&](const Link& link) {
    seen.push_back(link);
    return true;
  };
  SECTION("links of many issues come one issue after the other") {
    REQUIRE(tracker->links_of(asked, take));
    CHECK(seen == expected);
  }
  SECTION("none are asked for, none come") {
    REQUIRE(tracker->links_of(std::vector<IssueRef>{}, take));
    CHECK(seen.empty());
  }
  SECTION("a sink ends the reading") {
    REQUIRE(tracker->links_of(asked, [&](const Link& link) {
      seen.push_back(link);
      return seen.size() < 3;
    }));
    CHECK(seen == std::vector<Link>(expected.begin(), expected.begin() + 3));
  }
  SECTION("an unknown issue among them is refused, after what stands before it") {
    asked.resize(2);
    asked.push_back(unknown_issue(*tracker));
    asked.push_back(refs.front());
    check_fails(tracker->links_of(asked, take), ErrorKind::refused);
    CHECK(seen == std::vector<Link>(expected.begin(), expected.begin() + 3));
  }
}

void places(const TrackerFactory& open) {
  const auto tracker = open("ciso");
  const std::string own = ok(tracker->project()).path;
  const Label label{"OKR", "#112233", ""};
  SECTION("the project may be named by its path") {
    CHECK(ok(tracker->ensure_label(label, {.project = own})));
    CHECK_FALSE(ok(tracker->ensure_label(label)));
    CHECK(ok(tracker->labels({.project = own})) == std::vector<Label>{label});
    create(*tracker, "a", {"OKR"});
    CHECK(titles(*tracker, {.project = own, .labels = {"OKR"}}) == Strings{"a"});
  }
  SECTION("a project and a group that are not there are refused") {
    check_fails(collect_issues(*tracker, {.project = "nowhere/at-all"}), ErrorKind::refused);
    check_fails(collect_issues(*tracker, {.group = "nowhere"}), ErrorKind::refused);
    for (const LabelHome& home : {LabelHome{.project = "nowhere/at-all"}, LabelHome{.group = "nowhere"}}) {
      check_fails(tracker->labels(home), ErrorKind::refused);
      check_fails(tracker->ensure_label(label, home), ErrorKind::refused);
    }
    check_fails(tracker->edit({"nowhere/at-all", 1}, {.title = "x"}), ErrorKind::refused);
    CHECK(ok(tracker->labels()).empty());
  }
}

void events(const TrackerFactory& open) {
  SECTION("the history tells labels and states with user and time, oldest first") {
    const auto tracker = open("ciso");
    define(*tracker, {"OKR", "sec-okr::p1"});
    const Issue made = create(*tracker, "a", {"OKR"});
    ok(open("reader")->edit(made.ref, {.add_labels = {"sec-okr::p1"}}));
    ok(tracker->edit(made.ref, {.remove_labels = {"OKR"}}));
    ok(tracker->edit(made.ref, {.state = IssueState::closed}));
    Strings seen;
    for (const Event& event : ok(tracker->events_of(made.ref)))
      if (event.field == "label" || event.field == "state") {
        seen.push_back(event.field + ":" + event.before + ">" + event.after + " by " + event.user);
        CHECK(event.at >= made.created_at);
      }
    CHECK(seen == Strings{"label:>OKR by ciso", "label:>sec-okr::p1 by reader", "label:OKR> by ciso",
                          "state:opened>closed by ciso"});
    check_fails(tracker->events_of(unknown_issue(*tracker)), ErrorKind::refused);
  }
  SECTION("the history tells who changed which other field, in the order of the changes") {
    const auto tracker = open("ciso");
    const Issue made = create(*tracker, "a");
    const auto other = open("reader");
    ok(other->edit(made.ref, {.title = "b"}));
    ok(tracker->edit(made.ref, {.description = "text"}));
    ok(other->edit(made.ref, {.assignees = Strings{"reader"}}));
    ok(tracker->edit(made.ref, {.due = std::optional<Day>(date::year{2027} / 2 / 26)}));
    ok(tracker->edit(made.ref, {.confidential = true}));
    Strings seen;
    for (const Event& event : ok(tracker->events_of(made.ref))) seen.push_back(event.field + " by " + event.user);
    CHECK(seen == Strings{"title by reader", "description by ciso", "assignee by reader", "due by ciso",
                          "confidential by ciso"});
  }
}

}  // namespace

void check_tracker_contract(const TrackerFactory& open) {
  SECTION("identity") { identity(open); }
  SECTION("creation") { creation(open); }
  SECTION("queries") { queries(open); }
  SECTION("long lists") { long_lists(open); }
  SECTION("edits") { edits(open); }
  SECTION("labels") { labels(open); }
  SECTION("notes") { notes(open); }
  SECTION("links") { links(open); }
  SECTION("many links") { many_links(open); }
  SECTION("places") { places(open); }
  SECTION("events") { events(open); }
}

}  // namespace secokr::test
