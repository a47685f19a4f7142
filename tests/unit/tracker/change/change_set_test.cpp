#include "tracker/change/change_set.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "tracker/change/subjects.hpp"

using namespace secokr;
using namespace secokr::tracker;

namespace {

ChangeSet sample() {
  ChangeSet set;
  set.quarter = "FY28-Q1";
  set.changes.push_back({.subject = "kr:9f86d081884c7d65",
                         .name = "Security Training/KR1",
                         .before = {},
                         .after = {{"title", "FY28-Q1 KR1 (Security Training) 90 %"}, {"due", "2027-02-26"}},
                         .payload = CreateIssue{{.marker = "9f86d081884c7d65", .title = "x"}}});
  set.changes.push_back({.subject = "objective:1111111111111111",
                         .before = {{"title", "a"}},
                         .after = {{"title", "b"}},
                         .payload = EditIssue{}});
  return set;
}

}  // namespace

TEST_CASE("equal sets have one checksum, a SHA-256 in hex") {
  const std::string sum = sample().checksum();
  CHECK(sum == sample().checksum());
  CHECK(sum.size() == 64);
  CHECK(sum.find_first_not_of("0123456789abcdef") == std::string::npos);
}

TEST_CASE("what happened to a set does not change its checksum") {
  ChangeSet set = sample();
  const std::string sum = set.checksum();
  set.changes[0].outcome = Outcome::failed;
  set.changes[0].url = "local:3";
  set.changes[0].warnings = {"the tracker did not keep: assignee"};
  CHECK(set.checksum() == sum);
}

TEST_CASE("each part of a plan changes the checksum") {
  const std::vector<std::function<void(ChangeSet&)>> edits = {
      [](ChangeSet&) {},
      [](ChangeSet& s) { s.quarter = "FY28-Q2"; },
      [](ChangeSet& s) { s.changes[0].subject = "kr:0000000000000000"; },
      [](ChangeSet& s) { s.changes[0].after[1].second = "2027-02-27"; },
      [](ChangeSet& s) { s.changes[0].after[1].first = "duf"; },
      [](ChangeSet& s) { s.changes[0].after.pop_back(); },
      [](ChangeSet& s) { s.changes[1].before[0].second = ""; },
      [](ChangeSet& s) { std::swap(s.changes[0], s.changes[1]); },
      [](ChangeSet& s) { s.known.emplace_back("kr:1", Issue{}); },
      [](ChangeSet& s) { s.known.emplace_back("kr:1", Issue{.ref = {"p", 1}}); },
      [](ChangeSet& s) { std::get<CreateIssue>(s.changes[0].payload).issue.description = "x"; },
      [](ChangeSet& s) { std::get<CreateIssue>(s.changes[0].payload).issue.labels = {""}; },
      [](ChangeSet& s) { std::get<CreateIssue>(s.changes[0].payload).issue.confidential = true; },
      [](ChangeSet& s) { std::get<CreateIssue>(s.changes[0].payload).issue.strangers = {7}; },
      [](ChangeSet& s) { std::get<EditIssue>(s.changes[1].payload).ref.iid = 7; },
      [](ChangeSet& s) { std::get<EditIssue>(s.changes[1].payload).edit.title = ""; },
      [](ChangeSet& s) { std::get<EditIssue>(s.changes[1].payload).edit.state = IssueState::closed; },
      [](ChangeSet& s) { std::get<EditIssue>(s.changes[1].payload).edit.state = IssueState::opened; },
      [](ChangeSet& s) { std::get<EditIssue>(s.changes[1].payload).edit.due = std::optional<Day>{}; },
      [](ChangeSet& s) { s.changes[1].payload = EnsureLabel{}; },
      [](ChangeSet& s) { s.changes[1].payload = PostNote{}; },
      [](ChangeSet& s) { s.changes[1].payload = LinkIssues{}; },
      [](ChangeSet& s) { s.changes[1].payload = AppendRecord{}; },
      [](ChangeSet& s) { s.changes[1].payload = WriteFile{}; },
      [](ChangeSet& s) { s.changes.pop_back(); },
      // The same characters, cut elsewhere.
      [](ChangeSet& s) { s.changes[1].before = {{"titl", "ea"}}; },
      [](ChangeSet& s) { s.changes[1].before = {{"title", "a"}, {"title", "b"}}, s.changes[1].after = {}; },
  };
  std::set<std::string> sums;
  for (const auto& edit : edits) {
    ChangeSet set = sample();
    edit(set);
    sums.insert(set.checksum());
  }
  CHECK(sums.size() == edits.size());
}

