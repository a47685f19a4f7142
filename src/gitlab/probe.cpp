#include "gitlab/probe.hpp"

#include <utility>

#include "http/status.hpp"
#include "http/url.hpp"

namespace secokr::gitlab {

namespace {

/// Since then the issues of a project can be listed by cursor.
constexpr std::pair keyset_since{18, 3};

std::string edition_of(const Json& server, const std::string& version) {
  if (server.contains("enterprise")) return flag_in(server, "enterprise") ? "enterprise" : "community";
  return version.ends_with("-ee") ? "enterprise" : "community";
}

}  // namespace

Expected<Probe::Server> Probe::server() {
  if (m_server) return *m_server;
  const Asked asked{"the version of the server"};
  auto answer = m_api.send(http::Method::get, m_api.urls().metadata());
  if (answer && answer->status == http::status::not_found)
    answer = m_api.send(http::Method::get, m_api.urls().version());
  SECOKR_TRY(const Json json, m_api.json(std::move(answer), asked));
  const std::string version = text_in(json, "version");
  m_server =
      Server{.version = version, .edition = edition_of(json, version), .keyset = version_of(version) >= keyset_since};
  return *m_server;
}

bool Probe::has_keyset() {
  const auto known = server();
  return known && known->keyset;
}

void Probe::learn(const Json& issue) {
  if (!m_tier && issue.contains("iid"))
    m_tier = Tier{.weight = issue.contains("weight"), .health = issue.contains("health_status")};
}

Status Probe::look_at_an_issue() {
  SECOKR_TRY(const tracker::Project home, m_home.project());
  SECOKR_TRY(const Json issues,
             m_api.get(http::with_query(m_api.urls().issues(home.path), {{"state", "all"}, {"per_page", "1"}}),
                       {"the issues of " + home.path}));
  if (issues.is_array() && !issues.empty()) learn(issues.front());
  return {};
}

Expected<tracker::Capabilities> Probe::capabilities() {
  SECOKR_TRY(const Server server, this->server());
  bool is_in_group = true;  // without a project any may be meant
  if (m_home.has_project()) {
    SECOKR_TRY(is_in_group, m_home.is_in_group());
  }
  const bool may_be_paid_for = server.edition == "enterprise";
  if (may_be_paid_for && !m_tier && m_home.has_project()) SECOKR_CHECK(look_at_an_issue());
  const Tier tier = may_be_paid_for ? m_tier.value_or(Tier{}) : Tier{};
  return tracker::Capabilities{.health_status = tier.health,
                               .blocks_links = tier.weight,
                               .several_assignees = tier.weight,
                               .scoped_labels_exclusive = tier.weight,
                               .inherited_labels = is_in_group,
                               .keyset = server.keyset,
                               .tier_known = !may_be_paid_for || m_tier.has_value(),
                               .server = "GitLab " + server.version,
                               .edition = server.edition};
}

}  // namespace secokr::gitlab
