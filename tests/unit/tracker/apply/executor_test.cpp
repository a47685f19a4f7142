#include <catch2/catch.hpp>
#include <filesystem>

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

std::vector<Outcome> outcomes(const Applied& applied) {
  std::vector<Outcome> all;
  for (const Change& change : applied.set.changes)
    if (change.outcome) all.push_back(*change.outcome);
  return all;
}

Change create(const std::string& id, const std::string& description = {}) {
  return {.subject = "kr:" + id,
          .name = "Training/" + id,
          .payload = CreateIssue{{.marker = "id=" + id, .title = id, .description = "id=" + id + " " + description}}};
}

Change describe(const std::string& subject, const std::string& description) {
  return {.subject = subject, .payload = EditIssue{.edit = {.description = description}}};
}

Change link_of(const std::string& from, const std::string& to, bool unlinks = false) {
  return {.subject = from, .payload = LinkIssues{.from_subject = from, .to_subject = to, .unlinks = unlinks}};
}

Change label(const std::string& name) {
  return {.subject = "label:" + name, .payload = EnsureLabel{{name, "#112233", ""}}};
}

Change record(const std::string& line, const std::string& path = "okrs/decisions.md") {
  return {.subject = "record:" + path, .payload = AppendRecord{.path = path, .line = line, .heading = "# Decisions"}};
}

Change file(const std::string& path, const std::string& text, base::Expectation expectation) {
  return {.subject = "file:" + path, .name = path, .payload = WriteFile{path, text, std::move(expectation)}};
}

ChangeSet set_of(std::vector<Change> changes) {
  ChangeSet set;
  set.quarter = "FY28-Q1";
  set.changes = std::move(changes);
  return set;
}

// As a command does it: what is there already is known, the rest is to be created.
ChangeSet plan(const FakeTracker& tracker) {
  ChangeSet set = set_of({label("OKR")});
  for (const std::string id : {"o", "k1", "k2"}) {
    const auto present =
        std::find_if(tracker.all.begin(), tracker.all.end(), [&](const Issue& issue) { return issue.title == id; });
    if (present == tracker.all.end())
      set.changes.push_back(create(id));
    else
      set.known.emplace_back("kr:" + id, *present);
  }
  set.changes.push_back(describe("kr:o", "id=o #{{iid kr:k1}} #{{iid kr:k2}}"));
  set.changes.push_back(link_of("kr:o", "kr:k1"));
  set.changes.push_back(link_of("kr:o", "kr:k2"));
  set.changes.push_back({.subject = "kr:o", .payload = PostNote{.body = "Published {{url kr:o}}"}});
  set.changes.push_back(record("- 2027-01-18 · P6 · published"));
  set.changes.push_back(file("okrs/o.md", "- Published: {{url kr:o}}\n", {.hash = base::sha256_hex("draft\n")}));
  return set;
}

}  // namespace

TEST_CASE("changes are made in their order, and later texts name what earlier ones made") {
  test::TemporaryFolder folder;
  test::write(folder / "okrs/o.md", "draft\n");
  FakeTracker tracker;
  Lines seen;
  const Applied applied =
      apply(plan(tracker), &tracker,
            {.root = folder.path(), .progress = [&](std::size_t done, std::size_t all, const Change& change) {
               seen.push_back(std::to_string(done) + "/" + std::to_string(all) + " " + change.subject);
             }});
  REQUIRE_FALSE(applied.failure);
  CHECK(tracker.writes == Lines{"ensure_label OKR", "create o", "create k1", "create k2", "edit 1", "link 1 2",
                                "link 1 3", "add_note 1"});
  CHECK(tracker.all[0].description == "id=o #2 #3");
  CHECK(tracker.notes.at(0).body == "Published https://tracker.test/1");
  CHECK(test::read(folder / "okrs/o.md") == "- Published: https://tracker.test/1\n");
  CHECK(test::read(folder / "okrs/decisions.md") == "# Decisions\n\n- 2027-01-18 · P6 · published\n");
  CHECK(applied.done == 10);
  CHECK(applied.unchanged + applied.failed + applied.not_tried == 0);
  CHECK(applied.set.changes[2].url == "https://tracker.test/2");
  CHECK(seen.front() == "0/10 label:OKR");
  CHECK(seen.back() == "9/10 file:okrs/o.md");
}

