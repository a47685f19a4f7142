#include "gitlab/wire.hpp"

#include <catch2/catch.hpp>

#include "gitlab/history.hpp"
#include "unit/gitlab/sample.hpp"

using namespace secokr;
using namespace secokr::gitlab;
using secokr::testing::Sample;
using secokr::testing::sample;
using secokr::testing::samples;
using tracker::IssueState;
using Strings = std::vector<std::string>;

namespace {

const std::string okr_project = "g1795317492/okr-1795317492";

std::string iso(base::Instant instant) { return base::to_iso8601(instant); }

/// As `events_of`, one line each.
Strings lines(const std::vector<tracker::Event>& events) {
  Strings result;
  for (const auto& event : events)
    result.push_back(event.field + ":" + event.before + ">" + event.after + " by " + event.user);
  return result;
}

/// Values that a member may have though nobody expects them.
const std::vector<Json>& oddities() {
  static const std::vector<Json> values = {nullptr,
                                           true,
                                           -1,
                                           1.5,
                                           18446744073709551615ULL,
                                           "",
                                           "text",
                                           Json::array(),
                                           Json::object(),
                                           Json::array({nullptr, 1, "a", Json::array({"b"})}),
                                           Json{{"username", 5}, {"name", nullptr}, {"full", "#"}, {"title", true}}};
  return values;
}

}  // namespace

TEST_CASE("an issue as GitLab tells it") {
  const auto issue = issue_of(sample("070-issue-get").json(), "not used");
  CHECK(issue.ref == tracker::IssueRef{okr_project, 1});
  CHECK(issue.url == "http://gitlab.test/g1795317492/okr-1795317492/-/issues/1");
  CHECK(issue.title == "Objective one!");
  CHECK(issue.description == "Intro\n\n- [x] a\n- [ ] b\n- [~] c\n\n1. [X] d");
  CHECK(issue.state == IssueState::opened);
  CHECK(issue.labels == Strings{"newlabel", "objective", "priority::high"});
  CHECK(issue.assignees == Strings{"root"});
  CHECK(issue.due == parse_day("2026-12-31"));
  CHECK(issue.milestone == "2026-Q4");
  CHECK(issue.health.empty());
  CHECK_FALSE(issue.confidential);
  CHECK(issue.author == "root");
  CHECK(iso(issue.created_at) == "2026-11-22T03:18:20Z");
  CHECK(iso(issue.updated_at) == "2026-11-22T03:18:27Z");
  CHECK(issue.dropped.empty());
}

TEST_CASE("a closed issue, one without anything, and labels with their details") {
  CHECK(issue_of(sample("122-issue-close").json(), "").state == IssueState::closed);
  const auto page = sample("110-issues-label-details").json();
  const auto issue = issue_of(page.at(0), "");
  CHECK(issue.labels == Strings{"kr"});
  CHECK(issue.assignees == Strings{"alice"});
  CHECK(issue.author == "bob");
  CHECK(issue.description.empty());
  CHECK_FALSE(issue.due.has_value());
  CHECK(issue.milestone.empty());
  CHECK(issue_of(page.at(1), "").labels.empty());
}

TEST_CASE("every issue of every recorded list is read whole") {
  std::size_t read = 0;
  for (const Sample& list : samples()) {
    const bool is_list = list.request.starts_with("GET /api/v4/projects/6/issues?");
    if (!is_list || list.response.status != 200) continue;
    const auto rows = list.json();
    for (const auto& row : rows) {
      INFO(list.name << " " << row.at("iid"));
      const auto issue = issue_of(row, "");
      CHECK(issue.ref == tracker::IssueRef{okr_project, row.at("iid").get<long>()});
      CHECK(issue.title == row.at("title").get<std::string>());
      CHECK(issue.description == (row.at("description").is_null() ? "" : row.at("description").get<std::string>()));
      CHECK((issue.state == IssueState::closed) == (row.at("state") == "closed"));
      CHECK(std::ranges::is_sorted(issue.labels));
      CHECK(issue.labels.size() == row.at("labels").size());
      CHECK(issue.assignees.size() == row.at("assignees").size());
      CHECK(issue.due.has_value() == !row.at("due_date").is_null());
      CHECK(iso(issue.created_at).substr(0, 19) == row.at("created_at").get<std::string>().substr(0, 19));
      ++read;
    }
  }
  CHECK(read > 100);
}