TEST_CASE("names of actions, outcomes and gate results are those of the JSON contract") {
  const std::vector<std::pair<Payload, std::string>> actions = {
      {CreateIssue{}, "create"},
      {EditIssue{}, "edit"},
      {EnsureLabel{}, "label"},
      {LinkIssues{}, "link"},
      {LinkIssues{.unlinks = true}, "unlink"},
      {PostNote{}, "note"},
      {EditIssue{.edit = {.state = IssueState::closed}}, "close"},
      {AppendRecord{}, "record"},
      {WriteFile{}, "file"}};
  for (const auto& [payload, name] : actions) CHECK(Change{.payload = payload}.action() == name);
  CHECK(to_string(Outcome::done) == "done");
  CHECK(to_string(Outcome::unchanged) == "unchanged");
  CHECK(to_string(Outcome::failed) == "failed");
  CHECK(to_string(Outcome::unclear) == "unclear");
}

TEST_CASE("tokens are filled from the issues of their subjects") {
  CHECK(iid_token("kr:1") == "{{iid kr:1}}");
  CHECK(url_token("kr:1") == "{{url kr:1}}");
  Subjects subjects({{"kr:1", {.ref = {"local", 12}, .url = "local:12"}}});
  struct Row {
    std::string text, filled;
  };
  const std::vector<Row> rows = {
      {"", ""},
      {"no token", "no token"},
      {"- KR1: #{{iid kr:1}} title", "- KR1: #12 title"},
      {"{{url kr:1}}{{iid kr:1}}", "local:1212"},
      {"{{iid }} {{iid kr:1", "{{iid }} {{iid kr:1"},
      {"{{iid a\nb}} {{iid kr:1}}", "{{iid a\nb}} 12"},
      {"{{other kr:1}} {{ iid kr:1 }}", "{{other kr:1}} {{ iid kr:1 }}"},
  };
  for (const Row& row : rows) CHECK(subjects.fill(row.text) == row.filled);
  CHECK(subjects.fill("see {{url kr:2}}") == "see {{url kr:2}}");
  subjects.expect("kr:2");
  const auto unknown = subjects.fill("see {{url kr:2}}");
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().kind == ErrorKind::bug);
  CHECK(unknown.error().what.find("{{url kr:2}}") != std::string::npos);
}

TEST_CASE("an edit is reduced to what the issue does not show") {
  const Issue now{.title = "t",
                  .description = "d",
                  .state = IssueState::opened,
                  .labels = {"a", "b"},
                  .assignees = {"x", "y"},
                  .due = date::sys_days(date::year{2027} / 2 / 26)};
  IssueEdit same{.title = "t",
                 .description = "d \n\n",
                 .add_labels = {"a"},
                 .remove_labels = {"c"},
                 .assignees = std::vector<std::string>{"Y", "x"},
                 .due = now.due,
                 .confidential = false,
                 .state = IssueState::opened};
  CHECK_FALSE(same.empty());
  CHECK(still_needed(same, now).empty());
  const std::vector<IssueEdit> different = {
      {.title = "u"},
      {.description = "e"},
      {.add_labels = {"c"}},
      {.remove_labels = {"a"}},
      {.assignees = std::vector<std::string>{}},
      {.due = std::optional<Day>{}},
      {.confidential = true},
      {.state = IssueState::closed},
  };
  for (const IssueEdit& edit : different) {
    CHECK_FALSE(edit.empty());
    CHECK_FALSE(still_needed(edit, now).empty());
  }
  const IssueEdit part = still_needed({.title = "t", .add_labels = {"a", "c"}}, now);
  CHECK_FALSE(part.title);
  CHECK(part.add_labels == std::vector<std::string>{"c"});
}