TEST_CASE("a description is sealed after its tokens are filled; nothing else is") {
  FakeTracker tracker;
  Lines sealed;
  auto changes = std::vector{create("a"), create("b", "after #{{iid kr:a}}"), describe("kr:a", "before #{{iid kr:b}}"),
                             Change{.subject = "kr:a", .payload = PostNote{.body = "note"}}};
  const Applied applied = apply(set_of(changes), &tracker, {.seal = [&](std::string text) {
                                  sealed.push_back(text);
                                  return text + " sealed";
                                }});
  REQUIRE_FALSE(applied.failure);
  CHECK(sealed == Lines{"id=a ", "id=b after #1", "before #2"});
  CHECK(tracker.all[0].description == "before #2 sealed");
  CHECK(tracker.all[1].description == "id=b after #1 sealed");
  CHECK(tracker.notes[0].body == "note");
}

TEST_CASE("every precondition is checked before the first write") {
  test::TemporaryFolder folder;
  test::write(folder / "changed.md", "somebody else's text\n");
  FakeTracker tracker;
  const Issue other = tracker.add("taken", "id=taken");
  const Issue gone{.ref = {"fake", 99}};
  struct Row {
    std::string name;
    Change last;
    ErrorKind kind;
  };
  const std::vector<Row> rows = {
      {"a file that changed since it was read", file("changed.md", "x", {.hash = base::sha256_hex("old")}),
       ErrorKind::local_file},
      {"a file that must not be there", file("changed.md", "x", {.absent = true}), ErrorKind::local_file},
      {"a file outside the root", file("../outside.md", "x", {}), ErrorKind::local_file},
      {"an absolute path", file("/tmp/outside.md", "x", {}), ErrorKind::local_file},
      {"the root itself", file(".", "x", {}), ErrorKind::local_file},
      {"a record outside the root", record("- x", "okrs/../../decisions.md"), ErrorKind::local_file},
      {"an issue that was created meanwhile", create("taken"), ErrorKind::refused},
      {"an edited issue that is gone",
       {.subject = "kr:x", .payload = EditIssue{.ref = gone.ref, .edit = {.title = "t"}}},
       ErrorKind::refused},
      {"a link to an issue that nobody makes", link_of("kr:a", "kr:nobody"), ErrorKind::bug},
      {"a token for an issue that is made later", describe("kr:a", "{{iid kr:z}}"), ErrorKind::bug},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    const Applied applied =
        apply(set_of({create("a"), record("- kept"), row.last, create("z")}), &tracker, {.root = folder.path()});
    REQUIRE(applied.failure);
    CHECK(applied.failure->kind == row.kind);
    CHECK_FALSE(applied.failure->what.empty());
    CHECK_FALSE(applied.failure->help.empty());
    CHECK(applied.not_tried == 4);
    CHECK(outcomes(applied).empty());
    CHECK(tracker.writes.empty());
    CHECK_FALSE(std::filesystem::exists(folder / "okrs"));
  }
  CHECK(test::read(folder / "changed.md") == "somebody else's text\n");
  CHECK(tracker.all == std::vector<Issue>{other});
}