TEST_CASE("labels come sorted and once, whatever their shape") {
  const Json mixed{{"labels", {"b", Json{{"name", "c"}}, "a", "b", nullptr, 7, Json{{"title", "d"}}}}};
  CHECK(issue_of(mixed, "").labels == Strings{"a", "b", "c"});
}

TEST_CASE("an issue from another edition or an older server") {
  CHECK(issue_of(Json{{"health_status", "at_risk"}}, "").health == "at_risk");
  CHECK(issue_of(Json{{"health_status", "needs_attention"}}, "").health == "needs_attention");
  CHECK(issue_of(Json{{"health_status", "on_track"}}, "").health == "on_track");
  CHECK(issue_of(Json{{"health_status", "splendid"}}, "").health.empty());
  CHECK(issue_of(Json{{"confidential", true}}, "").confidential);
  CHECK(issue_of(Json{{"assignee", {{"username", "alice"}}}}, "").assignees == Strings{"alice"});
  CHECK(issue_of(Json{{"assignees", {{{"username", "a"}}, {{"username", "b"}}}}, {"assignee", {{"username", "a"}}}}, "")
            .assignees == Strings{"a", "b"});
  CHECK(issue_of(Json{{"iid", 3}}, "g/p").ref == tracker::IssueRef{"g/p", 3});
  CHECK(issue_of(Json{{"iid", 3}, {"references", {{"full", "g/a#b#3"}}}}, "g/p").ref == tracker::IssueRef{"g/a#b", 3});
  CHECK(issue_of(Json{{"iid", 3}, {"project_id", 6}}, "g/p").ref == tracker::IssueRef{"g/p", 3});
  CHECK(issue_of(Json{{"iid", 3}, {"project_id", 6}}, "").ref == tracker::IssueRef{"6", 3});
  CHECK(issue_of(Json{{"iid", 3}, {"project_id", "6"}}, "").ref == tracker::IssueRef{"", 3});
}

TEST_CASE("a member of another type than GitLab's is empty, and nothing throws") {
  const Strings members = {"iid",
                           "id",
                           "references",
                           "labels",
                           "assignees",
                           "assignee",
                           "milestone",
                           "author",
                           "due_date",
                           "created_at",
                           "updated_at",
                           "title",
                           "description",
                           "state",
                           "web_url",
                           "body",
                           "system",
                           "internal",
                           "confidential",
                           "name",
                           "color",
                           "link_type",
                           "user",
                           "label",
                           "action",
                           "username",
                           "scopes",
                           "expires_at",
                           "permissions",
                           "archived",
                           "issues_enabled",
                           "issues_access_level",
                           "path_with_namespace",
                           "health_status"};
  const tracker::IssueRef from{"g/p", 1};
  const auto read_all = [&](const Json& json) {
    const auto issue = issue_of(json, "g/p");
    CHECK(issue.ref.iid >= -1);
    CHECK_FALSE(issue.ref.project.empty());
    CHECK(note_of(json, from).issue == from);
    CHECK(link_of(json, from).from == from);
    label_of(json);
    account_of(json, json);
    project_of(json, "https://x", false);
    CHECK(events_of(Json::array({json}), Json::array({json}), Json::array({json})).size() <= 3);
    events_of(json, json, json);
  };
  for (const Json& whole : oddities()) read_all(whole);
  for (const std::string& member : members)
    for (const Json& value : oddities()) {
      INFO(member << " = " << value.dump());
      read_all(Json{{member, value}});
    }
}

TEST_CASE("a number too large for an id is none, not another one") {
  CHECK(issue_of(Json{{"iid", 18446744073709551615ULL}}, "g/p").ref.iid == 0);
  CHECK(issue_of(Json{{"iid", 9223372036854775807LL}}, "g/p").ref.iid == 9223372036854775807LL);
  CHECK(issue_of(Json{{"iid", 1.0}}, "g/p").ref.iid == 0);
}

TEST_CASE("notes as GitLab tells them") {
  const tracker::IssueRef ref{okr_project, 1};
  const auto note = note_of(sample("146-note-create").json(), ref);
  CHECK(note.id == 47);
  CHECK(note.issue == ref);
  CHECK(note.body == "progress 40% see #2 and @alice");
  CHECK(note.author == "root");
  CHECK_FALSE(note.system);
  CHECK_FALSE(note.confidential);
  CHECK(iso(note.created_at) == "2026-11-22T03:18:41Z");
  CHECK(note_of(sample("157-note-internal").json(), ref).confidential);
  CHECK(note_of(Json{{"internal", true}}, ref).confidential);
  CHECK(note_of(Json{{"confidential", true}}, ref).confidential);
  const auto activity = sample("164-notes-only-activity").json();
  REQUIRE_FALSE(activity.empty());
  for (const auto& row : activity) CHECK(note_of(row, ref).system);
}

