#pragma once
#include <optional>
#include <string>

#include <secokr/error.hpp>

#include "gitlab/api.hpp"
#include "gitlab/home.hpp"
#include "gitlab/labels.hpp"
#include "gitlab/markers.hpp"
#include "gitlab/people.hpp"
#include "gitlab/probe.hpp"

namespace secokr::gitlab {

/// Making, changing and reading single issues.
class Issues {
 public:
  Issues(Api& api, Home& home, Probe& probe, People& people, Labels& labels, Markers& markers)
      : m_api(api), m_home(home), m_probe(probe), m_people(people), m_labels(labels), m_markers(markers) {}

  Expected<tracker::Issue> read(const tracker::IssueRef& ref);
  Expected<tracker::Issue> create(const tracker::NewIssue& wanted);
  Expected<tracker::Issue> edit(const tracker::IssueRef& ref, const tracker::IssueEdit& edit);

 private:
  /// The issue that holds the marker and is no stranger's.
  Expected<std::optional<tracker::Issue>> holder_of(const tracker::NewIssue& wanted);
  Status check_marker(const tracker::NewIssue& wanted);
  /// Changes what is still needed; what somebody else holds at that moment is tried again.
  Expected<http::Response> put(const tracker::IssueRef& ref, const Json& body);
  Expected<tracker::Issue> post(const tracker::NewIssue& wanted, const Json& body);
  /// Their ids; the names become as GitLab writes them.
  Expected<Json> assignee_ids(std::vector<std::string>& names);

  Api& m_api;
  Home& m_home;
  Probe& m_probe;
  People& m_people;
  Labels& m_labels;
  Markers& m_markers;
};

}  // namespace secokr::gitlab
