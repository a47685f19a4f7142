#include <catch2/catch.hpp>

#include "base/hash.hpp"
#include "support/fake_tracker.hpp"
#include "support/temporary_folder.hpp"
#include "tracker/apply/executor.hpp"
#include "tracker/change/change_set.hpp"

using namespace secokr;
using namespace secokr::tracker;
using test::FakeTracker;

namespace {

using Lines = std::vector<std::string>;

Change edit_of(const Issue& issue, const std::string& field, const std::string& before, const std::string& after,
               IssueEdit edit) {
  const std::string name = "#" + std::to_string(issue.ref.iid);
  return {.subject = "issue:" + issue.ref.project + name,
          .name = name,
          .before = {{field, before}},
          .after = {{field, after}},
          .payload = EditIssue{.ref = issue.ref, .edit = std::move(edit)}};
}

Change label_of(const std::string& color, Fields before = {}) {
  return {.subject = "label:OKR",
          .name = "OKR",
          .before = std::move(before),
          .after = {{"color", color}, {"description", "an OKR"}},
          .payload = EnsureLabel{{"OKR", color, "an OKR"}}};
}

Change create(const std::string& id) {
  return {
      .subject = "kr:" + id,
      .name = "Training/" + id,
      .payload = CreateIssue{{.marker = "id=" + id, .title = id, .description = "id=" + id, .labels = {"OKR", "p1"}}}};
}

Applied apply_exactly(std::vector<Change> changes, FakeTracker& tracker) {
  ChangeSet set{.quarter = "FY28-Q1", .changes = std::move(changes)};
  return apply(std::move(set), &tracker, {.exact = true});
}

Lines told(const Applied& applied) {
  REQUIRE(applied.failure);
  CHECK(applied.failure->kind == ErrorKind::refused);
  Lines lines;
  for (const ErrorNote& note : applied.failure->notes) lines.push_back(note.text);
  return lines;
}

}  // namespace

TEST_CASE("a field may show what it showed when the set was planned, or what it is to show") {
  Issue base{.title = "t", .labels = {"a", "b"}, .assignees = {"Ann", "bob"}};
  base.due = parse_day("2027-02-26");
  struct Row {
    std::string field, before, after;
    std::string moved;  // what is told; empty when it fits
  };
  const std::vector<Row> rows = {
      {"title", "t", "new", ""},
      {"title", "old", "t", ""},
      {"title", "old", "new", "#1: title when planned `old`, and now `t`"},
      {"labels", "b, a", "a", ""},
      {"labels", "a", "a, b", ""},
      {"labels", "a", "a, c", "#1: labels when planned `a`, and now `a, b`"},
      {"labels", "", "c", "#1: labels when planned none, and now `a, b`"},
      {"assignee", "@bob, ann", "@carl", ""},
      {"assignee", "@carl", "@dora", "#1: assignee when planned `@carl`, and now `Ann, bob`"},
      {"due", "2027-02-26", "none", ""},
      {"due", "none", "2027-02-26", ""},
      {"due", "none", "2027-02-27", "#1: due when planned `none`, and now `2027-02-26`"},
      {"state", "opened", "closed", ""},
      {"state", "closed", "closed", "#1: state when planned `closed`, and now `opened`"},
      {"confidential", "no", "yes", ""},
      {"confidential", "yes", "yes", "#1: confidential when planned `yes`, and now `no`"},
      // Nothing that a tracker shows.
      {"key results", "none listed", "listed with their issues", ""},
  };
  for (const Row& row : rows) {
    INFO(row.field << ": " << row.before << " -> " << row.after);
    FakeTracker tracker;
    Issue& issue = tracker.add("t");
    base.ref = issue.ref;
    issue = base;
    const Applied applied =
        apply_exactly({edit_of(issue, row.field, row.before, row.after, {.title = "written"})}, tracker);
    if (row.moved.empty()) {
      CHECK_FALSE(applied.failure);
    } else {
      CHECK(told(applied) == Lines{row.moved});
      CHECK(tracker.writes.empty());
    }
  }
}

TEST_CASE("all that moved is told at once, before anything is written") {
  FakeTracker tracker;
  for (int i = 0; i < 4; ++i) tracker.add("t").labels = {"a"};
  tracker.defined = {{"OKR", "#000000", "mine"}};
  Issue gone = tracker.all[3];
  gone.ref.iid = 99;
  const auto labels = [](const Issue& issue, const std::string& before) {
    return edit_of(issue, "labels", before, "a, b", {.add_labels = {"b"}});
  };
  tracker.all[2].description = "id=k";
  const Applied applied =
      apply_exactly({label_of("#112233"), create("k"), labels(tracker.all[0], "a"), labels(tracker.all[1], "a, x"),
                     labels(gone, "a"), labels(tracker.all[2], "x")},
                    tracker);
  CHECK(told(applied) == Lines{"label OKR: it was not defined when planned, and is",
                               "Training/k: it was to be created, and https://tracker.test/3 holds its id",
                               "#99: fake has no issue 99 any more", "#2: labels when planned `a, x`, and now `a`",
                               "#3: labels when planned `x`, and now `a`"});
  CHECK(applied.not_tried == 6);
  CHECK(tracker.writes.empty());
}