TEST_CASE("labels keep the colour as the server writes it") {
  const auto rows = sample("032-labels-list").json();
  REQUIRE(rows.size() == 4);
  const auto row = [&](std::size_t index) {
    const auto label = label_of(rows.at(index));
    return label.name + " " + label.color + " " + label.description;
  };
  CHECK(row(0) == "nocolor #69D100 ");
  CHECK(row(1) == "objective #428bca ");
  CHECK(row(2) == "priority::high #d9534f scoped");
}

TEST_CASE("a link's row is the other issue, with the type as seen from this one") {
  const tracker::IssueRef from{okr_project, 1};
  const auto rows = sample("192-links-list").json();
  REQUIRE(rows.size() == 1);
  CHECK(link_of(rows.at(0), from) == tracker::Link{from, {okr_project, 2}, tracker::LinkType::relates_to});
  Json row{{"iid", 7}, {"references", {{"full", "other/place#7"}}}, {"link_type", "blocks"}};
  CHECK(link_of(row, from) == tracker::Link{from, {"other/place", 7}, tracker::LinkType::blocks});
  row["link_type"] = "is_blocked_by";
  CHECK(link_of(row, from).type == tracker::LinkType::is_blocked_by);
  row.erase("references");
  CHECK(link_of(row, from).to == tracker::IssueRef{okr_project, 7});
}

TEST_CASE("recorded events of labels and states") {
  const auto labels = sample("179-label-events").json();
  CHECK(lines(events_of(labels, Json::array(), Json::array())) ==
        Strings{"label:>priority::high by root", "label:>objective by root", "label:>newlabel by root"});
  const auto states = sample("180-state-events").json();
  CHECK(lines(events_of(labels, states, Json())) ==
        Strings{"label:>priority::high by root", "label:>objective by root", "label:>newlabel by root",
                "state:opened>closed by root", "state:closed>opened by root", "state:opened>closed by root",
                "state:closed>opened by root"});
  CHECK(iso(events_of(Json(), states, Json()).front().at) == "2026-11-22T03:18:36Z");
}

TEST_CASE("recorded system notes tell which field was changed, by whom, and never of ticks") {
  const auto events = events_of(Json(), Json(), sample("164-notes-only-activity").json());
  Strings seen;
  for (const auto& event : events) seen.push_back(event.field + event.before + event.after + " by " + event.user);
  CHECK(seen == Strings{"title by root", "due by root", "assignee by root", "title by alice", "due by root",
                        "assignee by root", "description by root", "description by root", "due by root",
                        "due by root"});
  CHECK(field_of_note("made the issue confidential") == "confidential");
  CHECK(field_of_note("made the issue visible to everyone") == "confidential");
  for (const char* other : {"", "marked the checklist item **b** as completed", "added 1h of time spent",
                            "mentioned in issue #3", "Assigned to nobody, said a person"})
    CHECK_FALSE(field_of_note(other));
  CHECK(events_of(Json(), Json(), Json::array({{{"system", false}, {"body", "changed the description"}}})).empty());
}

TEST_CASE("events are merged oldest first, to the millisecond, labels before states, then by id") {
  const auto label = [](long id, const char* at, const char* action, const Json& name) {
    return Json{{"id", id}, {"created_at", at}, {"action", action}, {"label", name}, {"user", {{"username", "u"}}}};
  };
  const auto state = [](long id, const char* at, const char* to) {
    return Json{{"id", id}, {"created_at", at}, {"state", to}, {"user", nullptr}};
  };
  const Json labels = {label(9, "2026-01-01T00:00:00.500Z", "add", {{"name", "c"}}),
                       label(3, "2026-01-01T00:00:00.5Z", "remove", {{"name", "b"}}),
                       label(1, "2026-01-01T02:00:00.499+02:00", "add", {{"name", "a"}}),
                       label(2, "2026-01-01T00:00:01Z", "add", nullptr),
                       label(4, "2026-01-01T00:00:00Z", "rename", {{"name", "never"}})};
  const Json states = {state(1, "2026-01-01T00:00:00.500Z", "closed"),
                       state(2, "2026-01-01T00:00:00.4999Z", "reopened"), state(5, "2026-01-01T00:00:02Z", "merged"),
                       state(6, "2026-01-01T00:00:00Z", "locked")};
  CHECK(lines(events_of(labels, states, Json())) == Strings{"label:>a by u", "state:closed>opened by ", "label:b> by u",
                                                            "label:>c by u", "state:opened>closed by ", "label:> by u",
                                                            "state:opened>closed by "});
}

