#include "app/published/believed_issues.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <secokr/titles.hpp>

#include "app/published/name.hpp"
#include "base/text.hpp"
#include "documents/issue/text.hpp"

namespace secokr::app {
namespace {

/// Somebody who opens ever more of them makes nobody wait.
constexpr int histories_of_one_author = 20;

bool is_lower(const BlockIssue& one, const BlockIssue& other) { return one.ref.iid < other.ref.iid; }

/// Keeps the issue with the lowest iid of those that carry one id.
void keep_lowest(BelievedIssues& believed, const std::string& id, const BlockIssue& issue) {
  const auto [place, added] = believed.by_id.emplace(id, issue);
  if (added || place->second.ref == issue.ref) return;
  BlockIssue other = issue;
  if (is_lower(issue, place->second)) std::swap(place->second, other);
  believed.doubles.push_back(std::move(other));
}

/// Issues as they come from several questions, each once.
class Gathered {
 public:
  void take(const BlockIssue& issue) {
    if (auto claim = claim_of(issue); claim && m_seen.insert(issue.ref).second) {
      m_claims.push_back(*std::move(claim));
      m_issues.push_back(issue);
    }
  }
  bool claims(const std::string& id) const { return std::ranges::find(m_claims, id, &Claim::id) != m_claims.end(); }
  const std::vector<Claim>& all() const { return m_claims; }

  BelievedIssues told_apart(std::vector<DoubtedIssue> doubted) const {
    BelievedIssues believed;
    std::set<tracker::IssueRef> left_out;
    for (const DoubtedIssue& each : doubted) left_out.insert(each.claim.ref);
    for (std::size_t i = 0; i < m_issues.size(); ++i)
      if (!left_out.contains(m_issues[i].ref)) keep_lowest(believed, m_claims[i].id, m_issues[i]);
    believed.doubted = std::move(doubted);
    return believed;
  }

