#include "gitlab/issue_list.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "base/text.hpp"

namespace secokr::gitlab {

using tracker::Issue;
using tracker::IssueQuery;
using tracker::IssueState;

namespace {

constexpr std::size_t iids_at_once = 50;     // a long query is refused
constexpr std::size_t searches_at_most = 2;  // more are one search for what is common

/// A row while lists are put together in the order of creation.
struct Row {
  std::string created_at{};
  long id = 0;
  Issue issue{};
};

bool holds_all(const std::vector<std::string>& present, const std::vector<std::string>& wanted) {
  return std::ranges::all_of(wanted,
                             [&](const std::string& one) { return std::ranges::find(present, one) != present.end(); });
}

bool matches(const IssueQuery& query, const Issue& issue) {
  if (query.state && issue.state != *query.state) return false;
  if (!query.iids.empty() && std::ranges::find(query.iids, issue.ref.iid) == query.iids.end()) return false;
  if (!holds_all(issue.labels, query.labels)) return false;
  return query.markers.empty() || std::ranges::any_of(query.markers, [&](const std::string& marker) {
           return issue.description.find(marker) != std::string::npos;
         });
}

std::string state_name(const std::optional<IssueState>& state) {
  if (!state) return "all";
  return *state == IssueState::opened ? "opened" : "closed";
}

// `None` and `Any` mean something else to the server than a label of that name.
std::string labels_to_ask_for(std::vector<std::string> labels) {
  std::erase_if(labels, [](const std::string& label) {
    return base::equals_folded(label, "none") || base::equals_folded(label, "any");
  });
  return base::join(labels, ",");
}

std::vector<std::string> searches_of(const IssueQuery& query) {
  if (query.markers.size() > searches_at_most && !query.common.empty()) return {query.common};
  return query.markers;
}

}  // namespace

Expected<IssueList::Place> IssueList::place_of(const IssueQuery& query) {
  if (!query.group.empty())
    return Place{.url = m_api.urls().group_issues(query.group),
                 .asked = {.what = "the issues of the group " + query.group, .group = query.group}};
  std::string project = query.project;
  if (project.empty()) {
    SECOKR_TRY(const tracker::Project home, m_home.project());
    project = home.path;
  }
  return Place{.url = m_api.urls().issues(project),
               .asked = {.what = "the issues of " + project, .project = project},
               .project = project};
}

std::vector<http::PagedList> IssueList::lists_of(const IssueQuery& query, const Place& place) {
  http::PagedList list{
      .url = place.url,
      .query = {{"state", state_name(query.state)}, {"scope", "all"}, {"order_by", "created_at"}, {"sort", "asc"}}};
  if (const std::string labels = labels_to_ask_for(query.labels); !labels.empty())
    list.query.emplace_back("labels", labels);
  // By cursor: only a project's, and only where nothing else narrows the list down.
  if (query.group.empty() && query.iids.empty() && query.markers.empty() && m_probe.has_keyset())
    list.keyset = {{"pagination", "keyset"}};

  std::vector<http::PagedList> narrowed;
  for (const std::string& text : searches_of(query)) {
    narrowed.push_back(list);
    narrowed.back().query.emplace_back("search", text);
    narrowed.back().query.emplace_back("in", "description");
  }
  if (query.markers.empty()) narrowed.push_back(std::move(list));
  if (query.iids.empty()) return narrowed;

  std::vector<http::PagedList> chunks;
  for (const http::PagedList& whole : narrowed)
    for (std::size_t first = 0; first < query.iids.size(); first += iids_at_once) {
      chunks.push_back(whole);
      const std::size_t count = std::min(iids_at_once, query.iids.size() - first);
      for (const long iid : std::span(query.iids).subspan(first, count))
        chunks.back().query.emplace_back("iids[]", std::to_string(iid));
    }
  return chunks;
}

Status IssueList::read(const IssueQuery& query, const tracker::Sink<Issue>& sink) {
  SECOKR_TRY(const Place place, place_of(query));
  return read_lists(lists_of(query, place), query, place, sink);
}

Status IssueList::touched_since(base::Instant since, const tracker::Sink<Issue>& sink) {
  SECOKR_TRY(const Place place, place_of({}));
  auto lists = lists_of({}, place);
  for (http::PagedList& list : lists) list.query.emplace_back("updated_after", base::to_iso8601(since));
  return read_lists(lists, {}, place, sink);
}

Status IssueList::read_lists(const std::vector<http::PagedList>& lists, const IssueQuery& query, const Place& place,
                             const tracker::Sink<Issue>& sink) {
  const auto asked = [&](std::size_t) { return place.asked; };
  std::unordered_set<long> seen;
  std::vector<Row> rows;
  SECOKR_CHECK(m_api.rows(lists, asked, [&](std::size_t, const Json& json) -> Expected<bool> {
    const long id = number_in(json, "id");
    if (!seen.insert(id).second) return true;
    m_probe.learn(json);
    Issue issue = issue_of(json, place.project);
    if (!matches(query, issue)) return true;
    if (lists.size() == 1) return sink(issue);
    rows.push_back({text_in(json, "created_at"), id, std::move(issue)});
    return true;
  }));
  std::ranges::sort(rows, {}, [](const Row& row) { return std::pair(std::string_view(row.created_at), row.id); });
  for (const Row& row : rows)
    if (!sink(row.issue)) break;
  return {};
}

}  // namespace secokr::gitlab