TEST_CASE("a symbolic link does not lead a write out of the root") {
  test::TemporaryFolder folder;
  test::write(folder / "outside/target.md", "theirs\n");
  test::write(folder / "root/real.md", "mine\n");
  std::filesystem::create_symlink(folder / "outside", folder / "root/folder");
  std::filesystem::create_symlink(folder / "outside/target.md", folder / "root/file.md");
  std::filesystem::create_symlink("real.md", folder / "root/inside.md");
  for (const std::string path : {"folder/new.md", "folder/target.md", "file.md"}) {
    const Applied applied = apply(set_of({file(path, "x", {})}), nullptr, {.root = folder / "root"});
    REQUIRE(applied.failure);
    CHECK(applied.failure->kind == ErrorKind::local_file);
  }
  CHECK(test::read(folder / "outside/target.md") == "theirs\n");
  CHECK_FALSE(apply(set_of({file("inside.md", "x", {})}), nullptr, {.root = folder / "root"}).failure);
  CHECK(test::read(folder / "root/real.md") == "x");
}

TEST_CASE("files need no tracker; anything else without one is a bug") {
  test::TemporaryFolder folder;
  CHECK_FALSE(apply(set_of({file("a/b.md", "x", {.absent = true})}), nullptr, {.root = folder.path()}).failure);
  CHECK(test::read(folder / "a/b.md") == "x");
  const Applied applied = apply(set_of({file("c.md", "x", {}), label("OKR")}), nullptr, {.root = folder.path()});
  REQUIRE(applied.failure);
  CHECK(applied.failure->kind == ErrorKind::bug);
  CHECK_FALSE(std::filesystem::exists(folder / "c.md"));
}

TEST_CASE("the first failure keeps its kind; after something was done it is partial and says so") {
  FakeTracker tracker;
  SECTION("at the first write") {
    tracker.fail_at = 0;
    const Applied applied = apply(set_of({create("a"), create("b")}), &tracker, {});
    CHECK(applied.failure == tracker.failure);
    CHECK(outcomes(applied) == std::vector{Outcome::failed});
    CHECK(applied.not_tried == 1);
  }
  SECTION("what was there already does not count as done") {
    tracker.defined.push_back({"OKR", "#112233", ""});
    tracker.fail_at = 1;
    const Applied applied = apply(set_of({label("OKR"), create("b")}), &tracker, {});
    CHECK(applied.failure == tracker.failure);
    CHECK(applied.unchanged == 1);
  }
  SECTION("later") {
    tracker.fail_at = 1;
    const Applied applied = apply(set_of({create("a"), create("b"), create("c")}), &tracker, {});
    REQUIRE(applied.failure);
    CHECK(applied.failure->kind == ErrorKind::partial);
    CHECK(applied.failure->what == "1 of 3 changes were made, then creating `Training/b` failed");
    CHECK(applied.failure->reason == "the tracker did not answer: connection reset");
    CHECK(applied.failure->help == "Check the network; then run the same command again: it finishes what remains");
    CHECK(outcomes(applied) == std::vector{Outcome::done, Outcome::failed});
    CHECK(applied.done == 1);
    CHECK(applied.failed == 1);
    CHECK(applied.not_tried == 1);
    CHECK(tracker.writes == Lines{"create a"});
  }
}

TEST_CASE("a write without a clear answer ends the run as unclear") {
  FakeTracker tracker;
  tracker.failure = {.kind = ErrorKind::unclear, .what = "the answer was lost", .help = "Run it again"};
  SECTION("at the first write") {
    tracker.fail_at = 0;
    const Applied applied = apply(set_of({create("a"), create("b")}), &tracker, {});
    REQUIRE(applied.failure);
    CHECK(applied.failure->kind == ErrorKind::unclear);
    CHECK(exit_code_of(applied.failure->kind) == 8);
    CHECK(outcomes(applied) == std::vector{Outcome::unclear});
    CHECK(applied.not_tried == 1);
  }
  SECTION("later") {
    tracker.fail_at = 1;
    const Applied applied = apply(set_of({create("a"), create("b")}), &tracker, {});
    REQUIRE(applied.failure);
    CHECK(applied.failure->kind == ErrorKind::partial);
    CHECK(applied.failure->what == "1 of 2 changes were made, then creating `Training/b` got no clear answer");
    CHECK(outcomes(applied) == std::vector{Outcome::done, Outcome::unclear});
  }
}

