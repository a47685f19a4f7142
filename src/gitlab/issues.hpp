#pragma once
#include <optional>
#include <string>

#include <secokr/error.hpp>

#include "gitlab/api.hpp"
#include "gitlab/home.hpp"
#include "gitlab/issue_list.hpp"
#include "gitlab/labels.hpp"
#include "gitlab/people.hpp"
#include "gitlab/probe.hpp"

namespace secokr::gitlab {

/// Making, changing and reading single issues.
class Issues {
 public:
  Issues(Api& api, Home& home, Probe& probe, People& people, Labels& labels, IssueList& list)
      : m_api(api), m_home(home), m_probe(probe), m_people(people), m_labels(labels), m_list(list) {}

  Expected<tracker::Issue> read(const tracker::IssueRef& ref);
  Expected<tracker::Issue> create(const tracker::NewIssue& wanted);
  Expected<tracker::Issue> edit(const tracker::IssueRef& ref, const tracker::IssueEdit& edit);

 private:
  Expected<std::optional<tracker::Issue>> holder_of(const std::string& marker);
  Status check_marker(const std::string& marker);
  Expected<tracker::Issue> post(const tracker::NewIssue& wanted, const Json& body);
  /// Their ids; the names become as GitLab writes them.
  Expected<Json> assignee_ids(std::vector<std::string>& names);

  Api& m_api;
  Home& m_home;
  Probe& m_probe;
  People& m_people;
  Labels& m_labels;
  IssueList& m_list;
};

}  // namespace secokr::gitlab