TEST_CASE("who the token is, with its scopes and expiry") {
  const auto account = account_of(sample("003-user").json(), sample("004-token-self").json());
  CHECK(account.username == "root");
  CHECK(account.scopes == Strings{"api", "admin_mode", "sudo"});
  CHECK(account.expires == parse_day("2027-09-18"));
  const auto bot = account_of(sample("208-project-token-user").json(), Json());
  CHECK(bot.username == "project_6_bot_3343f8195aa0104c9b13dca7689b58c8");
  CHECK(bot.scopes.empty());
  CHECK_FALSE(bot.expires.has_value());
  CHECK(account_of(Json(), Json{{"expires_at", "2027-01-01T00:00:00Z"}}).expires == parse_day("2027-01-01"));
}

TEST_CASE("projects as recorded") {
  const auto owned = project_of(sample("013-project-get-by-path").json(), "http://gitlab.test", false);
  CHECK(owned.path == okr_project);
  CHECK(owned.origin == "http://gitlab.test");
  CHECK(owned.id == "6");
  CHECK(owned.url == "http://gitlab.test/g1795317492/okr-1795317492");
  CHECK(owned.role == "Owner");
  CHECK_FALSE(owned.archived);
  CHECK(owned.issues_enabled);
  CHECK(owned.can_write);
  const auto disabled = project_of(sample("234-issues-disabled-project").json(), "", true);
  CHECK_FALSE(disabled.issues_enabled);
  CHECK_FALSE(disabled.can_write);
  const auto archived = project_of(sample("240-archive").json(), "", true);
  CHECK(archived.archived);
  CHECK_FALSE(archived.can_write);
}

TEST_CASE("the higher of both roles counts, and from Planner up one may write") {
  const auto project = [](const Json& own, const Json& group, bool is_admin = false) {
    const auto access = [](const Json& level) { return level.is_null() ? Json() : Json{{"access_level", level}}; };
    return project_of(Json{{"permissions", {{"project_access", access(own)}, {"group_access", access(group)}}}}, "",
                      is_admin);
  };
  struct Row {
    Json own;
    Json group;
    std::string role;
    bool can_write;
  };
  const std::vector<Row> rows = {{nullptr, nullptr, "", false},
                                 {0, nullptr, "", false},
                                 {5, nullptr, "Minimal Access", false},
                                 {10, nullptr, "Guest", false},
                                 {10, 15, "Planner", true},
                                 {20, 10, "Reporter", true},
                                 {nullptr, 30, "Developer", true},
                                 {40, 30, "Maintainer", true},
                                 {50, 50, "Owner", true},
                                 {-7, "x", "", false}};
  for (const Row& row : rows) {
    INFO(row.own.dump() << " " << row.group.dump());
    CHECK(project(row.own, row.group).role == row.role);
    CHECK(project(row.own, row.group).can_write == row.can_write);
    CHECK(project(row.own, row.group, true).can_write);
  }
  CHECK_FALSE(project_of(Json{{"issues_access_level", "disabled"}}, "", true).can_write);
  CHECK(project_of(Json{{"issues_access_level", "private"}}, "", true).can_write);
  CHECK_FALSE(project_of(Json{{"issues_enabled", false}}, "", true).can_write);
  CHECK(project_of(Json{{"id", "12"}}, "", false).id == "12");
}

TEST_CASE("a level between two roles can what the role below can") {
  CHECK(role_name(25) == "Reporter");
  CHECK(role_name(4).empty());
  CHECK(role_name(-1).empty());
  CHECK(role_name(1000) == "Admin");
}