TEST_CASE("a note carries its health, and what the tracker did not do is a warning") {
  FakeTracker tracker;
  tracker.server.health_status = true;
  const Issue issue = tracker.add("a");
  const auto note = [&](std::optional<long> id, std::string body, std::string health) {
    return Change{
        .subject = "kr:a",
        .name = "Training/a",
        .payload = PostNote{.ref = issue.ref, .note_id = id, .body = std::move(body), .health = std::move(health)}};
  };
  const Applied posted = apply(set_of({note(std::nullopt, "one", "at_risk")}), &tracker, {});
  REQUIRE_FALSE(posted.failure);
  CHECK(tracker.all.front().health == "at_risk");
  CHECK(posted.set.changes.front().warnings.empty());
  tracker.dropped = {"health"};
  const Applied edited = apply(set_of({note(1, "two", "on_track")}), &tracker, {});
  REQUIRE_FALSE(edited.failure);
  CHECK(tracker.notes.front().body == "two");
  CHECK(edited.set.changes.front().warnings == Lines{"the tracker did not keep: health"});
}

TEST_CASE("one question asks for all that is to be created") {
  FakeTracker tracker;
  Change second = create("b");
  tracker.add("b, made meanwhile", std::get<CreateIssue>(second.payload).issue.description);
  const Applied applied = apply(set_of({create("a"), second, create("c")}), &tracker, {});
  REQUIRE(applied.failure);
  CHECK(applied.failure->what == "`Training/b` was to be created and exists already");
  CHECK(tracker.requests == Lines{"issues"});
}

TEST_CASE("wherever it stops, planning and applying again reaches the same end and writes nothing twice") {
  for (std::size_t stop = 0; stop < 8; ++stop) {
    INFO("stopped at write " << stop);
    test::TemporaryFolder folder;
    test::write(folder / "okrs/o.md", "draft\n");
    FakeTracker tracker;
    tracker.fail_at = stop;
    const Applied first = apply(plan(tracker), &tracker, {.root = folder.path()});
    REQUIRE(first.failure);
    CHECK(test::read(folder / "okrs/o.md") == "draft\n");
    const Applied second = apply(plan(tracker), &tracker, {.root = folder.path()});
    REQUIRE_FALSE(second.failure);
    CHECK(tracker.all.size() == 3);
    CHECK(tracker.links.size() == 2);
    CHECK(tracker.notes.size() == 1);
    CHECK(tracker.defined.size() == 1);
    CHECK(test::read(folder / "okrs/o.md") == "- Published: https://tracker.test/1\n");

    tracker.writes.clear();
    const auto before = tracker.all;
    const Applied third = apply(plan(tracker), &tracker, {.root = folder.path()});
    REQUIRE_FALSE(third.failure);
    CHECK(third.done == 0);
    CHECK(third.unchanged == third.set.changes.size());
    CHECK(tracker.all == before);
    CHECK(tracker.notes.size() == 1);
    CHECK(test::read(folder / "okrs/decisions.md") == "# Decisions\n\n- 2027-01-18 · P6 · published\n");
  }
}

TEST_CASE("an edit sends only what differs, by number or by subject") {
  FakeTracker tracker;
  tracker.add("same", "text");
  tracker.all[0].labels = {"OKR"};
  tracker.requests.clear();
  const auto edit = [](IssueEdit wanted) {
    return Change{.subject = "kr:x", .payload = EditIssue{.ref = {"fake", 1}, .edit = std::move(wanted)}};
  };
  const Applied applied =
      apply(set_of({edit({.title = "same", .description = "text\n"}), edit({.add_labels = {"OKR", "p1"}}),
                    edit({.state = IssueState::closed}), edit({.state = IssueState::closed}), edit({.title = "new"})}),
            &tracker, {});
  REQUIRE_FALSE(applied.failure);
  CHECK(outcomes(applied) ==
        std::vector{Outcome::unchanged, Outcome::done, Outcome::done, Outcome::unchanged, Outcome::done});
  CHECK(tracker.requests == Lines{"issues", "edit 1", "edit 1", "edit 1"});
  CHECK(tracker.all[0].labels == Lines{"OKR", "p1"});
  CHECK(applied.set.changes[0].url == "https://tracker.test/1");
}

