#include "gitlab/markers.hpp"

#include <algorithm>
#include <chrono>

#include "http/url.hpp"

namespace secokr::gitlab {

using tracker::Issue;
using tracker::IssueQuery;

namespace {

/// An issue can show up later than the moment that it is stamped with.
constexpr std::chrono::seconds lag{60};

bool holds(const Issue& issue, const std::string& marker) {
  return issue.description.find(marker) != std::string::npos;
}

/// Only such a question can be answered from what was seen before.
bool is_plain(const IssueQuery& query) {
  return query.project.empty() && query.group.empty() && query.labels.empty() && query.iids.empty() && !query.state;
}

}  // namespace

Expected<base::Instant> Markers::newest_touch() {
  SECOKR_TRY(const tracker::Project home, m_home.project());
  const std::string url = http::with_query(
      m_api.urls().issues(home.path),
      {{"state", "all"}, {"scope", "all"}, {"order_by", "updated_at"}, {"sort", "desc"}, {"per_page", "1"}});
  SECOKR_TRY(const Json rows, m_api.get(url, {.what = "the issues of " + home.path, .project = home.path}));
  if (!rows.is_array() || rows.empty()) return base::Instant{};
  return std::max(base::Instant{}, issue_of(rows.front(), home.path).updated_at - lag);
}

Status Markers::search(const IssueQuery& query, const std::vector<std::string>& markers, Holders& found) {
  SECOKR_TRY(const base::Instant at, newest_touch());
  IssueQuery wanted = query;
  wanted.markers = markers;
  Holders holders;
  SECOKR_CHECK(m_list.read(wanted, [&](const Issue& issue) {
    holders.emplace(issue.ref.iid, issue);
    return true;
  }));
  for (const std::string& marker : markers) {
    Seen& seen = m_seen[marker];
    seen.at = at;
    seen.common = query.common;
    for (const auto& [iid, issue] : holders)
      if (holds(issue, marker)) seen.holders.insert(iid);
  }
  found.merge(holders);
  return {};
}

Status Markers::look_since(const std::vector<std::string>& markers, Holders& found) {
  base::Instant since = base::Instant::max();
  std::set<long> known;
  for (const std::string& marker : markers) {
    const Seen& seen = m_seen.at(marker);
    since = std::min(since, seen.at);
    known.insert(seen.holders.begin(), seen.holders.end());
  }
  Holders touched;
  base::Instant newest = since;
  SECOKR_CHECK(m_list.touched_since(since, [&](const Issue& issue) {
    newest = std::max(newest, issue.updated_at - lag);
    touched.emplace(issue.ref.iid, issue);
    return true;
  }));
  for (const auto& [iid, issue] : touched) known.erase(iid);
  if (!known.empty())
    SECOKR_CHECK(m_list.read({.iids = {known.begin(), known.end()}}, [&](const Issue& issue) {
      touched.emplace(issue.ref.iid, issue);
      return true;
    }));
  for (const std::string& marker : markers) {
    Seen& seen = m_seen.at(marker);
    seen.at = newest;
    for (const auto& [iid, issue] : touched)
      if (holds(issue, marker) && holds(issue, seen.common)) {
        seen.holders.insert(iid);
        found.emplace(iid, issue);
      }
  }
  return {};
}

Status Markers::read(const IssueQuery& query, const tracker::Sink<Issue>& sink) {
  if (!is_plain(query)) return m_list.read(query, sink);
  std::vector<std::string> known;
  std::vector<std::string> fresh;
  for (const std::string& marker : query.markers) (m_seen.contains(marker) ? known : fresh).push_back(marker);
  Holders found;
  if (!fresh.empty()) SECOKR_CHECK(search(query, fresh, found));
  if (!known.empty()) SECOKR_CHECK(look_since(known, found));
  // Numbers grow as issues are made.
  for (const auto& [iid, issue] : found)
    if (holds(issue, query.common) && !sink(issue)) break;
  return {};
}

}  // namespace secokr::gitlab
