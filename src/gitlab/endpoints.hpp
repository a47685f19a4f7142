#pragma once
#include <string>
#include <string_view>

#include "tracker/port/issue.hpp"

namespace secokr::gitlab {

/// The URLs of GitLab's REST v4 that secokr uses; `project` and `group` are a path or a number and are encoded here.
class Endpoints {
 public:
  explicit Endpoints(std::string origin);

  std::string version() const;                               ///< /version
  std::string metadata() const;                              ///< /metadata
  std::string user() const;                                  ///< /user
  std::string users() const;                                 ///< /users
  std::string token_self() const;                            ///< /personal_access_tokens/self
  std::string project(std::string_view project) const;       ///< /projects/:id
  std::string members(std::string_view project) const;       ///< /projects/:id/members/all
  std::string issues(std::string_view project) const;        ///< /projects/:id/issues
  std::string issue(const tracker::IssueRef& ref) const;     ///< /projects/:id/issues/:iid
  std::string group_issues(std::string_view group) const;    ///< /groups/:id/issues
  std::string labels(const tracker::LabelHome& home) const;  ///< …/:id/labels of a project or a group
  std::string label(const tracker::LabelHome& home, std::string_view name) const;  ///< …/:id/labels/:name
  std::string notes(const tracker::IssueRef& ref) const;
  std::string note(const tracker::IssueRef& ref, long note_id) const;
  std::string links(const tracker::IssueRef& ref) const;
  std::string link(const tracker::IssueRef& ref, long link_id) const;
  std::string label_events(const tracker::IssueRef& ref) const;  ///< …/resource_label_events
  std::string state_events(const tracker::IssueRef& ref) const;  ///< …/resource_state_events

 private:
  std::string in_project(std::string_view project, std::string_view rest) const;
  std::string in_group(std::string_view group, std::string_view rest) const;
  std::string m_base;  ///< `https://gitlab.com/api/v4`
};

}  // namespace secokr::gitlab