TEST_CASE("a description that somebody edited since it was read is not overwritten") {
  struct Row {
    std::string name;
    std::string first;                  // what stands there when the set is applied
    std::optional<std::string> second;  // what somebody writes between the check and the write
    bool refused;
  };
  const std::vector<Row> rows = {
      {"as it was read", "read", {}, false},          {"as a tracker keeps it", "read\n", {}, false},
      {"as it is to be already", "new", {}, false},   {"edited before the first write", "theirs", {}, true},
      {"edited just before", "read", "theirs", true}, {"edited just before, to what it is to be", "read", "new", false},
  };
  for (const bool exact : {false, true}) {
    for (const Row& row : rows) {
      INFO(row.name << (exact ? ", exactly" : ""));
      FakeTracker tracker;
      const IssueRef ref = tracker.add("t", row.first).ref;
      Change edit{.subject = "kr:x",
                  .name = "Training/KR1",
                  .payload = EditIssue{.ref = ref, .edit = {.description = "new"}, .description_before = "read"}};
      // The label comes before the edit: while it is defined somebody writes.
      tracker.before_write = [&] {
        if (row.second && tracker.writes.empty()) tracker.all[0].description = *row.second;
      };
      const Applied applied = apply(set_of({label("OKR"), edit}), &tracker, {.exact = exact});
      CHECK(applied.failure.has_value() == row.refused);
      if (row.refused) {
        CHECK(tracker.all[0].description == "theirs");
        CHECK(applied.failure->kind == (row.second ? ErrorKind::partial : ErrorKind::refused));
        const std::string told = applied.failure->what + applied.failure->reason +
                                 (applied.failure->notes.empty() ? "" : applied.failure->notes.front().text);
        CHECK(told.find("Training/KR1") != std::string::npos);
        CHECK(tracker.writes.size() == (row.second ? 1 : 0));
      } else {
        CHECK(tracker.all[0].description == "new");
      }
    }
  }
}

TEST_CASE("a description is compared with what the set makes of it, sealed and with its numbers") {
  FakeTracker tracker;
  const IssueRef ref = tracker.add("t", "see #1, sealed").ref;
  Change edit{
      .subject = "kr:x",
      .payload = EditIssue{.ref = ref, .edit = {.description = "see #{{iid kr:x}}"}, .description_before = "read"}};
  ChangeSet set = set_of({edit});
  set.known = {{"kr:x", tracker.all[0]}};
  const ApplyOptions options{.seal = [](std::string text) { return std::move(text) + ", sealed"; }};
  const Applied applied = apply(set, &tracker, options);
  REQUIRE_FALSE(applied.failure);
  CHECK(applied.unchanged == 1);
  CHECK(tracker.requests == Lines{"issues"});
}

TEST_CASE("links are made and taken away once") {
  FakeTracker tracker;
  ChangeSet set = set_of(
      {link_of("kr:a", "kr:b"), link_of("kr:a", "kr:b"), link_of("kr:a", "kr:b", true), link_of("kr:a", "kr:b", true)});
  set.known = {{"kr:a", Issue(tracker.add("a"))}, {"kr:b", Issue(tracker.add("b"))}};
  const Applied applied = apply(set, &tracker, {});
  CHECK(outcomes(applied) == std::vector{Outcome::done, Outcome::unchanged, Outcome::done, Outcome::unchanged});
  CHECK(tracker.links.empty());
}

