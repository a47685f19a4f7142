#include "base/file.hpp"
#include "base/state_folder.hpp"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cerrno>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/file_system.hpp"
#include "base/hash.hpp"
#include "support/temporary_folder.hpp"

using namespace secokr;
using namespace secokr::base;
namespace fs = std::filesystem;
using Catch::Matchers::Contains;

namespace {

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

unsigned mode_of(const fs::path& path) {
  struct stat status{};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  return status.st_mode & 07777;
}

/// Runs `body` in a process of its own and gives what waitpid says of it.
int in_child(const std::function<int()>& body) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) ::_exit(body());
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  return status;
}

void limit_file_size(rlim_t bytes) {
  const rlimit limit{bytes, bytes};
  ::setrlimit(RLIMIT_FSIZE, &limit);
}

const Error& error_of(const Status& status) {
  REQUIRE_FALSE(status.has_value());
  return status.error();
}

}  // namespace

TEST_CASE("read_file gives the bytes and their hash", "[file]") {
  test::TemporaryFolder folder;
  const std::string bytes("a\0b\r\n\xEF\xBB\xBF", 9);
  test::write(folder / "f", bytes);
  const auto read = read_file(folder / "f");
  REQUIRE(read);
  CHECK(read->text == bytes);
  CHECK(read->hash == sha256_hex(bytes));
  CHECK(read->path == folder / "f");

  const std::string large(300'000, 'x');
  test::write(folder / "large", large);
  CHECK(read_file(folder / "large")->text == large);
}

TEST_CASE("read_file says what is in the way", "[file]") {
  test::TemporaryFolder folder;
  test::write(folder / "plain", "x");
  fs::create_directory(folder / "sub");
  fs::create_symlink("circle", folder / "circle");
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  const auto [name, reason] = GENERATE(table<std::string, std::string>({
      {"none", "does not exist"},
      {"plain/below", "a file where a folder should be"},
      {"sub", "is a folder"},
      {"circle", "circle"},
      {"pipe", "not a regular file"},
      {std::string(300, 'n'), "too long"},
  }));
  CAPTURE(name);
  const auto read = read_file(folder / name);
  REQUIRE_FALSE(read);
  CHECK(read.error().kind == ErrorKind::local_file);
  CHECK_THAT(read.error().what, Contains("cannot read") && Contains(name));
  CHECK_THAT(read.error().reason, Contains(reason));
  CHECK_FALSE(read.error().help.empty());
}

TEST_CASE("replace_file makes folders and files, and leaves nothing beside them", "[file]") {
  test::TemporaryFolder folder;
  REQUIRE(replace_file(folder / "a/b/new.md", "one"));
  CHECK(test::read(folder / "a/b/new.md") == "one");
  REQUIRE(replace_file(folder / "a/b/new.md", "two"));
  CHECK(test::read(folder / "a/b/new.md") == "two");
  CHECK(names_in(folder / "a/b") == std::vector<std::string>{"new.md"});
}

TEST_CASE("a new file gets the mode that the umask leaves, an old one keeps its own", "[file]") {
  test::TemporaryFolder folder;
  const mode_t before = ::umask(0027);
  REQUIRE(replace_file(folder / "new", "x"));
  CHECK(mode_of(folder / "new") == 0640);
  for (const unsigned mode : {0600U, 0664U, 0755U}) {
    fs::permissions(folder / "new", fs::perms{mode});
    REQUIRE(replace_file(folder / "new", "y"));
    CHECK(mode_of(folder / "new") == mode);
  }
  ::umask(before);
}

TEST_CASE("owner and group are kept where the user may", "[file]") {
  if (::geteuid() != 0) return;
  test::TemporaryFolder folder;
  test::write(folder / "f", "x");
  REQUIRE(::chown((folder / "f").c_str(), 1234, 4321) == 0);
  REQUIRE(replace_file(folder / "f", "y"));
  struct stat status{};
  REQUIRE(::stat((folder / "f").c_str(), &status) == 0);
  CHECK(status.st_uid == 1234);
  CHECK(status.st_gid == 4321);
}

TEST_CASE("a symbolic link stays and its target is replaced", "[file]") {
  test::TemporaryFolder folder;
  fs::create_directory(folder / "real");
  test::write(folder / "real/f", "old");
  fs::create_symlink("real/f", folder / "link");
  fs::create_symlink("link", folder / "link-to-link");
  fs::create_symlink(folder / "real/later", folder / "dangling");

  REQUIRE(replace_file(folder / "link-to-link", "new"));
  REQUIRE(replace_file(folder / "dangling", "made"));
  CHECK(fs::read_symlink(folder / "link") == "real/f");
  CHECK(fs::read_symlink(folder / "link-to-link") == "link");
  CHECK(fs::is_symlink(folder / "dangling"));
  CHECK(test::read(folder / "real/f") == "new");
  CHECK(test::read(folder / "real/later") == "made");
  CHECK(names_in(folder / "real") == std::vector<std::string>{"f", "later"});
}

TEST_CASE("no path of a workspace leads out of it, whether something stands there or not", "[file]") {
  test::TemporaryFolder folder;
  const fs::path root = folder / "root";
  fs::create_directories(root / "okrs");
  fs::create_directory(folder / "outside");
  test::write(folder / "outside/there", "theirs");
  const std::string target = GENERATE("there", "not-there", "not/there/either");
  const bool is_relative = GENERATE(true, false);
  const fs::path outside = is_relative ? fs::path("../../outside") / target : folder / "outside" / target;
  fs::create_symlink(outside, root / "okrs/link");
  fs::create_symlink("link", root / "okrs/link-to-link");
  fs::create_symlink("later/on", root / "okrs/link-inside");
  CAPTURE(outside);
  for (const char* path : {"okrs/link", "okrs/link-to-link", "okrs/link/below.md", "okrs/link-to-link/deeper/below.md",
                           "okrs/../okrs/link", "../outside/there"}) {
    CAPTURE(path);
    CHECK_FALSE(base::path_below(root, path, "written"));
  }
  for (const char* path : {"okrs/link-inside", "okrs/link-inside/below.md", "okrs/new.md", "new/folder/new.md"}) {
    CAPTURE(path);
    CHECK(base::path_below(root, path, "written"));
  }
}

TEST_CASE("replace_file refuses what is in the way and leaves everything as it was", "[file]") {
  test::TemporaryFolder folder;
  test::write(folder / "plain", "x");
  fs::create_directory(folder / "sub");
  fs::create_symlink("circle", folder / "circle");
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  const auto [name, reason] = GENERATE(table<std::string, std::string>({
      {"plain/below", "a file where a folder should be"},
      {"plain/below/deeper", "a file where a folder should be"},
      {"sub", "is a folder"},
      {"circle", "circle"},
      {"pipe", "not a regular file"},
      {std::string(300, 'n'), "too long"},
  }));
  CAPTURE(name);
  const auto before = names_in(folder.path());
  const Error error = error_of(replace_file(folder / name, "new"));
  CHECK(error.kind == ErrorKind::local_file);
  CHECK_THAT(error.what, Contains("cannot"));
  CHECK_THAT(error.reason, Contains(reason));
  CHECK_FALSE(error.help.empty());
  CHECK(names_in(folder.path()) == before);
  CHECK(test::read(folder / "plain") == "x");
}

TEST_CASE("write protection of a file or a folder is respected", "[file]") {
  test::TemporaryFolder folder;
  test::write(folder / "f", "old");
  test::write(folder / "sub/f", "old");
  fs::permissions(folder / "f", fs::perms{0444});
  fs::permissions(folder / "sub", fs::perms{0555});
  fs::permissions(folder.path(), fs::perms{0755});
  // Root may do everything, so a child gives the rights up first.
  const int status = in_child([&] {
    if (::geteuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0)) return 10;
    for (const char* name : {"f", "sub/f", "sub/new"}) {
      const auto failed = replace_file(folder / name, "new");
      if (failed || failed.error().reason.find("read-only") == std::string::npos) return 11;
      if (check_writable(folder / name) != failed) return 12;
    }
    if (check_writable(folder / "sub/deep/new") || !check_writable(fs::temp_directory_path() / "a/b")) return 13;
    return 0;
  });
  CHECK(status == 0);
  CHECK(test::read(folder / "f") == "old");
  CHECK(test::read(folder / "sub/f") == "old");
  CHECK(names_in(folder / "sub") == std::vector<std::string>{"f"});
}