TEST_CASE("a label may be as it was, as it is to be, or inherited") {
  const Fields before{{"color", "#445566"}, {"description", "old"}};
  struct Row {
    std::string name;
    std::vector<Label> defined;
    Fields before;
    std::string moved;
  };
  const std::vector<Row> rows = {
      {"missing, as planned", {}, {}, ""},
      {"taken away", {}, before, "label OKR: it was defined when planned, and is not"},
      {"as before", {{"OKR", "#445566", "old"}}, before, ""},
      {"as it is to be, whatever the case of its colour", {{"OKR", "#AABBCC", "an OKR"}}, {}, ""},
      {"inherited since", {{"OKR", "#000000", "of the group", true}}, {}, ""},
      {"another text",
       {{"OKR", "#445566", "theirs"}},
       before,
       "label OKR: it has another colour or description than planned: #445566 `theirs`"},
      {"a near miss is another label", {{"okr", "#000000", ""}}, {}, ""},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    FakeTracker tracker;
    tracker.defined = row.defined;
    const Applied applied = apply_exactly({label_of("#aabbcc", row.before)}, tracker);
    if (row.moved.empty()) {
      CHECK_FALSE(applied.failure);
    } else {
      CHECK(told(applied) == Lines{row.moved});
    }
  }
}

TEST_CASE("labels are asked for once in each of their homes") {
  FakeTracker tracker;
  tracker.defined_elsewhere["security/other"] = {{"OKR", "#000000", "theirs"}};
  Change other = label_of("#112233");
  std::get<EnsureLabel>(other.payload).home.project = "security/other";
  Change second = label_of("#112233");
  second.name = std::get<EnsureLabel>(second.payload).label.name = "p1";
  const Applied applied = apply_exactly({label_of("#112233"), second, other}, tracker);
  CHECK(told(applied) == Lines{"label OKR: it was not defined when planned, and is"});
  CHECK(tracker.requests == Lines{"labels", "labels"});
}

TEST_CASE("issues of several projects are asked for in one question each, and told apart") {
  FakeTracker tracker;
  std::vector<Change> changes;
  for (const std::string project : {"fake", "security/other", "fake"}) {
    Issue& issue = tracker.add("t");
    issue.ref.project = project;
    if (project != "fake") issue.ref.iid = 1;
  }
  for (const Issue& issue : tracker.all)
    changes.push_back(edit_of(issue, "labels", "", "OKR", {.add_labels = {"OKR"}}));
  for (const bool exact : {false, true}) {
    FakeTracker here = tracker;
    const Applied applied = apply({.changes = changes}, &here, {.exact = exact});
    REQUIRE_FALSE(applied.failure);
    CHECK(here.requests == Lines{"issues", "issues", "edit 1", "edit 1", "edit 3"});
    for (const Issue& issue : here.all) CHECK(issue.labels == Lines{"OKR"});
  }
}