TEST_CASE("a note is posted once, and edited by its number") {
  FakeTracker tracker;
  const IssueRef ref = tracker.add("a").ref;
  tracker.notes.push_back({.id = 1, .issue = ref, .body = "week 1", .author = "somebody-else"});
  const auto note = [&](std::optional<long> id, const std::string& body) {
    return Change{.subject = "kr:a", .payload = PostNote{ref, id, body}};
  };
  const Applied applied =
      apply(set_of({note({}, "week 1"), note({}, "week 1\n"), note(2, "week 1, better"), note(2, "week 1, better")}),
            &tracker, {});
  REQUIRE_FALSE(applied.failure);
  CHECK(outcomes(applied) == std::vector{Outcome::done, Outcome::unchanged, Outcome::done, Outcome::unchanged});
  REQUIRE(tracker.notes.size() == 2);
  CHECK(tracker.notes[0].body == "week 1");
  CHECK(tracker.notes[1].body == "week 1, better");
  CHECK(applied.set.changes[0].url == "https://tracker.test/1");
}

TEST_CASE("a note that was written since the plan is neither doubled nor overwritten") {
  FakeTracker tracker;
  const IssueRef ref = tracker.add("a").ref;
  tracker.notes.push_back({.id = 1, .issue = ref, .body = "old [week 1]", .author = "ciso"});
  tracker.notes.push_back({.id = 2, .issue = ref, .body = "other [week 1]", .author = "somebody-else"});
  const auto outcome = [&](PostNote payload) {
    payload.ref = ref;
    const Applied applied =
        apply(set_of({Change{.subject = "kr:a", .name = "Training/a", .payload = std::move(payload)}}), &tracker, {});
    return applied.failure ? applied.failure->kind : ErrorKind::bug;
  };
  CHECK(outcome({.body = "new", .purpose = "[week 1]"}) == ErrorKind::refused);
  CHECK(outcome({.note_id = 1, .body = "new", .body_before = "older [week 1]"}) == ErrorKind::refused);
  CHECK(tracker.writes.empty());
  // What was seen may be followed, and what says the same already is done.
  CHECK(outcome({.body = "old [week 1]", .purpose = "[week 1]"}) == ErrorKind::bug);
  CHECK(tracker.writes.empty());
  CHECK(outcome({.body = "new [week 1]", .purpose = "[week 1]", .newest_before = 2}) == ErrorKind::bug);
  CHECK(outcome({.body = "new [week 2]", .purpose = "[week 2]"}) == ErrorKind::bug);
  CHECK(outcome({.note_id = 1, .body = "newer", .body_before = "old [week 1]\n"}) == ErrorKind::bug);
  CHECK(tracker.writes.size() == 3);
}

TEST_CASE("what the tracker did not keep is a warning on the change") {
  FakeTracker tracker;
  tracker.dropped = {"assignee", "due"};
  const Applied applied = apply(set_of({create("a"), describe("kr:a", "new")}), &tracker, {});
  REQUIRE_FALSE(applied.failure);
  for (const Change& change : applied.set.changes)
    CHECK(change.warnings == Lines{"the tracker did not keep: assignee, due"});
  CHECK(outcomes(applied) == std::vector{Outcome::done, Outcome::done});
}

TEST_CASE("a record line is appended once, in the way of the file") {
  struct Row {
    std::string before, line, after;
  };
  const std::vector<Row> rows = {
      {"# D\n\n- a\n", "- b", "# D\n\n- a\n- b\n"},
      {"# D\n\n- a", "- b", "# D\n\n- a\n- b\n"},
      {"# D\r\n- a\r\n", "- b", "# D\r\n- a\r\n- b\r\n"},
      {"# D\r\n- a", "- b", "# D\r\n- a\r\n- b\r\n"},
      {"", "- b", "# Decisions\n\n- b\n"},
      {"# D\n- b\n- a\n", "- b", "# D\n- b\n- a\n"},
      {"# D\r\n- b\r\n", "- b", "# D\r\n- b\r\n"},
      {"- bb\n", "- b", "- bb\n- b\n"},
      {"# D\n", "- two\nlines", "# D\n- two lines\n"},
  };
  for (const Row& row : rows) {
    test::TemporaryFolder folder;
    test::write(folder / "d.md", row.before);
    const Applied applied = apply(set_of({record(row.line, "d.md")}), nullptr, {.root = folder.path()});
    REQUIRE_FALSE(applied.failure);
    CHECK(test::read(folder / "d.md") == row.after);
    CHECK(outcomes(applied) == std::vector{row.before == row.after ? Outcome::unchanged : Outcome::done});
  }
}

