#include "base/process.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <filesystem>

#include "support/temporary_folder.hpp"

using namespace secokr;
using namespace secokr::base;
using Catch::Matchers::Contains;
using std::chrono::milliseconds;

namespace {

ProgramEnd ended(const ProgramRun& run) {
  const auto end = run_program(run);
  if (!end) UNSCOPED_INFO(end.error().what);
  REQUIRE(end);
  return *end;
}

/// A program of the test's own: a script with these lines.
std::filesystem::path script(const std::filesystem::path& path, std::string_view lines) {
  test::write(path, std::string{"#!/bin/sh\n"} + std::string{lines});
  std::filesystem::permissions(path, std::filesystem::perms::owner_all);
  return path;
}

}  // namespace

TEST_CASE("a program gets its words, input and environment as they are, and gives both streams and its code") {
  const test::TemporaryFolder folder;
  const auto program =
      script(folder / "program",
             "printf '[%s]' \"$@\"; cat; printf '%s' \"$ONLY\" >&2; env | sort | cut -d= -f1 >\"$0.env\"; exit 3\n");
  const auto end = ended({.words = {program.string(), "a b", "$HOME", "; rm -rf x", "", "*"},
                          .input = "line\n",
                          .environment = Environment{{{"ONLY", "this"}, {"PATH", "/usr/bin:/bin"}}}});
  CHECK(end.out == "[a b][$HOME][; rm -rf x][][*]line\n");
  CHECK(end.err == "this");
  CHECK(end.code == 3);
  CHECK_FALSE(end.succeeded());
  CHECK_THAT(test::read(program.string() + ".env"), Contains("ONLY\n") && !Contains("HOME"));
}

TEST_CASE("a program inherits no open file and no ignored signal") {
  const int open_file = ::open("/dev/null", O_RDONLY);  // without O_CLOEXEC
  REQUIRE(open_file >= 3);
  auto* const before = std::signal(SIGPIPE, SIG_IGN);
  const auto files = ended({.words = {"/bin/ls", "/proc/self/fd"}});
  const auto signals = ended({.words = {"/bin/grep", "SigIgn", "/proc/self/status"}});
  std::signal(SIGPIPE, before);
  ::close(open_file);
  CHECK(files.out == "0\n1\n2\n3\n");  // the last one is the folder that ls reads
  REQUIRE_THAT(signals.out, Contains("SigIgn:"));
  const auto mask = std::stoull(signals.out.substr(signals.out.find('\t') + 1), nullptr, 16);
  CHECK((mask >> (SIGPIPE - 1) & 1U) == 0);
}

TEST_CASE("a program beyond its time is killed, and its signals are told") {
  const auto late = ended({.words = {"/bin/sleep", "600"}, .time_limit = milliseconds{1}});
  CHECK(late.timed_out);
  CHECK_FALSE(late.succeeded());
  const auto killed = ended({.words = {"/bin/sh", "-c", "kill -9 $$"}});
  CHECK(killed.signal == SIGKILL);
  CHECK_FALSE(killed.succeeded());
}

TEST_CASE("what a program leaves running is not waited for") {
  const auto end = ended({.words = {"/bin/sh", "-c", "exec 3>&2; sleep 5 & echo done"},
                          .environment = Environment{{{"PATH", "/usr/bin:/bin"}}},
                          .time_limit = milliseconds{4'000}});
  CHECK_FALSE(end.timed_out);
  CHECK(end.out == "done\n");
}

TEST_CASE("long output is read to its end and kept to its limit; unread input holds nobody up") {
  const auto flood = ended({.words = {"/bin/sh", "-c", "head -c 1000000 /dev/zero | tr '\\0' x; echo end >&2"},
                            .input = std::string(1'000'000, 'y'),
                            .environment = Environment{{{"PATH", "/usr/bin:/bin"}}},
                            .most_output = 1000});
  CHECK(flood.succeeded());
  CHECK(flood.out == std::string(1000, 'x'));
  CHECK(flood.err == "end\n");
}

TEST_CASE("a name is looked for in the absolute folders of PATH alone") {
  const test::TemporaryFolder folder;
  const auto here = std::filesystem::current_path();
  std::filesystem::create_directories(folder / "bin");
  script(folder / "bin/helper", "echo found\n");
  script(folder / "trap", "echo trapped\n");
  test::write(folder / "bin/plain", "not a program");
  std::filesystem::current_path(folder.path());
  const auto run = [&](const std::string& name, const std::string& path) {
    return run_program({.words = {name}, .environment = Environment{{{"PATH", path}}}});
  };
  const auto found = run("helper", ":.:" + (folder / "bin").string());
  const auto trap = run("trap", ":.:bin");
  const auto plain = run("plain", (folder / "bin").string());
  const auto nothing = run("", "/bin");
  const auto none = run_program({});
  std::filesystem::current_path(here);
  REQUIRE(found);
  CHECK(found->out == "found\n");
  REQUIRE_FALSE(trap);
  CHECK(trap.error().kind == ErrorKind::local_file);
  CHECK(trap.error().reason == "there is no such program");
  REQUIRE_FALSE(plain);
  CHECK_FALSE(nothing);
  CHECK_FALSE(none);
}

TEST_CASE("a program that cannot be started is an error") {
  const test::TemporaryFolder folder;
  test::write(folder / "text", "no program");
  for (const auto& path : {folder / "absent", folder / "text", folder.path()}) {
    CAPTURE(path);
    const auto end = run_program({.words = {path.string()}});
    REQUIRE_FALSE(end);
    CHECK(end.error().kind == ErrorKind::local_file);
    CHECK_THAT(end.error().what, Contains(path.string()));
    CHECK_FALSE(end.error().reason.empty());
  }
}

TEST_CASE("a program on the terminal runs in its folder with its words, and tells how it ended") {
  const test::TemporaryFolder folder;
  std::filesystem::create_directories(folder / "here");
  script(folder / "here" / "editor", "printf '%s|%s|%s' \"$PWD\" \"$1\" \"$ONLY\" >\"$1\"; exit ${2:-0}\n");
  const auto run = [&](std::vector<std::string> words) {
    return run_on_terminal(
        {.words = std::move(words), .environment = Environment{{{"ONLY", "this"}}}, .folder = folder / "here"});
  };
  const auto good = run({"./editor", "a text; rm -rf x"});
  REQUIRE(good);
  CHECK(good->succeeded());
  CHECK(test::read(folder / "here" / "a text; rm -rf x") == (folder / "here").string() + "|a text; rm -rf x|this");
  const auto bad = run({"./editor", "x", "3"});
  REQUIRE(bad);
  CHECK(bad->code == 3);
  script(folder / "here" / "killed", "kill -INT $$\n");
  const auto killed = run({"./killed"});
  REQUIRE(killed);
  CHECK(killed->signal == SIGINT);
  CHECK_FALSE(killed->succeeded());
  CHECK_FALSE(run({"./absent"}));
  CHECK_FALSE(run({}));
}

TEST_CASE("our own handling of signals is as before a program had the terminal") {
  const auto handler_of = [](int signal) {
    struct sigaction now{};
    ::sigaction(signal, nullptr, &now);
    return now.sa_handler;
  };
  auto* const before = std::signal(SIGINT, [](int) {});
  const auto mine = handler_of(SIGINT);
  REQUIRE(run_on_terminal({.words = {"/bin/true"}}));
  CHECK(handler_of(SIGINT) == mine);
  CHECK(handler_of(SIGQUIT) == SIG_DFL);
  std::signal(SIGINT, before);
}
