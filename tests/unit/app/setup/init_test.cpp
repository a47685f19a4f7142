#include <date/date.h>
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <filesystem>

#include "app/setup/init.hpp"
#include "base/text.hpp"
#include "config/config.hpp"
#include "support/temporary_folder.hpp"
#include "tracker/apply/executor.hpp"
#include "tracker/change/change_set.hpp"
#include "workspace/proposal.hpp"
#include "workspace/workspace.hpp"

using namespace secokr;
using namespace date::literals;
namespace fs = std::filesystem;

namespace {

app::InitRequest request_in(const fs::path& folder) {
  return {
      .folder = folder, .today = 2026_y / 11 / 22, .ids = [id = 0]() mutable { return fmt::format("{:016x}", ++id); }};
}

tracker::Applied write(const app::InitRequest& request) {
  auto set = app::plan_init(request);
  REQUIRE(set.has_value());
  return tracker::apply(*std::move(set), nullptr, {.root = request.folder});
}

config::Config loaded(const fs::path& folder) {
  auto config = config::load({.workspace_file = folder / "secokr.toml"});
  if (!config)
    for (const auto& note : config.error().notes) UNSCOPED_INFO(note.line.value_or(0) << ": " << note.expected);
  REQUIRE(config.has_value());
  return *std::move(config);
}

std::vector<std::string> names_of(const tracker::ChangeSet& set) {
  std::vector<std::string> names;
  for (const auto& change : set.changes) names.push_back(change.name);
  return names;
}

Error error_of(const app::InitRequest& request) {
  const auto set = app::plan_init(request);
  REQUIRE_FALSE(set.has_value());
  return set.error();
}

}  // namespace

TEST_CASE("a new workspace says the defaults aloud") {
  const test::TemporaryFolder folder;
  const auto request = request_in(folder.path());
  const auto set = app::plan_init(request);
  REQUIRE(set.has_value());
  CHECK(names_of(*set) == std::vector<std::string>{".gitignore", ".gitattributes", "secokr.toml"});
  CHECK(set->quarter == "FY28-Q1");
  const auto applied = write(request);
  CHECK_FALSE(applied.failure.has_value());
  CHECK(applied.done == 3);
  CHECK(test::read(folder / ".gitignore") == ".secokr/\n");
  CHECK(test::read(folder / ".gitattributes") == "okrs/**/decisions.md merge=union\n");

  const auto config = loaded(folder.path());
  const config::Config defaults;
  CHECK(config.calendar.fiscal.first_month == defaults.calendar.fiscal.first_month);
  CHECK(config.calendar.counting == defaults.calendar.counting);
  CHECK(config.timezone == defaults.timezone);
  CHECK(config.limits.objectives == defaults.limits.objectives);
  CHECK(config.labels.priority == defaults.labels.priority);
  CHECK(config.labels.division_aliases == defaults.labels.division_aliases);
  CHECK(config.org.areas.empty());
  CHECK(workspace::find_root(folder / ".") == fs::canonical(folder.path()));
}

TEST_CASE("what init is told stands in the file") {
  const test::TemporaryFolder folder;
  auto request = request_in(folder.path());
  request.calendar = {.first_month = 11, .counting = Counting::published, .timezone = "Europe/Berlin"};
  request.areas = {{"SecAssurance", "@assurance-director"}, {" Red \"Blue\" \\ {{purple}} ", "purple.lead"}};
  CHECK(write(request).done == 3);
  const auto config = loaded(folder.path());
  CHECK(config.calendar.fiscal.first_month == 11);
  CHECK(config.calendar.counting == Counting::published);
  CHECK(config.timezone == "Europe/Berlin");
  REQUIRE(config.org.areas.size() == 2);
  CHECK(config.org.areas[0].name == "SecAssurance");
  CHECK(config.org.areas[0].leader == "assurance-director");
  CHECK(config.org.areas[1].name == "Red \"Blue\" \\ {{purple}}");
  CHECK(config.org.areas[1].leader == "purple.lead");
  CHECK(test::read(folder / "secokr.toml").find("\n\n\n") == std::string::npos);
}

TEST_CASE("the whole example is written at once") {
  const test::TemporaryFolder folder;
  auto request = request_in(folder.path());
  request.example = true;
  const auto set = app::plan_init(request);
  REQUIRE(set.has_value());
  CHECK(names_of(*set) ==
        std::vector<std::string>{".gitignore", ".gitattributes", "okrs/FY28-Q1/security-training.md",
                                 "okrs/FY28-Q1/vulnerability-remediation.md", "okrs/FY28-Q1/credential-rotation.md",
                                 "okrs/FY28-Q1/insider-threat.md", "okrs/FY28-Q1/supplier-assurance.md",
                                 "okrs/FY28-Q1/decisions.md", "okrs/FY28/priorities.md", "okrs/FY28-Q1/proposal.json",
                                 "secokr.toml"});
  const auto applied = tracker::apply(*set, nullptr, {.root = folder.path()});
  CHECK_FALSE(applied.failure.has_value());
  CHECK(applied.done == set->changes.size());
  CHECK(loaded(folder.path()).org.areas.size() == 5);
}

TEST_CASE("git's files keep what they say and get the line that is missing") {
  struct Case {
    std::string before, after;
  };
  const auto [before, after] = GENERATE(Case{"build/\n", "build/\n.secokr/\n"}, Case{"build/", "build/\n.secokr/\n"},
                                        Case{"build/\r\n", "build/\r\n.secokr/\r\n"}, Case{"", ".secokr/\n"},
                                        Case{"# .secokr/ is ours\n", "# .secokr/ is ours\n.secokr/\n"});
  CAPTURE(before);
  const test::TemporaryFolder folder;
  test::write(folder / ".gitignore", before);
  CHECK(write(request_in(folder.path())).done == 3);
  CHECK(test::read(folder / ".gitignore") == after);
}