TEST_CASE("a file that changes while the issues are written is not overwritten, and the rest is said") {
  test::TemporaryFolder folder;
  test::write(folder / "o.md", "draft\n");
  FakeTracker tracker;
  tracker.before_write = [&] { test::write(folder / "o.md", "edited meanwhile\n"); };
  const Applied applied =
      apply(set_of({create("a"), file("o.md", "stamped {{url kr:a}}\n", {.hash = base::sha256_hex("draft\n")})}),
            &tracker, {.root = folder.path()});
  REQUIRE(applied.failure);
  CHECK(applied.failure->kind == ErrorKind::partial);
  CHECK(test::read(folder / "o.md") == "edited meanwhile\n");
}

TEST_CASE("a file is written twice when the second text stands on the first") {
  test::TemporaryFolder folder;
  test::write(folder / "o.md", "draft\n");
  FakeTracker tracker;
  const auto twice = [](const std::string& between) {
    return set_of({file("o.md", "with id\n", {.hash = base::sha256_hex("draft\n")}), create("a"),
                   file("o.md", "with id, {{url kr:a}}\n", {.hash = base::sha256_hex(between)})});
  };
  const Applied refused = apply(twice("something else\n"), &tracker, {.root = folder.path()});
  REQUIRE(refused.failure);
  CHECK(refused.failure->kind == ErrorKind::local_file);
  CHECK(test::read(folder / "o.md") == "draft\n");
  CHECK(tracker.writes.empty());

  const Applied applied = apply(twice("with id\n"), &tracker, {.root = folder.path()});
  REQUIRE_FALSE(applied.failure);
  CHECK(test::read(folder / "o.md") == "with id, " + tracker.all[0].url + "\n");
}

TEST_CASE("where a file cannot be written no issue is made first") {
  test::TemporaryFolder folder;
  test::write(folder / "okrs", "a file where a folder should be\n");
  FakeTracker tracker;
  for (Change last : {file("okrs/o.md", "x", {.absent = true}), record("- x")}) {
    const Applied applied = apply(set_of({create("a"), last}), &tracker, {.root = folder.path()});
    REQUIRE(applied.failure);
    CHECK(applied.failure->kind == ErrorKind::local_file);
    CHECK(tracker.writes.empty());
  }
}

TEST_CASE("a file that holds the text already is unchanged, whatever was expected") {
  test::TemporaryFolder folder;
  test::write(folder / "o.md", "final\n");
  const auto time = std::filesystem::last_write_time(folder / "o.md");
  const Applied applied =
      apply(set_of({file("o.md", "final\n", {.hash = base::sha256_hex("draft\n")})}), nullptr, {.root = folder.path()});
  REQUIRE_FALSE(applied.failure);
  CHECK(outcomes(applied) == std::vector{Outcome::unchanged});
  CHECK(std::filesystem::last_write_time(folder / "o.md") == time);
}

TEST_CASE("an empty set does nothing and says so") {
  FakeTracker tracker;
  const Applied applied = apply(set_of({}), &tracker, {});
  CHECK(applied.set.empty());
  CHECK_FALSE(applied.failure);
  CHECK(tracker.requests.empty());
}

TEST_CASE("what looks like a token of a subject that the set does not know is somebody's text") {
  FakeTracker tracker;
  ChangeSet set;
  set.changes.push_back(create("a", "{{iid kr:nobody}} and {{url x}} and {{iid kr:a"));
  const auto applied = apply(set, &tracker, {});
  REQUIRE_FALSE(applied.failure);
  CHECK(tracker.all.at(0).description == "id=a {{iid kr:nobody}} and {{url x}} and {{iid kr:a");
}
