#include "workspace/git_remote.hpp"

#include <catch2/catch.hpp>

#include "support/temporary_folder.hpp"

using secokr::workspace::git_origin;
using secokr::workspace::GitRemote;
using secokr::workspace::parse_git_remote;

TEST_CASE("every form of a remote leads to its web address") {
  struct Row {
    std::string url;
    std::optional<GitRemote> remote;
  };
  const GitRemote usual{"https://gitlab.com", "gitlab-com/gitlab-OKRs"};
  const Row rows[] = {
      {"https://gitlab.com/gitlab-com/gitlab-OKRs.git", usual},
      {"https://gitlab.com/gitlab-com/gitlab-OKRs/", usual},
      {"HTTPS://GitLab.com:443/gitlab-com/gitlab-OKRs", usual},
      {"https://oauth2:glpat-secret@gitlab.com/gitlab-com/gitlab-OKRs.git", usual},
      {"git@gitlab.com:gitlab-com/gitlab-OKRs.git", usual},
      {"gitlab.com:gitlab-com/gitlab-OKRs.git", usual},
      {"ssh://git@gitlab.com:2222/gitlab-com/gitlab-OKRs.git", usual},
      {"ssh://gitlab.com/gitlab-com/gitlab-OKRs.git", usual},
      {"http://gitlab.example.com:8080/a/b", GitRemote{"https://gitlab.example.com", "a/b"}},
      {"https://gitlab.example.com:8443/a/b/c.git", GitRemote{"https://gitlab.example.com:8443", "a/b/c"}},
      {"/srv/git/okrs.git", std::nullopt},
      {"../okrs:2/x", std::nullopt},
      {"file:///srv/git/okrs.git", std::nullopt},
      {"https://gitlab.com", std::nullopt},
      {"https://gitlab.com/okrs", std::nullopt},
      {"git@gitlab.com:okrs.git", std::nullopt},
      {"https:///a/b", std::nullopt},
      {"https://gitlab.com/a b/c", std::nullopt},
      {"", std::nullopt},
  };
  for (const Row& row : rows) {
    CAPTURE(row.url);
    CHECK((parse_git_remote(row.url) == row.remote));
  }
}

TEST_CASE("the remote `origin` is found from a folder below, and through a linked worktree") {
  const secokr::test::TemporaryFolder folder;
  const std::string config =
      "[core]\n\tbare = false\n\turl = https://x.example/a/b\n"
      "[remote \"upstream\"]\n\turl = git@gitlab.com:other/thing.git\n"
      "[remote \"origin\"]\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n\turl = \"git@gitlab.com:sec/okrs.git\" # "
      "ours\n";
  secokr::test::write(folder / "repo/.git/config", config);
  secokr::test::write(folder / "repo/docs/x.md", "");
  secokr::test::write(folder / "tree/.git", "gitdir: ../repo/.git/worktrees/tree\n");
  secokr::test::write(folder / "repo/.git/worktrees/tree/commondir", "../..\n");
  const std::optional<GitRemote> remote{{"https://gitlab.com", "sec/okrs"}};
  CHECK((git_origin(folder / "repo") == remote));
  CHECK((git_origin(folder / "repo/docs") == remote));
  CHECK((git_origin(folder / "tree") == remote));
  secokr::test::write(folder / "bare/.git/config", "[core]\n");
  CHECK_FALSE(git_origin(folder / "bare").has_value());
  secokr::test::write(folder / "odd/.git", "no pointer\n");
  CHECK_FALSE(git_origin(folder / "odd").has_value());
}

TEST_CASE("the branch of a working tree, and whether merge requests are merged into it") {
  const secokr::test::TemporaryFolder folder;
  const auto write = [&](const std::string& path, const std::string& text) {
    secokr::test::write(folder / path, text);
  };
  const auto is = [&](const std::string& path, const std::string& name, bool is_default) {
    const auto branch = secokr::workspace::git_branch(folder / path);
    return branch && branch->name == name && branch->is_default == is_default;
  };
  write("plain/.git/HEAD", "ref: refs/heads/main\n");
  write("topic/.git/HEAD", "ref: refs/heads/team/topic\n");
  write("known/.git/HEAD", "ref: refs/heads/main\n");
  write("known/.git/refs/remotes/origin/HEAD", "ref: refs/remotes/origin/trunk\n");
  write("detached/.git/HEAD", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b\n");
  write("tree/.git", "gitdir: ../known/.git/worktrees/tree\n");
  write("known/.git/worktrees/tree/commondir", "../..\n");
  write("known/.git/worktrees/tree/HEAD", "ref: refs/heads/trunk\n");
  std::filesystem::create_directories(folder / "plain" / "okrs");
  CHECK(is("plain/okrs", "main", true));
  CHECK(is("topic", "team/topic", false));
  CHECK(is("known", "main", false));
  CHECK(is("detached", "", false));
  CHECK(is("tree", "trunk", true));
}