TEST_CASE("a line that stands in git's file is not repeated") {
  const auto before =
      GENERATE(std::string{".secokr/\n"}, std::string{"a\n/.secokr\nb"}, std::string{".secokr  \r\nx\r\n"});
  CAPTURE(before);
  const test::TemporaryFolder folder;
  test::write(folder / ".gitignore", before);
  const auto set = app::plan_init(request_in(folder.path()));
  REQUIRE(set.has_value());
  CHECK(names_of(*set) == std::vector<std::string>{".gitattributes", "secokr.toml"});
}

TEST_CASE("a workspace is not made twice, and not inside another one") {
  const test::TemporaryFolder folder;
  CHECK(write(request_in(folder.path())).done == 3);
  const auto before = test::read(folder / "secokr.toml");

  const auto twice = error_of(request_in(folder.path()));
  CHECK(twice.kind == ErrorKind::configuration);
  CHECK(twice.what.find("is a workspace already") != std::string::npos);
  CHECK_FALSE(twice.help.empty());

  fs::create_directories(folder / "okrs/deep");
  const auto nested = error_of(request_in(folder / "okrs/deep"));
  CHECK(nested.kind == ErrorKind::configuration);
  CHECK(nested.what.find(fs::canonical(folder.path()).string()) != std::string::npos);
  CHECK(nested.help.find("-C") != std::string::npos);
  CHECK(test::read(folder / "secokr.toml") == before);
}

TEST_CASE("somebody's files are not overwritten by the example") {
  const test::TemporaryFolder folder;
  fs::create_directories(folder / "okrs/FY28-Q1");
  test::write(folder / "okrs/FY28-Q1/insider-threat.md", "# Mine\n");
  auto request = request_in(folder.path());
  request.example = true;
  const auto applied = write(request);
  REQUIRE(applied.failure.has_value());
  CHECK(applied.failure->kind == ErrorKind::local_file);
  CHECK(applied.done == 0);
  CHECK(test::read(folder / "okrs/FY28-Q1/insider-threat.md") == "# Mine\n");
  CHECK_FALSE(fs::exists(folder / "secokr.toml"));
  CHECK_FALSE(fs::exists(folder / ".gitignore"));
}

TEST_CASE("an init that was cut short is finished by the next one") {
  const test::TemporaryFolder folder;
  auto set = app::plan_init(request_in(folder.path()));
  REQUIRE(set.has_value());
  set->changes.resize(2);
  CHECK(tracker::apply(*set, nullptr, {.root = folder.path()}).done == 2);
  CHECK_FALSE(fs::exists(folder / "secokr.toml"));
  CHECK(write(request_in(folder.path())).done == 1);
  CHECK(loaded(folder.path()).org.areas.empty());
}

TEST_CASE("an example that was cut short after any file is finished with the ids that are there") {
  const test::TemporaryFolder undisturbed;
  auto whole = request_in(undisturbed.path());
  whole.example = true;
  const auto all = app::plan_init(whole);
  REQUIRE(all.has_value());
  for (std::size_t made = 0; made < all->changes.size(); ++made) {
    INFO("cut short after " << made << " files");
    const test::TemporaryFolder folder;
    auto request = request_in(folder.path());
    request.example = true;
    auto set = app::plan_init(request);
    REQUIRE(set.has_value());
    set->changes.resize(made);
    REQUIRE_FALSE(tracker::apply(*std::move(set), nullptr, {.root = folder.path()}).failure.has_value());
    const auto again = [&] {
      auto fresh = request;
      fresh.ids = [id = 0xabc000]() mutable { return fmt::format("{:016x}", ++id); };
      return write(fresh);
    }();
    REQUIRE_FALSE(again.failure.has_value());
    CHECK(again.done + again.unchanged + std::min<std::size_t>(made, 2) == all->changes.size());
    loaded(folder.path());
    const auto proposal = workspace::read_proposal(*workspace::Workspace::open(folder.path()), {2028, 1});
    REQUIRE((proposal && *proposal));
    for (const auto& [id, objective] : (*proposal)->objectives) {
      const auto file = folder / ("okrs/FY28-Q1/" + base::slug(objective.reference) + ".md");
      CHECK(test::read(file).find("<!-- secokr:id " + id + " -->") != std::string::npos);
    }
  }
}

TEST_CASE("what init cannot use is a usage error and writes nothing") {
  const test::TemporaryFolder folder;
  auto request = request_in(folder.path());
  SECTION("an area without a name") { request.areas = {{"  ", "x"}}; }
  SECTION("an area of two lines") { request.areas = {{"A\nB", "x"}}; }
  SECTION("a leader with a blank") { request.areas = {{"A", "@one two"}}; }
  SECTION("a leader without a name") { request.areas = {{"A", "@"}}; }
  SECTION("an area given twice") { request.areas = {{"ProdSec", "x"}, {"prodsec", "y"}}; }
  SECTION("no month") { request.calendar.first_month = 0; }
  SECTION("a month too many") { request.calendar.first_month = 13; }
  SECTION("no time zone") { request.calendar.timezone = "Europe/Nowhere"; }
  SECTION("a day past every quarter") { request.today = 2099_y / 12 / 1; }
  const auto error = error_of(request);
  CHECK(error.kind == ErrorKind::usage);
  CHECK_FALSE(error.what.empty());
  CHECK_FALSE(error.help.empty());
  CHECK(fs::is_empty(folder.path()));
}