 private:
  std::set<tracker::IssueRef> m_seen{};
  std::vector<Claim> m_claims{};
  std::vector<BlockIssue> m_issues{};
};

void note_others(const std::vector<tracker::Issue>& holders, const std::vector<std::string>& ids,
                 BelievedIssues& believed) {
  for (const std::string& id : ids) {
    if (believed.by_id.contains(id)) continue;
    for (const tracker::Issue& issue : holders)
      if (issue.description.find(id) != std::string::npos) believed.held_by_others[id].push_back(issue.ref);
  }
}

}  // namespace

std::optional<Claim> claim_of(const BlockIssue& issue) {
  const auto& block = issue.block;
  if (!block || block->id.empty()) return std::nullopt;
  Claim claim{.ref = issue.ref,
              .url = issue.url,
              .title = issue.title,
              .author = issue.author,
              .id = block->id,
              .objective = block->kind == OkrKind::objective};
  for (const documents::KeyResultLine& line : block->key_results)
    if (const auto name = parse_key_result_name(line.reference); name && name->iid) claim.lists.push_back(*name->iid);
  return claim;
}

std::string name_of(const DoubtedIssue& doubted) {
  const Claim& claim = doubted.claim;
  return fmt::format("#{} ({}, by @{})", claim.ref.iid, claim.url, claim.author);
}

Expected<Belief> Belief::of(const Ports& ports, const std::optional<Quarter>& quarter) {
  Belief belief(ports);
  SECOKR_TRY(const tracker::Capabilities capabilities, ports.tracker->capabilities());
  belief.m_everybody = capabilities.only_this_machine;
  if (!belief.m_everybody) SECOKR_CHECK(belief.read_published(quarter));
  return belief;
}

Status Belief::read_published(const std::optional<Quarter>& quarter) {
  if (m_ports->workspace == nullptr) return {};
  const auto quarters = quarter ? std::vector{*quarter} : m_ports->workspace->quarters();
  for (const Quarter each : quarters) {
    SECOKR_TRY(const auto published, workspace::read_published(*m_ports->workspace, each));
    if (!published) continue;
    const auto project = m_ports->tracker->project();
    // A group is looked at without one.
    if (!project && project.error().kind == ErrorKind::configuration) return {};
    if (!project) return fail(project.error());
    if (published->origin != project->origin || published->project_id != project->id) continue;
    for (const auto& [id, entry] : published->issues) {
      if (entry.iid != 0) m_listed.emplace(entry.iid, id);
      m_finalised.emplace(id, entry);
    }
  }
  return {};
}

std::optional<bool> Belief::is_listed(const Claim& claim) const {
  const auto by_number = m_listed.find(claim.ref.iid);
  if (by_number == m_listed.end()) return std::nullopt;
  const auto* entry = finalised(claim.id);
  return by_number->second == claim.id && entry != nullptr && (entry->kind == OkrKind::objective) == claim.objective;
}

const workspace::PublishedIssue* Belief::finalised(const std::string& id) const {
  const auto found = m_finalised.find(id);
  return found == m_finalised.end() ? nullptr : &found->second;
}

Status Belief::ask_editors(const std::vector<Claim>& claims, const std::string& project) {
  std::set<std::string> authors;
  for (const Claim& claim : claims)
    if (!claim.author.empty() && (!project.empty() || is_listed(claim) != true)) authors.insert(claim.author);
  if (authors.empty()) return {};
  const std::vector<std::string> names(authors.begin(), authors.end());
  SECOKR_TRY(const auto editors, m_ports->tracker->editors(names, project));
  for (const std::string& editor : editors) m_editors[project].insert(base::fold_case(editor));
  return {};
}

Expected<bool> Belief::could_edit(const Claim& objective) {
  if (const auto known = m_could_edit.find(objective.ref); known != m_could_edit.end()) return known->second;
  if (objective.author.empty() || ++m_asked_about[objective.author] > histories_of_one_author) return false;
  SECOKR_TRY(const auto events, m_ports->tracker->events_of(objective.ref));
  bool& could = m_could_edit[objective.ref];
  bool wrote = false;
  for (const tracker::Event& event : events) {
    if (!base::equals_folded(event.user, objective.author)) continue;
    wrote = wrote || event.field == "description";
    could = could || (wrote && event.field == "label");
  }
  return could;
}

Expected<bool> Belief::may_edit(const std::string& author) {
  if (m_everybody) return true;
  SECOKR_TRY(const auto editors, m_ports->tracker->editors(std::vector{author}));
  return !editors.empty();
}

Expected<std::vector<DoubtedIssue>> Belief::doubted(const std::vector<Claim>& claims, const std::string& project) {
  std::vector<DoubtedIssue> doubted;
  if (m_everybody) return doubted;
  SECOKR_CHECK(ask_editors(claims, project));
  const auto& editors = m_editors[project];
  std::set<long> listed;
  std::vector<const Claim*> open;
  for (const Claim& claim : claims) {
    const auto on_list = project.empty() ? is_listed(claim) : std::nullopt;
    const bool counts = on_list.value_or(editors.contains(base::fold_case(claim.author)));
    if (counts) listed.insert(claim.lists.begin(), claim.lists.end());
    if (on_list == false)
      doubted.push_back({claim, "published.json knows it as another one than its text says"});
    else if (!counts)
      open.push_back(&claim);
  }
  const auto finalised_elsewhere = [&](const Claim& claim) {
    return project.empty() && finalised(claim.id) != nullptr;  // and its number is another, or it would be listed
  };
  std::vector<const Claim*> left;
  for (const Claim* claim : open) {
    bool counts = false;
    if (claim->objective && !finalised_elsewhere(*claim)) {
      SECOKR_TRY(counts, could_edit(*claim));
    }
    if (counts)
      listed.insert(claim->lists.begin(), claim->lists.end());
    else
      left.push_back(claim);
  }
  for (const Claim* claim : left) {
    if (!claim->objective && listed.contains(claim->ref.iid) && !finalised_elsewhere(*claim)) continue;
    doubted.push_back({*claim, fmt::format("@{}, who opened it, may not edit issues of the project", claim->author)});
  }
  std::ranges::sort(doubted, {}, [](const DoubtedIssue& each) { return each.claim.ref; });
  return doubted;
}

Expected<BelievedIssues> read_believed_issues(const Ports& ports, Quarter quarter,
                                              const std::vector<std::string>& ids) {
  SECOKR_TRY(Belief belief, Belief::of(ports, quarter));
  return read_believed_issues(ports, belief, quarter, ids);
}

Expected<BelievedIssues> read_believed_issues(const Ports& ports, Belief& belief, Quarter quarter,
                                              const std::vector<std::string>& ids) {
  Gathered gathered;
  SECOKR_CHECK(ports.tracker->issues({.labels = {to_string(quarter)}}, [&](const tracker::Issue& issue) {
    gathered.take(issue);
    return true;
  }));
  SECOKR_TRY(auto doubted, belief.doubted(gathered.all()));
  BelievedIssues believed = gathered.told_apart(std::move(doubted));

  tracker::IssueQuery others{.common = std::string(documents::block_word)};
  for (const std::string& id : ids)
    if (!believed.by_id.contains(id)) others.markers.push_back(id);
  if (others.markers.empty()) return believed;
  std::vector<tracker::Issue> holders;
  SECOKR_CHECK(ports.tracker->issues(others, [&](const BlockIssue& issue) {
    holders.push_back(issue);
    if (const auto claim = claim_of(issue); claim && std::ranges::find(ids, claim->id) != ids.end())
      gathered.take(issue);
    return true;
  }));
  SECOKR_TRY(doubted, belief.doubted(gathered.all()));
  believed = gathered.told_apart(std::move(doubted));
  note_others(holders, others.markers, believed);
  return believed;
}

}  // namespace secokr::app
