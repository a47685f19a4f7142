#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "gitlab/api.hpp"
#include "gitlab/home.hpp"
#include "gitlab/issue_list.hpp"
#include "tracker/port/tracker.hpp"

namespace secokr::gitlab {

/// Finds the issues that hold a marker, with few searches: servers allow only some thirty a minute. A marker that was
/// searched for once is looked for afterwards on the list of what was touched since, which is not counted and never
/// behind.
class Markers {
 public:
  Markers(Api& api, Home& home, IssueList& list) : m_api(api), m_home(home), m_list(list) {}

  /// As Tracker::issues, for a query with markers.
  Status read(const tracker::IssueQuery& query, const tracker::Sink<tracker::Issue>& sink);

 private:
  using Holders = std::map<long, tracker::Issue>;  ///< by number
  struct Seen {
    base::Instant at{};    ///< issues touched before then were looked at
    std::string common{};  ///< IssueQuery::common: what lacks it only mentions the marker
    std::set<long> holders{};
  };

  /// When an issue of the project was touched last, less what a server's clock and its writes may lag behind.
  Expected<base::Instant> newest_touch();
  Status search(const tracker::IssueQuery& query, const std::vector<std::string>& markers, Holders& found);
  Status look_since(const std::vector<std::string>& markers, Holders& found);

  Api& m_api;
  Home& m_home;
  IssueList& m_list;
  std::map<std::string, Seen> m_seen{};  ///< by the marker
};

}  // namespace secokr::gitlab
