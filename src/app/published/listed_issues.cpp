#include "app/published/listed_issues.hpp"

#include <algorithm>
#include <tuple>

#include "app/published/name.hpp"
#include "documents/issue/text.hpp"

namespace secokr::app {
namespace {

bool ran_when_finalised(const workspace::PublishedIssue& entry) {
  const auto key_result = documents::read_block(entry.kind, entry.block).key_result;
  const KeyResultState state = key_result ? key_result->state.value_or(KeyResultState::active) : KeyResultState::active;
  return state != KeyResultState::done && state != KeyResultState::dropped;
}

}  // namespace

Expected<ListedIssues> ListedIssues::of(const workspace::Workspace* workspace) {
  ListedIssues listed;
  if (workspace == nullptr) return listed;
  for (const Quarter quarter : workspace->quarters()) {
    SECOKR_TRY(const auto published, workspace::read_published(*workspace, quarter));
    if (!published) continue;
    for (const auto& [id, entry] : published->issues)
      if (!entry.url.empty())
        listed.m_by_url.emplace(plain_issue_url(entry.url), ListedIssue{.quarter = quarter,
                                                                        .id = id,
                                                                        .iid = entry.iid,
                                                                        .url = entry.url,
                                                                        .origin = published->origin,
                                                                        .project_id = published->project_id,
                                                                        .running = ran_when_finalised(entry)});
  }
  return listed;
}

std::optional<Quarter> ListedIssues::quarter_of(std::string_view url) const {
  const auto found = m_by_url.find(plain_issue_url(url));
  return found == m_by_url.end() ? std::nullopt : std::optional(found->second.quarter);
}

bool ListedIssues::runs_as_another(std::string_view url, std::string_view id) const {
  const auto found = m_by_url.find(plain_issue_url(url));
  return found != m_by_url.end() && found->second.running && found->second.id != id;
}

void ListedIssues::see(std::string_view url) {
  if (const auto found = m_by_url.find(plain_issue_url(url)); found != m_by_url.end()) found->second.seen = true;
}

std::vector<ListedIssue> ListedIssues::unseen(const std::optional<Quarter>& quarter) const {
  std::vector<ListedIssue> all;
  for (const auto& [url, issue] : m_by_url)
    if (!issue.seen && issue.running && (!quarter || issue.quarter == *quarter)) all.push_back(issue);
  std::ranges::sort(all, {}, [](const ListedIssue& each) { return std::tuple(each.quarter, each.iid); });
  return all;
}

}  // namespace secokr::app
