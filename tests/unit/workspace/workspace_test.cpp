#include "workspace/workspace.hpp"

#include <catch2/catch.hpp>

#include "support/temporary_folder.hpp"

using namespace secokr;
using namespace secokr::workspace;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

TEST_CASE("a workspace is found from any folder in it", "[workspace]") {
  test::TemporaryFolder folder;
  test::write(folder / "secokr.toml", "");
  fs::create_directories(folder / "okrs/FY28-Q1/deep");
  for (const char* from : {".", "okrs", "okrs/FY28-Q1/deep", "okrs/../okrs"}) {
    CAPTURE(from);
    const auto found = Workspace::open(folder / from);
    REQUIRE(found);
    CHECK(found->root() == folder.path());
  }
}

TEST_CASE("the nearest workspace counts, and a folder of the name is none", "[workspace]") {
  test::TemporaryFolder folder;
  test::write(folder / "secokr.toml", "");
  test::write(folder / "inner/secokr.toml", "");
  fs::create_directories(folder / "other/secokr.toml");
  CHECK(find_root(folder / "inner") == folder / "inner");
  CHECK(find_root(folder / "other") == folder.path());
}

TEST_CASE("without a workspace the error says how to begin", "[workspace]") {
  test::TemporaryFolder folder;
  const auto none = Workspace::open(folder.path());
  REQUIRE_FALSE(none);
  CHECK(none.error().kind == ErrorKind::configuration);
  CHECK_THAT(none.error().help, Contains("secokr init"));
}

TEST_CASE("paths are where the contract has them", "[workspace]") {
  test::TemporaryFolder folder;
  test::write(folder / "secokr.toml", "");
  const auto workspace = *Workspace::open(folder.path());
  const Quarter quarter{2028, 1};
  CHECK(workspace.relative(workspace.config_file()) == "secokr.toml");
  CHECK(workspace.relative(workspace.quarter_folder(quarter)) == "okrs/FY28-Q1");
  CHECK(workspace.relative(workspace.planning_document(quarter)) == "okrs/FY28-Q1/README.md");
  CHECK(workspace.relative(workspace.decisions(quarter)) == "okrs/FY28-Q1/decisions.md");
  CHECK(workspace.relative(workspace.proposal(quarter)) == "okrs/FY28-Q1/proposal.json");
  CHECK(workspace.relative(workspace.published(quarter)) == "okrs/FY28-Q1/published.json");
  CHECK(workspace.relative(workspace.state().path_of("tracker.sqlite")) == ".secokr/tracker.sqlite");
  CHECK(workspace.relative("okrs/x.md") == "okrs/x.md");
}

TEST_CASE("quarters are the folders of that name, in order", "[workspace]") {
  test::TemporaryFolder folder;
  test::write(folder / "secokr.toml", "");
  const auto workspace = *Workspace::open(folder.path());
  CHECK(workspace.quarters().empty());
  for (const char* name : {"FY28-Q2", "FY27-Q4", "FY28", "fy28-q3", "FY28-Q5", "notes"})
    fs::create_directories(folder / "okrs" / name);
  test::write(folder / "okrs/FY28-Q4", "a file");
  CHECK(workspace.quarters() == std::vector<Quarter>{{2027, 4}, {2028, 2}});
}

TEST_CASE("one lock for the workspace", "[workspace]") {
  test::TemporaryFolder folder;
  test::write(folder / "secokr.toml", "");
  const auto workspace = *Workspace::open(folder.path());
  const auto held = workspace.lock();
  REQUIRE(held);
  const auto second = workspace.lock();
  REQUIRE_FALSE(second);
  CHECK(second.error().kind == ErrorKind::local_file);
}
