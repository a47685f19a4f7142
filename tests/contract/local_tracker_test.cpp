#include "localstore/local_tracker.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <filesystem>

#include "contract/tracker_contract.hpp"
#include "support/temporary_folder.hpp"

using namespace secokr;
using namespace secokr::tracker;
namespace fs = std::filesystem;

namespace {

using Strings = std::vector<std::string>;

/// A database in a folder of its own, and the clock that its trackers share.
struct Store {
  test::TemporaryFolder folder{};
  base::FixedClock clock{base::Instant(date::sys_days(date::year{2027} / 1 / 18)) + std::chrono::hours(9)};
  localstore::LocalTrackerOptions options{.database = folder / ".secokr/tracker.sqlite",
                                          .user = "ciso",
                                          .clock = &clock,
                                          .busy_timeout = std::chrono::milliseconds(20)};

  const fs::path& file() const { return options.database; }
  Expected<std::unique_ptr<Tracker>> open(const std::string& user = "ciso") const {
    auto mine = options;
    mine.user = user;
    return localstore::open_local_tracker(mine);
  }
};

template <class T>
T ok(Expected<T> result) {
  if (!result) FAIL(result.error().what << ": " << result.error().reason);
  return *std::move(result);
}

template <class T>
void check_error(const Expected<T>& result, ErrorKind kind, const std::string& what, const std::string& help) {
  REQUIRE_FALSE(result.has_value());
  INFO(result.error().what << " | " << result.error().reason << " | " << result.error().help);
  CHECK(to_string(result.error().kind) == to_string(kind));
  CHECK(result.error().what.find(what) != std::string::npos);
  CHECK(result.error().help.find(help) != std::string::npos);
}

std::size_t count_issues(Tracker& tracker) { return ok(collect_issues(tracker, {})).size(); }

/// Runs `body` in a child process; its exit status, or minus the signal that ended it.
template <class Body>
int in_child(const Body& body) {
  const pid_t child = fork();
  if (child == 0) _exit(body());
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

}  // namespace

TEST_CASE("the local tracker keeps the contract") {
  const Store store;
  test::check_tracker_contract([&](const std::string& user) { return ok(store.open(user)); });
}

TEST_CASE("the local tracker says what it is") {
  const Store store;
  const auto tracker = ok(store.open());
  const Project project = ok(tracker->project());
  CHECK(project.path == "local");
  CHECK(project.origin == "local");
  const Capabilities capabilities = ok(tracker->capabilities());
  CHECK(capabilities.only_this_machine);
  CHECK(capabilities.several_assignees);
  CHECK_FALSE(capabilities.health_status);
  CHECK_FALSE(capabilities.scoped_labels_exclusive);
  const Issue first = ok(tracker->create({.title = "a"}));
  CHECK(first.url == "local:1");
  CHECK(first.ref == IssueRef{"local", 1});
  CHECK(first.created_at == store.clock.now());
  CHECK(ok(tracker->users(Strings{"nobody-knows"})) == Strings{"nobody-knows"});
}

TEST_CASE("an issue of another project is refused, also where the number exists") {
  const Store store;
  const auto tracker = ok(store.open());
  ok(tracker->create({.title = "a"}));
  check_error(tracker->edit({"gitlab-com/gitlab-OKRs", 1}, {.title = "x"}), ErrorKind::refused, "no issue", "number");
}

TEST_CASE("reading needs no name, writing does") {
  const Store store;
  ok(ok(store.open())->create({.title = "a"}));
  const auto nameless = ok(store.open(""));
  CHECK(count_issues(*nameless) == 1);
  const IssueRef ref{"local", 1};
  check_error(nameless->whoami(), ErrorKind::authentication, "who you are", "SECOKR_USER");
  check_error(nameless->create({.title = "b"}), ErrorKind::authentication, "who you are", "--user");
  check_error(nameless->edit(ref, {.title = "b"}), ErrorKind::authentication, "who you are", "--user");
  check_error(nameless->add_note(ref, {"b"}), ErrorKind::authentication, "who you are", "--user");
}

TEST_CASE("the history of the local tracker has every field, before and after, and only real changes") {
  const Store store;
  const auto tracker = ok(store.open());
  const IssueRef ref = ok(tracker->create({.title = "t", .description = "d", .assignees = {"a"}})).ref;
  CHECK(ok(tracker->events_of(ref)).empty());
  const IssueEdit edit{.title = "T",
                       .description = "D\n",
                       .assignees = Strings{"b", "c"},
                       .due = std::optional<Day>(date::year{2027} / 2 / 26),
                       .state = IssueState::closed};
  ok(tracker->edit(ref, edit));
  Strings seen;
  for (const Event& event : ok(tracker->events_of(ref))) {
    seen.push_back(event.field + ": " + event.before + " -> " + event.after);
    CHECK(event.user == "ciso");
    CHECK(event.at == store.clock.now());
  }
  CHECK(seen == Strings{"title: t -> T", "description: d -> D", "due:  -> 2027-02-26", "state: opened -> closed",
                        "assignee: a -> b, c"});
  ok(tracker->edit(ref, edit));
  CHECK(ok(tracker->events_of(ref)).size() == seen.size());
}

TEST_CASE("what was written is there when the tracker is opened again") {
  const Store store;
  const Issue made = ok(ok(store.open())->create({.title = "a", .description = std::string("b\0c", 3)}));
  CHECK(ok(collect_issues(*ok(store.open("reader")), {})) == std::vector<Issue>{made});
  SQLite::Database raw(store.file().string());
  CHECK(raw.execAndGet("PRAGMA application_id").getInt() == 0x534b4f52);
  CHECK(raw.execAndGet("PRAGMA user_version").getInt() == 1);
  CHECK(raw.execAndGet("PRAGMA integrity_check").getString() == "ok");
}

TEST_CASE("two trackers on one database see each other's writes and cannot both create one marker") {
  const Store store;
  const auto mine = ok(store.open());
  const auto theirs = ok(store.open("reader"));
  const NewIssue issue{.marker = "abc", .title = "a"};
  ok(mine->create(issue));
  check_error(theirs->create(issue), ErrorKind::refused, "exists already", "again");
  CHECK(count_issues(*theirs) == 1);
}

TEST_CASE("without leave to create, a missing database is an error and stays missing") {
  Store store;
  store.options.create = false;
  check_error(store.open(), ErrorKind::local_file, "no local tracker", "secokr init");
  CHECK_FALSE(fs::exists(store.file().parent_path()));
  store.options.create = true;
  ok(store.open());
  store.options.create = false;
  ok(store.open());
}

TEST_CASE("made on the first write, a tracker leaves the disk alone until then") {
  Store store;
  store.options.create_on_write = true;
  const auto reader = ok(store.open("reader"));
  CHECK(count_issues(*reader) == 0);
  CHECK(ok(reader->labels()).empty());
  check_error(tracker::collect_links(*reader, {"local", 1}), ErrorKind::refused, "no issue", "number");
  CHECK_FALSE(fs::exists(store.file().parent_path()));

  const auto writer = ok(store.open());
  ok(writer->create({.title = "a"}));
  CHECK(fs::exists(store.file()));
  CHECK(count_issues(*writer) == 1);
  CHECK(count_issues(*reader) == 1);
  CHECK(count_issues(*ok(store.open())) == 1);

  // What stands in the way is told when something is written.
  Store blocked;
  blocked.options.create_on_write = true;
  test::write(blocked.file().parent_path(), "a file");
  const auto stuck = ok(blocked.open());
  CHECK(count_issues(*stuck) == 0);
  check_error(stuck->create({.title = "a"}), ErrorKind::local_file, "cannot be made", "-C DIR");
}

TEST_CASE("made on the first write, the contract holds") {
  Store store;
  store.options.create_on_write = true;
  test::check_tracker_contract([&](const std::string& user) { return ok(store.open(user)); });
}

TEST_CASE("a damaged database is named, with the way out") {
  const Store store;
  SECTION("it never was a database") {
    test::write(store.file(), std::string(8192, 'x'));
    check_error(store.open(), ErrorKind::local_file, "damaged", "mv '" + store.file().string() + "'");
    CHECK(test::read(store.file()) == std::string(8192, 'x'));
  }
  SECTION("its first page is fine, the others are not") {
    {
      const auto tracker = ok(store.open());
      for (int i = 0; i < 50; ++i) ok(tracker->create({.title = "t", .description = std::string(2000, 'd')}));
    }
    std::string bytes = test::read(store.file());
    REQUIRE(bytes.size() > 3 * 4096);
    std::fill(bytes.begin() + 4096, bytes.end(), '\xff');
    test::write(store.file(), bytes);
    const auto tracker = store.open();
    const auto error = tracker ? collect_issues(**tracker, {}).error() : tracker.error();
    CHECK(error.kind == ErrorKind::local_file);
    CHECK(error.what.find("damaged") != std::string::npos);
    CHECK(error.help.find("Restore a copy") != std::string::npos);
  }
  SECTION("a table is gone") {
    ok(store.open());
    SQLite::Database(store.file().string(), SQLite::OPEN_READWRITE).exec("DROP TABLE notes");
    const auto tracker = ok(store.open());
    ok(tracker->create({.title = "a"}));
    check_error(tracker->add_note({"local", 1}, {"x"}), ErrorKind::local_file, "damaged", "Restore a copy");
  }
}

TEST_CASE("a database of another program or of a newer secokr is refused and untouched") {
  const Store store;
  fs::create_directories(store.file().parent_path());
  struct Row {
    std::string sql, what, help;
  };
  const std::vector<Row> rows = {
      {"CREATE TABLE theirs (x); PRAGMA application_id = 42", "not a local tracker", "not changed"},
      {"CREATE TABLE theirs (x)", "not a local tracker", "not changed"},
      {"PRAGMA application_id = 42", "not a local tracker", "not changed"},
      {"PRAGMA user_version = 1", "not a local tracker", "not changed"},
      {"PRAGMA application_id = 1397444434; PRAGMA user_version = 2", "newer secokr", "newer secokr"},
  };
  for (const Row& row : rows) {
    INFO(row.sql);
    fs::remove(store.file());
    SQLite::Database(store.file().string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec(row.sql);
    const std::string before = test::read(store.file());
    check_error(store.open(), ErrorKind::local_file, row.what, row.help);
    CHECK(test::read(store.file()) == before);
  }
}

TEST_CASE("an empty file is a new database") {
  const Store store;
  test::write(store.file(), "");
  ok(ok(store.open())->create({.title = "a"}));
}

TEST_CASE("a database locked by another connection is in use, for reading and writing") {
  const Store store;
  const auto tracker = ok(store.open());
  ok(tracker->create({.title = "a"}));
  SQLite::Database other(store.file().string(), SQLite::OPEN_READWRITE);
  SECTION("while it writes, reading goes on") {
    other.exec("BEGIN IMMEDIATE");
    CHECK(count_issues(*tracker) == 1);
    check_error(tracker->create({.title = "b"}), ErrorKind::local_file, "in use by another secokr", "try again");
  }
  SECTION("while it commits, nothing does") {
    other.exec("BEGIN EXCLUSIVE");
    check_error(collect_issues(*tracker, {}), ErrorKind::local_file, "in use", "try again");
    check_error(tracker->create({.title = "b"}), ErrorKind::local_file, "in use", "try again");
    check_error(store.open(), ErrorKind::local_file, "in use", "try again");
  }
  other.exec("ROLLBACK");
  ok(tracker->create({.title = "b"}));
  CHECK(count_issues(*tracker) == 2);
}

TEST_CASE("a place that cannot hold a database is an error with a way out") {
  Store store;
  SECTION("a folder below a regular file") {
    test::write(store.folder / "file", "x");
    store.options.database = store.folder / "file/.secokr/tracker.sqlite";
    check_error(store.open(), ErrorKind::local_file, "cannot be made", "may write there");
  }
  SECTION("a folder where the file should be") {
    fs::create_directories(store.file());
    check_error(store.open(), ErrorKind::local_file, "cannot be opened", "read and write there");
  }
}

TEST_CASE("in a read-only folder reading works and writing is refused") {
  const Store store;
  ok(ok(store.open())->create({.title = "a"}));
  const auto folder = store.file().parent_path();
  fs::permissions(store.folder.path(), fs::perms(0755));
  fs::permissions(store.file(), fs::perms(0444));
  fs::permissions(folder, fs::perms(0555));
  // Root may write everywhere, so a child without root's rights looks.
  const int answer = in_child([&] {
    if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) return 10;
    const auto tracker = store.open();
    if (!tracker) return 11;
    const auto issues = collect_issues(**tracker, {});
    if (!issues || issues->size() != 1) return 12;
    const auto created = (*tracker)->create({.title = "b"});
    if (created) return 13;
    if (created.error().kind != ErrorKind::local_file) return 14;
    if (created.error().what.find("read-only") == std::string::npos) return 15;
    return created.error().help.find("writable") == std::string::npos ? 16 : 0;
  });
  CHECK(answer == 0);
  fs::permissions(folder, fs::perms(0755));
  CHECK(count_issues(*ok(store.open())) == 1);
}

TEST_CASE("a folder that may not be written gets no database") {
  const Store store;
  fs::permissions(store.folder.path(), fs::perms(0555));
  const int answer = in_child([&] {
    if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) return 10;
    const auto tracker = store.open();
    if (tracker) return 11;
    return tracker.error().kind == ErrorKind::local_file && !tracker.error().help.empty() ? 0 : 12;
  });
  CHECK(answer == 0);
  CHECK_FALSE(fs::exists(store.file().parent_path()));
}