TEST_CASE("instants") {
  struct Row {
    std::string text;
    std::string utc;  // empty: none
  };
  const std::vector<Row> rows = {{"2026-11-22T03:18:20.422Z", "2026-11-22T03:18:20Z"},
                                 {"2026-11-22T03:18:20Z", "2026-11-22T03:18:20Z"},
                                 {"2026-11-22T03:18:20.999999999Z", "2026-11-22T03:18:20Z"},
                                 {"2026-11-22T03:18:20.1234567890123Z", "2026-11-22T03:18:20Z"},
                                 {"2026-11-22T03:18:20.422+02:00", "2026-11-22T01:18:20Z"},
                                 {"2026-01-01T00:30:00+0130", "2025-12-31T23:00:00Z"},
                                 {"2026-11-22T23:18:20-05", "2026-11-23T04:18:20Z"},
                                 {"2026-11-22 03:18:20+00:00", "2026-11-22T03:18:20Z"},
                                 {"2028-02-29T00:00:00z", "2028-02-29T00:00:00Z"},
                                 {"2026-12-31T23:59:60Z", "2027-01-01T00:00:00Z"},
                                 {"", ""},
                                 {"2026-11-22", ""},
                                 {"2026-11-22T03:18:20", ""},
                                 {"2026-11-22T03:18:20.422", ""},
                                 {"2026-11-22T03:18Z", ""},
                                 {"2026-02-29T00:00:00Z", ""},
                                 {"2026-11-22T24:00:00Z", ""},
                                 {"2026-11-22T03:60:00Z", ""},
                                 {"2026-11-22T-3:18:20Z", ""},
                                 {"2026-11-22T03:18:20+24:00", ""},
                                 {"2026-11-22T03:18:20+02:0", ""},
                                 {"2026-11-22T03:18:20+-2:00", ""},
                                 {"2026-11-22T03:18:20Zulu", ""},
                                 {"2026-11-22T03:18:20.Zulu", ""},
                                 {"2026-11-22X03:18:20Z", ""},
                                 {"nonsense that is long enough", ""}};
  for (const Row& row : rows) {
    INFO(row.text);
    const auto instant = parse_instant(row.text);
    CHECK(instant.has_value() == !row.utc.empty());
    if (instant && !row.utc.empty()) CHECK(iso(*instant) == row.utc);
  }
}

TEST_CASE("versions") {
  using Version = std::pair<int, int>;
  CHECK(version_of(sample("001-version").json().at("version").get<std::string>()) == Version{18, 9});
  CHECK(version_of("18.9.0-pre") == Version{18, 9});
  CHECK(version_of("17.11") == Version{17, 11});
  CHECK(version_of("8.0.0-ee") == Version{8, 0});
  for (const char* odd : {"", "18", "18.", "v18.9", "-1.2", "1.-2", ".9", "x.y", "99999999999.1", "1.99999999999"}) {
    INFO(odd);
    CHECK(version_of(odd) == Version{0, 0});
  }
}

TEST_CASE("an answer that is no JSON is an error about the network") {
  struct Row {
    std::string body;
    std::string type;
    std::string phrase;
  };
  const std::vector<Row> rows = {
      {"", "application/json", "It is empty"},
      {"[{\"iid\": 1}, {\"ii", "application/json", "17 bytes"},
      {"{\"a\": \"\xff\"}", "application/json", "no JSON"},
      {"<html><head><title>Sign in</title></head></html>", "text/html; charset=utf-8", "Sign in"},
      {"<!DOCTYPE HTML><html></html>", "", "sign-in page"},
      {"[1] [2]", "application/json", "no JSON"}};
  for (const Row& row : rows) {
    INFO(row.body);
    const auto json = json_of({.status = 200, .headers = {{"Content-Type", row.type}}, .body = row.body}, "issue #12");
    REQUIRE_FALSE(json.has_value());
    CHECK(json.error().kind == ErrorKind::network);
    CHECK_THAT(json.error().reason, Catch::Contains(row.phrase));
    CHECK_FALSE(json.error().help.empty());
  }
  const auto good = json_of({.status = 200, .headers = {}, .body = "[1]"}, "issue #12");
  REQUIRE(good.has_value());
  CHECK(*good == Json::array({1}));
}

TEST_CASE("a deep answer neither crashes nor throws") {
  const std::string deep = std::string(200'000, '[') + std::string(200'000, ']');
  const auto json = json_of({.status = 200, .headers = {}, .body = deep}, "issue #12");
  REQUIRE(json.has_value());
  CHECK(issue_of(*json, "g/p").ref.iid == 0);
  CHECK(events_of(*json, *json, *json).empty());
}
