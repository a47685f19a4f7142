#include "base/private_file.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "base/hash.hpp"
#include "support/temporary_folder.hpp"

using namespace secokr;
using namespace secokr::base;
namespace fs = std::filesystem;
using Catch::Matchers::Contains;

namespace {

unsigned mode_of(const fs::path& path) {
  struct stat status{};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  return status.st_mode & 07777;
}

}  // namespace

TEST_CASE("a secret is written for its owner alone, whatever the umask") {
  const mode_t umask_of_others = GENERATE(0000U, 0022U, 0077U, 0277U);
  CAPTURE(umask_of_others);
  const test::TemporaryFolder folder;
  const auto path = folder / "file";
  const mode_t before = ::umask(umask_of_others);
  const auto first = replace_private_file(path, "secret", {.absent = true});
  ::umask(before);
  REQUIRE(first);
  CHECK(mode_of(path) == 0600);
  const auto read = read_private_file(path);
  REQUIRE(read);
  CHECK(read->text == "secret");
  REQUIRE(replace_private_file(path, "other", {.hash = read->hash}));
  CHECK(mode_of(path) == 0600);
  CHECK(test::read(path) == "other");
}

TEST_CASE("folders on the way to a secret are their owner's alone; one that stands keeps its mode") {
  const test::TemporaryFolder folder;
  fs::create_directory(folder / "old");
  REQUIRE(::chmod((folder / "old").c_str(), 0755) == 0);
  REQUIRE(replace_private_file(folder / "old/new/newer/file", "x"));
  CHECK(mode_of(folder / "old") == 0755);
  CHECK(mode_of(folder / "old/new") == 0700);
  CHECK(mode_of(folder / "old/new/newer") == 0700);
}

TEST_CASE("a secret that changed, or stands where none should, is not overwritten") {
  const test::TemporaryFolder folder;
  const auto path = folder / "file";
  REQUIRE(replace_private_file(path, "one"));
  CHECK_FALSE(replace_private_file(path, "two", {.absent = true}));
  CHECK_FALSE(replace_private_file(path, "two", {.hash = sha256_hex("three")}));
  CHECK(test::read(path) == "one");
  CHECK_FALSE(replace_private_file(folder / "none", "two", {.hash = sha256_hex("three")}));
  CHECK_FALSE(fs::exists(folder / "none"));
}

TEST_CASE("a symbolic link that leads nowhere is no place for a secret") {
  const test::TemporaryFolder folder;
  fs::create_symlink("nowhere", folder / "link");
  CHECK_FALSE(replace_private_file(folder / "link", "secret"));
  CHECK_FALSE(fs::exists(folder / "nowhere"));
}

TEST_CASE("a secret that others may use is refused with the command to type") {
  const unsigned mode = GENERATE(0640U, 0604U, 0620U, 0602U, 0666U, 0610U);
  CAPTURE(mode);
  const test::TemporaryFolder folder;
  const auto path = folder / "my token";
  test::write(path, "glpat-secret");
  REQUIRE(::chmod(path.c_str(), mode) == 0);
  const auto read = read_private_file(path);
  REQUIRE_FALSE(read);
  const Error& error = read.error();
  CHECK(error.kind == ErrorKind::local_file);
  CHECK_THAT(error.reason, Contains("others than you"));
  CHECK(error.help == "`chmod 600 \"" + path.string() + "\"`");
  CHECK_THAT(error.what + error.reason + error.help, !Contains("glpat"));
}

TEST_CASE("what is no file of one's own holds no secret") {
  const test::TemporaryFolder folder;
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  for (const auto& path : {folder / "pipe", folder.path(), folder / "absent", fs::path{"/dev/null"}}) {
    CAPTURE(path);
    const auto read = read_private_file(path);
    REQUIRE_FALSE(read);
    CHECK(read.error().kind == ErrorKind::local_file);
  }
  if (::geteuid() == 0) {
    test::write(folder / "theirs", "x");
    REQUIRE(::chmod((folder / "theirs").c_str(), 0600) == 0);
    REQUIRE(::chown((folder / "theirs").c_str(), 12345, 12345) == 0);
    const auto read = read_private_file(folder / "theirs");
    REQUIRE_FALSE(read);
    CHECK(read.error().reason == "it belongs to another user");
  }
}