TEST_CASE("a full disk stops the write, says so and keeps what was there") {
  Store store;
  ok(ok(store.open())->create({.title = "a"}));
  store.options.max_pages = static_cast<int>(fs::file_size(store.file()) / 4096);
  const auto tracker = ok(store.open());
  check_error(tracker->create({.title = "b", .description = std::string(100'000, 'x')}), ErrorKind::local_file,
              "disk is full", "Free some space");
  CHECK(count_issues(*tracker) == 1);
  store.options.max_pages = 0;
  ok(ok(store.open())->create({.title = "b", .description = std::string(100'000, 'x')}));
}

TEST_CASE("a file that may not grow stops the write, says so and keeps what was there") {
  const Store store;
  ok(ok(store.open())->create({.title = "a"}));
  const auto size = static_cast<rlim_t>(fs::file_size(store.file()));
  const int answer = in_child([&] {
    signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{size, size};
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0) return 10;
    const auto tracker = store.open();
    if (!tracker) return 11;
    const auto created = (*tracker)->create({.title = "b", .description = std::string(100'000, 'x')});
    if (created) return 12;
    if (created.error().kind != ErrorKind::local_file) return 13;
    return created.error().what.find("could not be read or written") == std::string::npos ? 14 : 0;
  });
  CHECK(answer == 0);
  CHECK(count_issues(*ok(store.open())) == 1);
}

TEST_CASE("a process killed in the middle of a write leaves nothing of it") {
  const Store store;
  ok(ok(store.open())->create({.title = "a"}));
  const int answer = in_child([&] {
    SQLite::Database raw(store.file().string(), SQLite::OPEN_READWRITE);
    // A cache of one page makes SQLite write into the file before the commit.
    raw.exec("PRAGMA cache_size = 1; BEGIN IMMEDIATE; UPDATE issues SET title = 'half'");
    for (int i = 0; i < 200; ++i)
      raw.exec(
          "INSERT INTO issues (title, description, opened, confidential, author, created_at, updated_at) "
          "VALUES ('half', hex(randomblob(2000)), 1, 0, 'x', 0, 0)");
    return raise(SIGKILL);
  });
  REQUIRE(answer == -SIGKILL);
  REQUIRE(fs::exists(store.file().string() + "-journal"));
  REQUIRE(fs::file_size(store.file()) > 100 * 4096);
  const auto tracker = ok(store.open());
  const auto issues = ok(collect_issues(*tracker, {}));
  REQUIRE(issues.size() == 1);
  CHECK(issues[0].title == "a");
  CHECK(ok(tracker->create({.title = "b"})).ref.iid == 2);
}

TEST_CASE("whatever the moment of a kill, each acknowledged issue is there and each issue is whole") {
  for (const int acknowledged : {1, 7, 25}) {
    const Store store;
    ok(ok(store.open())->ensure_label({"OKR", "#112233", ""}));
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    const pid_t child = fork();
    if (child == 0) {
      const auto tracker = store.open();
      for (int i = 0; tracker && i < 10'000; ++i) {
        const auto made = (*tracker)->create({.title = "t", .labels = {"OKR"}, .assignees = {"a"}});
        if (!made || write(ends[1], "x", 1) != 1) break;
      }
      _exit(1);
    }
    close(ends[1]);
    char byte = 0;
    for (int i = 0; i < acknowledged; ++i) REQUIRE(read(ends[0], &byte, 1) == 1);
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    CHECK(WIFSIGNALED(status));
    int all = acknowledged;
    while (read(ends[0], &byte, 1) == 1) ++all;
    close(ends[0]);

    const auto issues = ok(collect_issues(*ok(store.open()), {}));
    CHECK(issues.size() >= static_cast<std::size_t>(all));
    CHECK(issues.size() <= static_cast<std::size_t>(all) + 1);
    for (const Issue& issue : issues) {
      CHECK(issue.labels == Strings{"OKR"});
      CHECK(issue.assignees == Strings{"a"});
    }
    SQLite::Database raw(store.file().string());
    CHECK(raw.execAndGet("PRAGMA integrity_check").getString() == "ok");
  }
}

TEST_CASE("the local tracker has one project and no groups, and says so") {
  const Store store;
  const auto tracker = ok(store.open());
  const Label label{"OKR", "#112233", ""};
  check_error(collect_issues(*tracker, {.group = "security"}), ErrorKind::refused, "no group security", "--group");
  check_error(collect_issues(*tracker, {.project = "security/web"}), ErrorKind::refused, "no project security/web",
              "--tracker gitlab");
  check_error(tracker->labels({.group = "security"}), ErrorKind::refused, "no group security", "--group");
  check_error(tracker->ensure_label(label, {.group = "security"}), ErrorKind::refused, "no group security", "--group");
  check_error(tracker->ensure_label(label, {.project = "local", .group = "security"}), ErrorKind::refused,
              "no group security", "--group");
  check_error(tracker->create({.title = "a", .labels = {"OKR"}}), ErrorKind::refused, "`OKR`", "secokr label setup");
  CHECK(ok(tracker->labels({.project = "local"})).empty());
}
