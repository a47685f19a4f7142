#include "workspace/git_history.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <memory>

#include "support/git_repository.hpp"
#include "support/sample_plan.hpp"
#include "support/temporary_folder.hpp"

using namespace secokr;
using namespace secokr::workspace;
using test::day;

namespace {

namespace fs = std::filesystem;

const Quarter quarter(2028, 1);

/// A repository whose workspace lies in its folder `planning`.
struct Repository {
  Repository() {
    put("secokr.toml", "");
    workspace = std::make_unique<Workspace>(*Workspace::open(root()));
  }

  fs::path root() const { return folder / "planning"; }
  void put(const std::string& path, const std::string& text) const { test::write(root() / path, text); }
  GitHistory history(const std::string& zone = "UTC") const {
    const base::Environment environment(variables);
    return GitHistory::open(*workspace, &environment, zone);
  }

  test::TemporaryFolder folder{};
  test::GitRepository git{folder.path()};
  std::unique_ptr<Workspace> workspace{};
  std::map<std::string, std::string, std::less<>> variables = test::GitRepository::environment().all();
};

}  // namespace

TEST_CASE("where git has nothing to say it says why") {
  Repository repository;
  const auto check_absent = [&](const std::string& why) {
    const GitHistory history = repository.history();
    CHECK(history.absent() == why + ", so nothing can be compared");
    CHECK_FALSE(history.head());
    CHECK_FALSE(history.at_end_of(day("2027-01-04")));
  };
  check_absent("the workspace is not in git");
  repository.git.init();
  check_absent("the repository has no commit yet");
  repository.variables["PATH"] = repository.folder.path().string();
  check_absent("git is not installed here");
  repository.variables.erase("PATH");
  test::write(repository.folder.path() / ".git/config", "[broken");
  CHECK_THAT(repository.history().absent(), Catch::StartsWith("git cannot read the repository (bad config line"));
  CHECK(GitHistory::open(*repository.workspace, nullptr, "UTC").absent() ==
        "git is not looked at, so nothing can be compared");
}

TEST_CASE("the last commit at or before the end of a day in the configured zone") {
  Repository repository;
  repository.git.init();
  const std::string first = repository.git.commit_all("2027-01-04T09:00:00Z");
  const std::string second = repository.git.commit_all("2027-01-04T23:30:00Z");
  const std::string third = repository.git.commit_all("2027-01-06T01:00:00Z");
  struct Row {
    std::string zone;
    const char* on;
    std::string commit;
    const char* committed;
  };
  const std::vector<Row> rows{
      {"UTC", "2027-01-03", "", ""},
      {"UTC", "2027-01-04", second, "2027-01-04"},
      {"UTC", "2027-01-05", second, "2027-01-04"},
      {"UTC", "2027-01-06", third, "2027-01-06"},
      {"UTC", "2030-01-01", third, "2027-01-06"},
      {"Europe/Berlin", "2027-01-04", first, "2027-01-04"},
      {"Europe/Berlin", "2027-01-05", second, "2027-01-05"},
      {"America/Los_Angeles", "2027-01-04", second, "2027-01-04"},
      {"America/Los_Angeles", "2027-01-05", third, "2027-01-05"},
      {"Pacific/Kiritimati", "2027-01-04", first, "2027-01-04"},
  };
  for (const Row& row : rows) {
    INFO(row.zone << " " << row.on);
    const auto found = repository.history(row.zone).at_end_of(day(row.on));
    REQUIRE(found.has_value() == !row.commit.empty());
    if (!found) continue;
    CHECK(found->id == row.commit);
    CHECK(to_string(found->on) == row.committed);
  }
  CHECK(repository.history().head() == GitCommit{third, day("2027-01-06")});
}

TEST_CASE("what a merge brought counts from the merge on") {
  Repository repository;
  repository.git.init();
  const std::string base = repository.git.commit_all("2027-01-04T09:00:00Z");
  repository.git.run({"checkout", "-q", "-b", "side"});
  repository.git.commit_all("2027-01-05T09:00:00Z");
  repository.git.run({"checkout", "-q", "main"});
  repository.git.run({"merge", "-q", "--no-ff", "-m", "merged", "side"}, "2027-01-11T09:00:00Z");
  CHECK(repository.history().at_end_of(day("2027-01-06"))->id == base);
  CHECK(repository.history().at_end_of(day("2027-01-11"))->id == repository.git.run({"rev-parse", "HEAD"}));
}

TEST_CASE("a commit by any name and nothing that is an option") {
  Repository repository;
  repository.git.init();
  const std::string first = repository.git.commit_all("2027-01-04T09:00:00Z");
  repository.git.run({"tag", "-a", "v1", "-m", "annotated"});
  const std::string second = repository.git.commit_all("2027-01-05T09:00:00Z");
  const GitHistory history = repository.history();
  for (const auto& [name, id] : std::vector<std::pair<std::string, std::string>>{{"v1", first},
                                                                                 {"HEAD", second},
                                                                                 {"main", second},
                                                                                 {"HEAD~1", first},
                                                                                 {first.substr(0, 10), first},
                                                                                 {first, first}}) {
    INFO(name);
    const auto found = history.commit(name);
    REQUIRE(found);
    CHECK(found->id == id);
  }
  for (const std::string name : {"", "-x", "--all", "nothing", "HEAD:secokr.toml", "HEAD~9", "v1 v1", "HEAD..v1",
                                 "0123456789012345678901234567890123456789"}) {
    INFO(name);
    const auto found = history.commit(name);
    REQUIRE_FALSE(found);
    CHECK(found.error().kind == ErrorKind::usage);
  }
}