TEST_CASE("a write is foreseen without changing anything", "[file]") {
  test::TemporaryFolder folder;
  test::write(folder / "f", "old");
  CHECK(check_writable(folder / "f"));
  CHECK(check_writable(folder / "new/deep/file"));
  CHECK(error_of(check_writable(folder / "f/below")) == error_of(replace_file(folder / "f/below", "x")));
  CHECK(names_in(folder.path()) == std::vector<std::string>{"f"});
}

TEST_CASE("an expectation holds or says what happened meanwhile", "[file]") {
  test::TemporaryFolder folder;
  test::write(folder / "f", "mine");
  const Expectation as_read{false, sha256_hex("mine")};
  const Expectation absent{true, {}};

  CHECK(check_expectation(folder / "f", {}));
  CHECK(check_expectation(folder / "none", {}));
  CHECK(check_expectation(folder / "f", as_read));
  CHECK(check_expectation(folder / "none", absent));
  CHECK(check_expectation(folder / "no/folder/yet", absent));

  SECTION("it changed") {
    test::write(folder / "f", "theirs");
    const Error error = error_of(replace_file(folder / "f", "new", as_read));
    CHECK(error.kind == ErrorKind::local_file);
    CHECK_THAT(error.what, Contains("f changed since it was read"));
    CHECK_FALSE(error.reason.empty());
    CHECK_FALSE(error.help.empty());
    CHECK(test::read(folder / "f") == "theirs");
  }
  SECTION("it is gone") {
    fs::remove(folder / "f");
    CHECK_THAT(error_of(replace_file(folder / "f", "new", as_read)).what, Contains("is gone since it was read"));
    CHECK_FALSE(fs::exists(folder / "f"));
  }
  SECTION("it is there already") {
    CHECK_THAT(error_of(replace_file(folder / "f", "new", absent)).what, Contains("exists already"));
    CHECK(test::read(folder / "f") == "mine");
  }
  SECTION("it holds") {
    REQUIRE(replace_file(folder / "f", "new", as_read));
    REQUIRE(replace_file(folder / "g", "new", absent));
    CHECK(test::read(folder / "f") == "new");
    CHECK(test::read(folder / "g") == "new");
  }
  CHECK_FALSE(fs::exists(folder / "no"));
}

