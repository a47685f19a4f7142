#include "gitlab/endpoints.hpp"

#include "http/url.hpp"

namespace secokr::gitlab {

Endpoints::Endpoints(std::string origin) : m_base(std::move(origin) + "/api/v4") {}

std::string Endpoints::in_project(std::string_view project, std::string_view rest) const {
  return m_base + "/projects/" + http::encoded(project) + std::string(rest);
}

std::string Endpoints::in_group(std::string_view group, std::string_view rest) const {
  return m_base + "/groups/" + http::encoded(group) + std::string(rest);
}

std::string Endpoints::version() const { return m_base + "/version"; }
std::string Endpoints::metadata() const { return m_base + "/metadata"; }
std::string Endpoints::user() const { return m_base + "/user"; }
std::string Endpoints::users() const { return m_base + "/users"; }
std::string Endpoints::token_self() const { return m_base + "/personal_access_tokens/self"; }
std::string Endpoints::project(std::string_view project) const { return in_project(project, ""); }
std::string Endpoints::members(std::string_view project) const { return in_project(project, "/members/all"); }
std::string Endpoints::issues(std::string_view project) const { return in_project(project, "/issues"); }
std::string Endpoints::issue(const tracker::IssueRef& ref) const {
  return issues(ref.project) + "/" + std::to_string(ref.iid);
}
std::string Endpoints::group_issues(std::string_view group) const { return in_group(group, "/issues"); }
std::string Endpoints::labels(const tracker::LabelHome& home) const {
  return home.group.empty() ? in_project(home.project, "/labels") : in_group(home.group, "/labels");
}
std::string Endpoints::label(const tracker::LabelHome& home, std::string_view name) const {
  return labels(home) + "/" + http::encoded(name);
}
std::string Endpoints::notes(const tracker::IssueRef& ref) const { return issue(ref) + "/notes"; }
std::string Endpoints::note(const tracker::IssueRef& ref, long note_id) const {
  return notes(ref) + "/" + std::to_string(note_id);
}
std::string Endpoints::links(const tracker::IssueRef& ref) const { return issue(ref) + "/links"; }
std::string Endpoints::link(const tracker::IssueRef& ref, long link_id) const {
  return links(ref) + "/" + std::to_string(link_id);
}
std::string Endpoints::label_events(const tracker::IssueRef& ref) const {
  return issue(ref) + "/resource_label_events";
}
std::string Endpoints::state_events(const tracker::IssueRef& ref) const {
  return issue(ref) + "/resource_state_events";
}

}  // namespace secokr::gitlab