TEST_CASE("the files of a quarter at a commit") {
  Repository repository;
  repository.git.init();
  const std::string before = repository.git.commit_all("2027-01-04T09:00:00Z");
  const std::string odd = "a line\r\nwithout an end, with a \xC3\xA9 and a NUL \0 in it";
  repository.put("okrs/FY28-Q1/red-team.md", "# Red Team\n");
  repository.put("okrs/FY28-Q1/décisions \"odd\".md", odd);
  repository.put("okrs/FY28-Q1/empty.md", "");
  repository.put("okrs/FY28-Q1/folder/deep.md", "deep");
  repository.put("okrs/FY28-Q2/other.md", "other");
  fs::create_symlink("/etc/passwd", repository.root() / "okrs/FY28-Q1/link.md");
  repository.git.commit_all("2027-01-05T09:00:00Z");
  repository.put("okrs/FY28-Q1/red-team.md", "# Changed and not committed\n");
  const GitHistory history = repository.history();

  const std::map<std::string, std::string> wanted{{"okrs/FY28-Q1/red-team.md", "# Red Team\n"},
                                                  {"okrs/FY28-Q1/décisions \"odd\".md", odd},
                                                  {"okrs/FY28-Q1/empty.md", ""}};
  CHECK(history.files(*history.head(), quarter) == wanted);
  CHECK(history.files({before, {}}, quarter) == std::map<std::string, std::string>{});
  CHECK(history.files({"0123456789012345678901234567890123456789", {}}, quarter) == std::nullopt);
}

TEST_CASE("a shallow clone says that it is one") {
  Repository repository;
  repository.git.init();
  repository.git.commit_all("2027-01-04T09:00:00Z");
  repository.git.commit_all("2027-01-05T09:00:00Z");
  CHECK_FALSE(repository.history().shallow());
  const fs::path clone = repository.folder.path() / "clone";
  repository.git.run({"clone", "-q", "--depth", "1", "file://" + repository.folder.path().string(), clone.string()});
  const auto workspace = Workspace::open(clone / "planning");
  REQUIRE(workspace);
  const base::Environment environment(repository.variables);
  const GitHistory history = GitHistory::open(*workspace, &environment, "UTC");
  CHECK(history.shallow());
  CHECK(history.head());
  CHECK_FALSE(history.at_end_of(day("2027-01-04")));
}

TEST_CASE("no program of the repository's configuration runs and no other repository is looked at") {
  Repository repository;
  repository.git.init();
  const std::string here = repository.git.commit_all("2027-01-04T09:00:00Z");
  repository.put("okrs/FY28-Q1/red-team.md", "# Red Team\n");
  repository.put(".gitattributes", "*.md diff=spy filter=spy text\n");
  const std::string last = repository.git.commit_all("2027-01-05T09:00:00Z");
  const std::string mark = (repository.folder.path() / "ran").string();
  const std::string spy = "touch " + mark + "; cat";
  for (const std::string key : {"diff.spy.textconv", "diff.external", "filter.spy.smudge", "filter.spy.clean",
                                "core.pager", "core.fsmonitor", "core.sshCommand", "gpg.program", "core.editor"})
    repository.git.run({"config", key, spy});
  repository.git.run({"config", "log.showSignature", "true"});
  repository.git.run({"config", "remote.origin.url", "ext::sh -c " + spy});
  repository.git.run({"config", "remote.origin.promisor", "true"});
  repository.git.run({"config", "extensions.partialClone", "origin"});

  Repository other;
  other.git.init();
  other.git.commit_all("2027-01-06T09:00:00Z");
  for (const auto& [name, value] :
       std::vector<std::pair<std::string, std::string>>{{"GIT_DIR", (other.folder.path() / ".git").string()},
                                                        {"GIT_WORK_TREE", other.folder.path().string()},
                                                        {"GIT_INDEX_FILE", "/nowhere"},
                                                        {"GIT_EXTERNAL_DIFF", spy},
                                                        {"GIT_PAGER", spy},
                                                        {"GIT_OBJECT_DIRECTORY", "/nowhere"}})
    repository.variables[name] = value;

  const GitHistory history = repository.history();
  REQUIRE(history.head());
  CHECK(history.head()->id == last);
  CHECK(history.at_end_of(day("2027-01-04"))->id == here);
  CHECK(history.files(*history.head(), quarter)->size() == 1);
  CHECK_FALSE(history.commit("0123456789012345678901234567890123456789"));
  CHECK_FALSE(history.files({"0123456789012345678901234567890123456789", {}}, quarter));
  CHECK_FALSE(fs::exists(mark));
}
