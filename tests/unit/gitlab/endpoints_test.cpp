#include "gitlab/endpoints.hpp"

#include <catch2/catch.hpp>

using namespace secokr;
using gitlab::Endpoints;

TEST_CASE("the URLs of GitLab's REST v4") {
  const Endpoints urls("https://gitlab.example.com");
  const tracker::IssueRef ref{"group/sub group/okr", 12};
  const std::string project = "https://gitlab.example.com/api/v4/projects/group%2Fsub%20group%2Fokr";
  const std::string group = "https://gitlab.example.com/api/v4/groups/group%2Fsub%20group";
  struct Row {
    std::string got;
    std::string wanted;
  };
  const std::vector<Row> rows = {
      {urls.version(), "https://gitlab.example.com/api/v4/version"},
      {urls.metadata(), "https://gitlab.example.com/api/v4/metadata"},
      {urls.user(), "https://gitlab.example.com/api/v4/user"},
      {urls.users(), "https://gitlab.example.com/api/v4/users"},
      {urls.token_self(), "https://gitlab.example.com/api/v4/personal_access_tokens/self"},
      {urls.project("278964"), "https://gitlab.example.com/api/v4/projects/278964"},
      {urls.project(ref.project), project},
      {urls.members(ref.project), project + "/members/all"},
      {urls.issues(ref.project), project + "/issues"},
      {urls.issue(ref), project + "/issues/12"},
      {urls.group_issues("group/sub group"), group + "/issues"},
      {urls.labels({.project = ref.project}), project + "/labels"},
      {urls.labels({.group = "group/sub group"}), group + "/labels"},
      {urls.label({.project = ref.project}, "sec-okr::p1"), project + "/labels/sec-okr%3A%3Ap1"},
      {urls.label({.project = ref.project}, "a/b?c#d é"), project + "/labels/a%2Fb%3Fc%23d%20%C3%A9"},
      {urls.label({.group = "group/sub group"}, "sec-okr::p1"), group + "/labels/sec-okr%3A%3Ap1"},
      {urls.notes(ref), project + "/issues/12/notes"},
      {urls.note(ref, 47), project + "/issues/12/notes/47"},
      {urls.links(ref), project + "/issues/12/links"},
      {urls.link(ref, 2), project + "/issues/12/links/2"},
      {urls.label_events(ref), project + "/issues/12/resource_label_events"},
      {urls.state_events(ref), project + "/issues/12/resource_state_events"},
  };
  for (const Row& row : rows) CHECK(row.got == row.wanted);
}

TEST_CASE("a project's name cannot leave its place in the URL") {
  const Endpoints urls("https://gitlab.example.com");
  for (const std::string hostile : {"../../admin", "a/../b", "x?private_token=1", "x#y", "x\r\nHost: evil", "a%2Fb"}) {
    const std::string url = urls.project(hostile);
    const std::string last = url.substr(std::string("https://gitlab.example.com/api/v4/projects/").size());
    INFO(url);
    CHECK(last.find_first_of("/?#\r\n ") == std::string::npos);
  }
}