TEST_CASE("a write that fails half way leaves the old bytes and no other file", "[file]") {
  test::TemporaryFolder folder;
  test::write(folder / "f", "old");
  const int status = in_child([&] {
    ::signal(SIGXFSZ, SIG_IGN);
    limit_file_size(1000);
    const auto failed = replace_file(folder / "f", std::string(100'000, 'n'));
    if (failed || failed.error().kind != ErrorKind::local_file) return 10;
    return failed.error().reason.find("larger than the system allows") == std::string::npos ? 11 : 0;
  });
  CHECK(status == 0);
  CHECK(test::read(folder / "f") == "old");
  CHECK(names_in(folder.path()) == std::vector<std::string>{"f"});
}

TEST_CASE("a process that dies while it writes leaves the old bytes", "[file]") {
  test::TemporaryFolder folder;
  test::write(folder / "f", "old");
  const int status = in_child([&] {
    ::signal(SIGXFSZ, SIG_DFL);
    limit_file_size(1000);
    (void)replace_file(folder / "f", std::string(100'000, 'n'));
    return 0;
  });
  REQUIRE(WIFSIGNALED(status));
  CHECK(WTERMSIG(status) == SIGXFSZ);
  CHECK(test::read(folder / "f") == "old");
  REQUIRE(replace_file(folder / "f", "new"));
  CHECK(test::read(folder / "f") == "new");
}

TEST_CASE("a process killed at any moment leaves one whole text or the other", "[file]") {
  test::TemporaryFolder folder;
  const std::string one(200'000, '1');
  const std::string two(150'000, '2');
  test::write(folder / "f", one);
  for (int round = 0; round < 20; ++round) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0)
      for (bool turn = false;; turn = !turn) (void)replace_file(folder / "f", turn ? one : two);
    ::usleep(static_cast<useconds_t>(500 + 731 * round));
    ::kill(child, SIGKILL);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    const std::string now = test::read(folder / "f");
    REQUIRE((now == one || now == two));
  }
}

TEST_CASE("of two processes that count in one file no step is lost", "[file]") {
  test::TemporaryFolder folder;
  test::write(folder / "count", "0");
  constexpr int steps = 50;
  const auto count = [&] {
    for (int done = 0; done < steps;) {
      const auto read = read_file(folder / "count");
      if (!read) return 10;
      if (replace_file(folder / "count", std::to_string(std::stoi(read->text) + 1), {false, read->hash})) ++done;
    }
    return 0;
  };
  const pid_t first = ::fork();
  REQUIRE(first >= 0);
  if (first == 0) ::_exit(count());
  CHECK(in_child(count) == 0);
  int status = 0;
  REQUIRE(::waitpid(first, &status, 0) == first);
  CHECK(status == 0);
  CHECK(test::read(folder / "count") == std::to_string(2 * steps));
}

TEST_CASE("a disk that is full is named", "[file]") {
  const Descriptor full = open_file("/dev/full", O_WRONLY);
  REQUIRE(full.open());
  REQUIRE_FALSE(write_all(full.get(), "x"));
  const Error error = file_error("write", "okrs/plan.md", errno);
  CHECK(error.kind == ErrorKind::local_file);
  CHECK(error.what == "cannot write okrs/plan.md");
  CHECK(error.reason == "the disk is full");
  CHECK_THAT(error.help, Contains("free some space"));
  CHECK_THAT(file_error("write", "f", EROFS).reason, Contains("read-only"));
  CHECK_THAT(file_error("write", "f", EDOM).reason, Contains("Numerical argument"));
}

TEST_CASE("a full disk leaves the old bytes", "[file]") {
  test::TemporaryFolder folder;
  // A small file system of the child's own, where the machine lets us have one.
  constexpr int not_allowed = 77;
  const int status = in_child([&] {
    if (::unshare(CLONE_NEWNS | (::geteuid() == 0 ? 0 : CLONE_NEWUSER)) != 0) return not_allowed;
    if (::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return not_allowed;
    if (::mount("tmpfs", folder.path().c_str(), "tmpfs", 0, "size=64k") != 0) return not_allowed;
    test::write(folder / "f", "old");
    const auto failed = replace_file(folder / "f", std::string(100'000, 'n'));
    if (failed || failed.error().reason != "the disk is full") return 10;
    if (test::read(folder / "f") != "old") return 11;
    return names_in(folder.path()).size() == 1 ? 0 : 12;
  });
  REQUIRE(WIFEXITED(status));
  if (WEXITSTATUS(status) == not_allowed) {
    WARN("no mount allowed here: the full disk is covered by /dev/full and the limit on file sizes alone");
    return;
  }
  CHECK(WEXITSTATUS(status) == 0);
}

TEST_CASE("a lock keeps others out, names its holder and ends with its value", "[file]") {
  test::TemporaryFolder folder;
  const fs::path path = folder / ".secokr/lock";
  const base::StateFolder state(folder.path(), ".secokr");
  auto lock = state.lock("lock");
  REQUIRE(lock);
  CHECK(test::read(path) == std::to_string(::getpid()) + "\n");

  const int status = in_child([&] {
    const auto second = state.lock("lock");
    if (second || second.error().kind != ErrorKind::local_file) return 10;
    return second.error().reason.find(std::to_string(::getppid())) == std::string::npos ? 11 : 0;
  });
  CHECK(status == 0);

  FileLock moved = std::move(*lock);
  {
    const FileLock gone = std::move(moved);
  }
  const auto again = state.lock("lock");
  CHECK(again);
}

TEST_CASE("a lock is waited for, and freed by a kill", "[file]") {
  test::TemporaryFolder folder;
  int ready[2] = {-1, -1};
  REQUIRE(::pipe(ready) == 0);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    const auto lock = base::StateFolder(folder.path(), "").lock("lock");
    (void)!::write(ready[1], "x", 1);
    ::usleep(200'000);
    ::kill(::getpid(), SIGKILL);
  }
  char byte = 0;
  REQUIRE(::read(ready[0], &byte, 1) == 1);
  CHECK(base::StateFolder(folder.path(), "").lock("lock"));
  int status = 0;
  ::waitpid(child, &status, 0);
  ::close(ready[0]);
  ::close(ready[1]);
}

TEST_CASE("a lock that cannot be made says why", "[file]") {
  test::TemporaryFolder folder;
  test::write(folder / "plain", "x");
  const auto lock = base::StateFolder(folder.path(), "plain").lock("lock");
  REQUIRE_FALSE(lock);
  CHECK_THAT(lock.error().reason, Contains("a file where a folder belongs"));
}
