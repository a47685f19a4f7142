#include "gitlab/home.hpp"

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace secokr::gitlab {

namespace {

/// What only some kinds of token may read: null where it was refused.
Json json_or_null(const http::Answer& answer) {
  if (!answer || answer->status != 200) return nullptr;
  auto json = json_of(*answer, "");
  return json ? *std::move(json) : Json(nullptr);
}

/// JSON, but not what GitLab sends there: without a name nothing that follows would make sense.
Error of_another_kind(const std::string& what) {
  return {.kind = ErrorKind::network,
          .what = "GitLab's answer to the question for " + what + " is none of GitLab's",
          .reason = "It does not tell what GitLab always tells there",
          .help = "Check that tracker.host or --host names GitLab itself, and the proxy and the VPN"};
}

Error no_project() {
  return {.kind = ErrorKind::configuration,
          .what = "No project is named",
          .reason = "What was asked for is part of one project",
          .help = "Add -R GROUP/PROJECT, or write project = \"GROUP/PROJECT\" into [tracker] of secokr.toml"};
}

}  // namespace

Expected<tracker::Account> Home::whoami() {
  if (m_me) return *m_me;
  const std::array urls{m_api.urls().user(), m_api.urls().token_self()};
  auto answers = m_api.get_all(urls);
  SECOKR_TRY(const Json user, m_api.json(std::move(answers.front()), {"the owner of the token"}));
  if (text_in(user, "username").empty()) return fail(of_another_kind("the owner of the token"));
  m_is_admin = flag_in(user, "is_admin");
  m_me = account_of(user, json_or_null(answers.back()));
  return *m_me;
}

Expected<tracker::Project> Home::project() {
  if (m_project) return *m_project;
  if (!has_project()) return fail(no_project());
  const std::string& name = m_api.options().project;
  std::vector<std::string> urls{m_api.urls().project(name)};
  if (!m_is_admin) urls.push_back(m_api.urls().user());
  auto answers = m_api.get_all(urls);
  SECOKR_TRY(const Json json, m_api.json(std::move(answers.front()), {"the project " + name}));
  if (answers.size() > 1) m_is_admin = flag_in(json_or_null(answers.back()), "is_admin");
  tracker::Project found = project_of(json, m_api.options().origin, *m_is_admin);
  if (found.path.empty() || found.id.empty()) return fail(of_another_kind("the project " + name));
  m_project = std::move(found);
  m_is_in_group = json.contains("namespace") && text_in(json["namespace"], "kind") == "group";
  m_api.know(*m_project);
  return *m_project;
}

Expected<bool> Home::is_in_group() {
  SECOKR_CHECK(project());
  return m_is_in_group;
}

}  // namespace secokr::gitlab
