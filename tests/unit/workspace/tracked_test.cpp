#include <catch2/catch.hpp>

#include <filesystem>
#include <string>

#include "support/git_repository.hpp"
#include "support/temporary_folder.hpp"
#include "workspace/git_run.hpp"
#include "workspace/workspace.hpp"

using namespace secokr;
namespace fs = std::filesystem;

namespace {

/// A workspace in git, at the top of it or below, with a file in its state folder.
struct TrackedPlace {
  explicit TrackedPlace(const char* below = ".") : root(fs::weakly_canonical(folder / "repository" / fs::path(below))) {
    test::write(root / "secokr.toml", "");
    test::write(root / ".secokr/outbox/x.md", "brought along");
    git.init();
  }
  Expected<std::optional<base::FileText>> read() const {
    const base::Environment environment = test::GitRepository::environment();
    return workspace::Workspace::open(root, &environment)->state().sub("outbox").read("x.md");
  }
  test::TemporaryFolder folder{};
  fs::path root;
  test::GitRepository git{folder / "repository"};
};

}  // namespace

TEST_CASE("what git tracks in the state folder is not read", "[state]") {
  const char* below = GENERATE(".", "planning/security");
  TrackedPlace place(below);
  CHECK((*place.read())->text == "brought along");
  place.git.run({"add", "-f", (place.root / ".secokr/outbox/x.md").string()});
  CHECK_FALSE(place.read().has_value());
  place.git.commit_all("2027-01-04T12:00:00Z");
  CHECK_FALSE(place.read().has_value());
  place.git.run({"rm", "-q", "--cached", (place.root / ".secokr/outbox/x.md").string()});
  CHECK(place.read().has_value());
}

TEST_CASE("a state folder that is a repository of its own within another is tracked as a whole", "[state]") {
  TrackedPlace place;
  const test::GitRepository inner(place.root / ".secokr");
  inner.init();
  inner.commit_all("2027-01-04T12:00:00Z");
  place.git.run({"add", ".secokr"});
  CHECK_FALSE(place.read().has_value());
}

TEST_CASE("a name that git knows in other letters is tracked too", "[state]") {
  TrackedPlace place;
  test::write(place.root / ".SECOKR/Outbox/X.md", "for a file system that does not tell them apart");
  place.git.run({"add", "-f", ".SECOKR"});
  CHECK_FALSE(place.read().has_value());
}

TEST_CASE("outside git, and without git, nothing is tracked", "[state]") {
  TrackedPlace place;
  place.git.run({"add", "-f", ".secokr"});
  const base::Environment nothing{{{"PATH", "/nowhere"}}};
  CHECK(workspace::Workspace::open(place.root, &nothing)->state().sub("outbox").read("x.md").has_value());
  fs::remove_all(place.root / ".git");
  CHECK(place.read().has_value());
}

TEST_CASE("where git cannot tell, nothing is taken for mine", "[state]") {
  TrackedPlace place;
  test::write(place.root / ".git/index", "nonsense");
  const auto read = place.read();
  REQUIRE_FALSE(read.has_value());
  CHECK_THAT(read.error().what, Catch::Contains("git cannot tell"));
}
