#include "workspace/unfinished.hpp"

#include <catch2/catch.hpp>
#include <filesystem>

#include "support/temporary_folder.hpp"

using namespace secokr;
using workspace::UnfinishedRun;
using workspace::UnfinishedRuns;

TEST_CASE("a run that was begun is found by its line until it is finished") {
  const test::TemporaryFolder folder;
  const UnfinishedRuns runs(base::StateFolder(folder.path(), ".secokr"));
  const UnfinishedRun one{
      .line = "draft exclude A", .records = {"- 2027-01-04 · P5 · A"}, .files = {{"okrs/a.md", "11"}}};
  const UnfinishedRun other{.line = "draft exclude B"};
  CHECK_FALSE(runs.find(one.line)->has_value());
  REQUIRE(runs.finish(one.line).has_value());
  REQUIRE(runs.begin(one).has_value());
  REQUIRE(runs.begin(other).has_value());
  REQUIRE(runs.begin(one).has_value());
  CHECK(**runs.find(one.line) == one);
  CHECK(**runs.find(other.line) == other);
  REQUIRE(runs.finish(one.line).has_value());
  CHECK_FALSE(runs.find(one.line)->has_value());
  CHECK(std::filesystem::exists(folder / ".secokr/unfinished.json"));
  REQUIRE(runs.finish(other.line).has_value());
  CHECK_FALSE(std::filesystem::exists(folder / ".secokr/unfinished.json"));
}

TEST_CASE("a damaged memory of runs is none") {
  const test::TemporaryFolder folder;
  const UnfinishedRuns runs(base::StateFolder(folder.path(), ".secokr"));
  test::write(folder / ".secokr/unfinished.json", "{");
  CHECK_FALSE(runs.find("x")->has_value());
  REQUIRE(runs.begin({.line = "x"}).has_value());
  CHECK(runs.find("x")->has_value());
}