TEST_CASE("wherever it stops, the same set applied exactly again comes to its end") {
  const auto plan_of = [](FakeTracker& tracker) {
    Issue& issue = tracker.add("edited");
    issue.labels = {"x"};
    ChangeSet set{.quarter = "FY28-Q1"};
    set.changes = {
        label_of("#112233"),
        create("k"),
        edit_of(issue, "labels", "x", "OKR", {.add_labels = {"OKR"}, .remove_labels = {"x"}}),
        {.subject = "kr:k",
         .name = "Training/k",
         .payload = EditIssue{.edit = {.description = "id=k of #{{iid kr:k}}"}}},
        {.subject = "record:d.md", .name = "d.md", .payload = AppendRecord{.path = "d.md", .line = "- brake"}},
        {.subject = "file:o.md",
         .name = "o.md",
         .payload = WriteFile{"o.md", "with an id\n", {.hash = base::sha256_hex("draft\n")}}},
        {.subject = "file:o.md",
         .name = "o.md",
         .payload = WriteFile{"o.md", "{{url kr:k}}\n", {.hash = base::sha256_hex("with an id\n")}}},
        {.subject = "file:z/z.md", .name = "z/z.md", .payload = WriteFile{"z/z.md", "last\n", {.absent = true}}}};
    return set;
  };
  for (std::size_t stop = 0; stop <= 4; ++stop) {
    INFO("stopped at write " << stop);
    test::TemporaryFolder folder;
    test::write(folder / "o.md", "draft\n");
    FakeTracker tracker;
    const ChangeSet set = plan_of(tracker);
    const ApplyOptions options{.root = folder.path(), .exact = true};
    if (stop < 4)
      tracker.fail_at = stop;
    else
      test::write(folder / "z", "in the way of the last file\n");
    const Applied first = apply(set, &tracker, options);
    if (stop == 4) {
      REQUIRE(first.failure);
      CHECK(first.not_tried == set.changes.size());
      std::filesystem::remove(folder / "z");
      // As if it had been killed before the last file.
      ChangeSet but_last = set;
      but_last.changes.pop_back();
      REQUIRE_FALSE(apply(but_last, &tracker, options).failure);
    } else {
      REQUIRE(first.failure);
    }
    REQUIRE(verify(set, &tracker, options));
    const Applied second = apply(set, &tracker, options);
    REQUIRE_FALSE(second.failure);
    CHECK(test::read(folder / "o.md") == "https://tracker.test/2\n");
    CHECK(test::read(folder / "z/z.md") == "last\n");
    CHECK(tracker.all.size() == 2);
    CHECK(tracker.all[0].labels == Lines{"OKR"});
    CHECK(tracker.all[1].description == "id=k of #2");

    tracker.writes.clear();
    const Applied third = apply(set, &tracker, options);
    REQUIRE_FALSE(third.failure);
    CHECK(third.unchanged == set.changes.size());
    CHECK(tracker.writes == Lines{"ensure_label OKR"});  // which changes nothing
  }
}

TEST_CASE("files that the set writes or was planned from are as they were, or as it makes them") {
  const auto write = [](const std::string& path, const std::string& text, base::Expectation expectation) {
    return Change{.subject = "file:" + path, .name = path, .payload = WriteFile{path, text, std::move(expectation)}};
  };
  const std::string read = base::sha256_hex("read\n");
  struct Row {
    std::string name;
    std::optional<std::string> there;  // nothing = no file
    bool planned_from;
    base::Expectation written;
    std::string moved;
  };
  const base::Expectation not_written{};
  const std::vector<Row> rows = {
      {"planned from", "read\n", true, not_written, ""},
      {"planned from and changed", "theirs\n", true, not_written, "it changed since it was planned from"},
      {"planned from and gone", std::nullopt, true, not_written, "it was there when planned, and is gone"},
      {"written over", "read\n", false, {.hash = read}, ""},
      {"written already", "new\n", true, {.hash = read}, ""},
      {"changed before it is written", "theirs\n", true, {.hash = read}, "it changed since it was planned from"},
      {"changed and not read for the plan", "theirs\n", false, {.hash = read}, "it changed since it was planned from"},
      {"new", std::nullopt, false, {.absent = true}, ""},
      {"new and there", "theirs\n", false, {.absent = true}, "it was not there when planned, and is"},
  };
  for (const bool with_tracker : {false, true}) {
    for (const Row& row : rows) {
      INFO(row.name);
      test::TemporaryFolder folder;
      if (row.there) test::write(folder / "o.md", *row.there);
      FakeTracker tracker;
      ChangeSet set{.quarter = "FY28-Q1"};
      if (row.planned_from) set.files_read = {{"o.md", read}};
      const bool writes = row.written.absent || row.written.hash;
      set.changes.push_back(write(writes ? "o.md" : "other.md", "new\n", row.written));
      const Applied applied = apply(set, with_tracker ? &tracker : nullptr, {.root = folder.path(), .exact = true});
      if (row.moved.empty()) {
        CHECK_FALSE(applied.failure);
      } else {
        CHECK(told(applied) == Lines{row.moved});
        CHECK(applied.failure->notes.front().path == "o.md");
        CHECK(applied.not_tried == 1);
      }
    }
  }
}

TEST_CASE("to verify writes nothing and says what applying would say") {
  FakeTracker tracker;
  Issue& issue = tracker.add("t");
  const ChangeSet fits{.changes = {edit_of(issue, "title", "t", "new", {.title = "new"})}};
  const ChangeSet moved{.changes = {edit_of(issue, "title", "old", "new", {.title = "new"})}};
  CHECK(verify(fits, &tracker, {.exact = true}));
  CHECK(verify(moved, &tracker, {}));
  const auto refused = verify(moved, &tracker, {.exact = true});
  REQUIRE_FALSE(refused);
  CHECK(refused.error() == *apply(moved, &tracker, {.exact = true}).failure);
  CHECK(tracker.writes.empty());
}
