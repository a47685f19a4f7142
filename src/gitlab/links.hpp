#pragma once
#include <optional>
#include <span>
#include <vector>

#include <secokr/error.hpp>

#include "gitlab/api.hpp"
#include "gitlab/issues.hpp"
#include "gitlab/probe.hpp"
#include "tracker/port/tracker.hpp"

namespace secokr::gitlab {

/// Links between issues. GitLab keeps one a pair, seen from both ends.
class Links {
 public:
  Links(Api& api, Probe& probe, Issues& issues) : m_api(api), m_probe(probe), m_issues(issues) {}

  /// As seen from each issue, oldest first.
  Status of(std::span<const tracker::IssueRef> refs, const tracker::Sink<tracker::Link>& sink);
  Expected<bool> link(const tracker::IssueRef& from, const tracker::IssueRef& to, tracker::LinkType type);
  Expected<bool> unlink(const tracker::IssueRef& from, const tracker::IssueRef& to);

 private:
  struct Row {
    long id = 0;
    tracker::Link link{};
  };
  Expected<std::vector<Row>> rows_of(const tracker::IssueRef& ref, http::Answer answer);
  Expected<std::optional<Row>> row_between(const tracker::IssueRef& from, const tracker::IssueRef& to);

  Api& m_api;
  Probe& m_probe;
  Issues& m_issues;
};

}  // namespace secokr::gitlab
