#include "base/state_folder.hpp"

#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/hash.hpp"
#include "support/temporary_folder.hpp"

using namespace secokr;
using base::StateFolder;
namespace fs = std::filesystem;
using Catch::Matchers::Contains;

namespace {

/// Something that stands where a file of the state folder belongs and is none.
struct Stranger {
  const char* what;
  const char* reason;
  std::function<void(const fs::path& at, const fs::path& victim)> put;
};

void make_socket(const fs::path& at) {
  // A socket's path is short; the folder of the test is not always.
  const fs::path here = fs::current_path();
  fs::current_path(at.parent_path());
  const int made = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string name = at.filename().string();
  std::copy(name.begin(), name.end(), address.sun_path);
  REQUIRE(::bind(made, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  ::close(made);
  fs::current_path(here);
}

const std::vector<Stranger>& strangers() {
  static const std::vector<Stranger> all{
      {"a link to a file", "symbolic link",
       [](const fs::path& at, const fs::path& victim) { fs::create_symlink(victim, at); }},
      {"a relative link", "symbolic link",
       [](const fs::path& at, const fs::path& victim) {
         fs::create_symlink(fs::relative(victim, at.parent_path()), at);
       }},
      {"a link to nothing", "symbolic link",
       [](const fs::path& at, const fs::path& victim) { fs::create_symlink(victim.string() + ".not-there", at); }},
      {"a link to itself", "symbolic link",
       [](const fs::path& at, const fs::path&) { fs::create_symlink(at.filename(), at); }},
      {"a link to a folder", "symbolic link",
       [](const fs::path& at, const fs::path& victim) { fs::create_directory_symlink(victim.parent_path(), at); }},
      {"a hard link", "hard link",
       [](const fs::path& at, const fs::path& victim) { fs::create_hard_link(victim, at); }},
      {"a named pipe", "named pipe",
       [](const fs::path& at, const fs::path&) { REQUIRE(::mkfifo(at.c_str(), 0600) == 0); }},
      {"a socket", "socket", [](const fs::path& at, const fs::path&) { make_socket(at); }},
      {"a folder", "folder", [](const fs::path& at, const fs::path&) { fs::create_directory(at); }},
  };
  return all;
}

/// A state folder two levels down, and a file outside of it that nothing may touch.
struct State {
  State() {
    test::write(victim, "precious\n");
    fs::create_directories(folder / "work/.secokr/outbox");
  }
  ~State() {
    CHECK(test::read(victim) == "precious\n");
    CHECK(fs::directory_iterator(folder / "elsewhere") == fs::directory_iterator());
  }
  test::TemporaryFolder folder{};
  fs::path victim = [this] {
    fs::create_directory(folder / "elsewhere");
    return folder / "victim";
  }();
  StateFolder outbox = StateFolder(folder / "work", ".secokr").sub("outbox");
};

/// Every way in which a file of the folder is reached.
std::vector<std::pair<const char*, std::function<Status(const StateFolder&)>>> ways() {
  return {{"read",
           [](const StateFolder& at) -> Status {
             SECOKR_CHECK(at.read("x.md"));
             return {};
           }},
          {"write", [](const StateFolder& at) { return at.write("x.md", "new"); }},
          {"write new", [](const StateFolder& at) { return at.write("x.md", "new", {.absent = true}); }},
          {"check", [](const StateFolder& at) { return at.check("x.md"); }},
          {"lock", [](const StateFolder& at) -> Status {
             SECOKR_CHECK(at.lock("x.md"));
             return {};
           }}};
}

}  // namespace

TEST_CASE("what stands in the place of a state file is neither read, waited for nor changed", "[state]") {
  for (const Stranger& stranger : strangers())
    for (const auto& [name, way] : ways()) {
      INFO(stranger.what << ", " << name);
      State state;
      stranger.put(state.outbox.path_of("x.md"), state.victim);
      const auto done = way(state.outbox);
      REQUIRE_FALSE(done.has_value());
      CHECK(done.error().kind == ErrorKind::local_file);
      CHECK_THAT(done.error().reason, Contains(stranger.reason));
      CHECK_THAT(done.error().help, Contains("mv "));
      CHECK(state.outbox.names()->size() == 1);  // nothing else is left behind
    }
}

TEST_CASE("what stands in the place of a state folder is not entered, at every level", "[state]") {
  for (const Stranger& stranger : strangers()) {
    if (std::string(stranger.what) == "a folder" || std::string(stranger.what) == "a hard link") continue;
    for (const char* level : {".secokr", ".secokr/outbox"})
      for (const auto& [name, way] : ways()) {
        INFO(stranger.what << " at " << level << ", " << name);
        State state;
        fs::remove_all(state.folder / "work" / level);
        stranger.put(state.folder / "work" / level, state.folder / "elsewhere/file-that-is-not-there");
        CHECK_FALSE(way(state.outbox).has_value());
        CHECK_FALSE(state.outbox.names().has_value());
        CHECK_FALSE(state.outbox.make().has_value());
      }
  }
}

TEST_CASE("a link out of the folder does not lead a file there", "[state]") {
  State state;
  fs::remove(state.outbox.path());
  fs::create_directory_symlink(state.folder / "elsewhere", state.outbox.path());
  CHECK_FALSE(state.outbox.write("x.md", "new").has_value());
}

TEST_CASE("what a killed run left half written is removed by the next write, and nothing else", "[state]") {
  State state;
  const pid_t gone = ::fork();
  if (gone == 0) ::_exit(0);
  REQUIRE(::waitpid(gone, nullptr, 0) == gone);
  const auto path = state.outbox.path();
  const std::vector<std::string> stay{fmt::format(".secokr-{}-0", ::getpid()), ".secokr-x-1", ".secokr-", ".secokr-12",
                                      "note.md"};
  for (const std::string& name : stay) test::write(path / name, "text");
  test::write(path / fmt::format(".secokr-{}-3", gone), "half");
  REQUIRE(state.outbox.write("x.md", "new"));
  CHECK_FALSE(fs::exists(path / fmt::format(".secokr-{}-3", gone)));
  for (const std::string& name : stay) CHECK(fs::exists(path / name));
}

TEST_CASE("a state file that is larger than anything kept there is not read", "[state]") {
  const test::TemporaryFolder folder;
  const StateFolder state(folder.path(), ".secokr");
  REQUIRE(state.write("one.md", "text"));
  std::filesystem::resize_file(state.path_of("one.md"),
                               (std::uintmax_t{8} << 20U) + 1);  // a hole, of which nothing is stored
  const auto read = state.read("one.md");
  REQUIRE_FALSE(read);
  CHECK(read.error().kind == ErrorKind::local_file);
  CHECK_FALSE(state.write("one.md", "other", {.hash = "0"}));
  CHECK(std::filesystem::file_size(state.path_of("one.md")) > std::uintmax_t{8} << 20U);
}

TEST_CASE("what belongs to another user is not used", "[state]") {
  if (::geteuid() != 0) return;  // only root may give files away
  const bool is_folder = GENERATE(true, false);
  State state;
  if (!is_folder) test::write(state.outbox.path_of("x.md"), "theirs");
  REQUIRE(::chown((is_folder ? state.outbox.path() : state.outbox.path_of("x.md")).c_str(), 12345, 12345) == 0);
  for (const auto& [name, way] : ways()) {
    INFO(name);
    const auto done = way(state.outbox);
    REQUIRE_FALSE(done.has_value());
    CHECK_THAT(done.error().reason, Contains("another user"));
  }
}

TEST_CASE("what is foreign is not used, and may be removed", "[state]") {
  State state;
  const StateFolder outbox =
      StateFolder(state.folder / "work", ".secokr", [](const std::string& path) -> Expected<bool> {
        return path == ".secokr/outbox/x.md";
      }).sub("outbox");
  test::write(outbox.path_of("x.md"), "theirs");
  test::write(outbox.path_of("y.md"), "mine");
  CHECK_THAT(outbox.read("x.md").error().reason, Contains("git tracks it"));
  CHECK_FALSE(outbox.write("x.md", "new").has_value());
  CHECK_FALSE(outbox.check("x.md").has_value());
  CHECK((*outbox.read("y.md"))->text == "mine");
  CHECK(test::read(outbox.path_of("x.md")) == "theirs");
  CHECK(outbox.remove("x.md").has_value());
  CHECK(*outbox.names() == std::vector<std::string>{"y.md"});
}

TEST_CASE("a name is a file's and no way to somewhere", "[state]") {
  State state;
  for (const char* name : {"", ".", "..", "../victim", "/etc/passwd", "a/b"}) {
    INFO(name);
    CHECK_FALSE(state.outbox.read(name).has_value());
    CHECK_FALSE(state.outbox.write(name, "x").has_value());
    CHECK_FALSE(state.outbox.remove(name).has_value());
  }
  CHECK_FALSE(StateFolder(state.folder / "work", "../elsewhere").make().has_value());
}

TEST_CASE("a state file is made privately, read back and replaced", "[state]") {
  State state;
  const StateFolder fresh = StateFolder(state.folder / "home/me", "secokr").sub("drafts");
  CHECK_FALSE(fresh.read("a.md")->has_value());
  CHECK(fresh.names()->empty());
  CHECK(fresh.remove("a.md").has_value());
  CHECK(fresh.check("a.md").has_value());
  CHECK_FALSE(fs::exists(state.folder / "home"));
  REQUIRE(fresh.write("a.md", "one", {.absent = true}).has_value());
  CHECK(fs::status(fresh.path()).permissions() == fs::perms::owner_all);
  CHECK(fs::status(fresh.path_of("a.md")).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
  CHECK((*fresh.read("a.md"))->text == "one");
  CHECK_FALSE(fresh.write("a.md", "two", {.absent = true}).has_value());
  CHECK_FALSE(fresh.write("a.md", "two", {.hash = base::sha256_hex("other")}).has_value());
  CHECK_FALSE(fresh.write("b.md", "two", {.hash = base::sha256_hex("other")}).has_value());
  REQUIRE(fresh.write("a.md", "two", {.hash = base::sha256_hex("one")}).has_value());
  CHECK((*fresh.read("a.md"))->text == "two");
  CHECK(*fresh.names() == std::vector<std::string>{"a.md"});
}

TEST_CASE("the anchor is the user's own word and may be a link", "[state]") {
  State state;
  fs::create_directory(state.folder / "disk");
  fs::create_directory_symlink(state.folder / "disk", state.folder / "state");
  REQUIRE(StateFolder(state.folder / "state", "secokr").write("a", "text").has_value());
  CHECK(test::read(state.folder / "disk/secokr/a") == "text");
}
