#include "gitlab/home.hpp"

#include <array>
#include <string>
#include <vector>

namespace secokr::gitlab {

namespace {

/// What only some kinds of token may read: null where it was refused.
Json json_or_null(const http::Answer& answer) {
  if (!answer || answer->status != 200) return nullptr;
  auto json = json_of(*answer, "");
  return json ? *std::move(json) : Json(nullptr);
}

}  // namespace

Expected<tracker::Account> Home::whoami() {
  if (m_me) return *m_me;
  const std::array urls{m_api.urls().user(), m_api.urls().token_self()};
  auto answers = m_api.get_all(urls);
  SECOKR_TRY(const Json user, m_api.json(std::move(answers.front()), {"the owner of the token"}));
  m_is_admin = flag_in(user, "is_admin");
  m_me = account_of(user, json_or_null(answers.back()));
  return *m_me;
}

Expected<tracker::Project> Home::project() {
  if (m_project) return *m_project;
  const std::string& name = m_api.options().project;
  std::vector<std::string> urls{m_api.urls().project(name)};
  if (!m_is_admin) urls.push_back(m_api.urls().user());
  auto answers = m_api.get_all(urls);
  SECOKR_TRY(const Json json, m_api.json(std::move(answers.front()), {"the project " + name}));
  if (answers.size() > 1) m_is_admin = flag_in(json_or_null(answers.back()), "is_admin");
  m_project = project_of(json, m_api.options().origin, *m_is_admin);
  m_is_in_group = json.contains("namespace") && text_in(json["namespace"], "kind") == "group";
  m_api.know(*m_project);
  return *m_project;
}

Expected<bool> Home::is_in_group() {
  SECOKR_CHECK(project());
  return m_is_in_group;
}

}  // namespace secokr::gitlab
