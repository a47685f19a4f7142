#pragma once
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "gitlab/api.hpp"
#include "gitlab/home.hpp"
#include "gitlab/probe.hpp"
#include "tracker/port/tracker.hpp"

namespace secokr::gitlab {

/// Lists of issues, in the order of creation, each once. The server narrows them down as far as it can: it ignores case
/// and searches for words, so the exact filter is applied here.
class IssueList {
 public:
  IssueList(Api& api, Home& home, Probe& probe) : m_api(api), m_home(home), m_probe(probe) {}

  Status read(const tracker::IssueQuery& query, const tracker::Sink<tracker::Issue>& sink);
  /// Every issue of the project that was made or changed at that moment or later.
  Status touched_since(base::Instant since, const tracker::Sink<tracker::Issue>& sink);

 private:
  /// A project or a group.
  struct Place {
    std::string url{};
    Asked asked{};
    std::string project{};  ///< of issues that do not tell theirs; empty in a group
  };
  Expected<Place> place_of(const tracker::IssueQuery& query);
  Status read_lists(const std::vector<http::PagedList>& lists, const tracker::IssueQuery& query, const Place& place,
                    const tracker::Sink<tracker::Issue>& sink);
  std::vector<http::PagedList> lists_of(const tracker::IssueQuery& query, const Place& place);

  Api& m_api;
  Home& m_home;
  Probe& m_probe;
};

}  // namespace secokr::gitlab
