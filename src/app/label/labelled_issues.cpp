#include "app/label/labelled_issues.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "app/label/labelled_issue.hpp"
#include "app/label/links.hpp"
#include "app/published/believed_issues.hpp"
#include "app/published/listed_issues.hpp"
#include "base/text.hpp"

namespace secokr::app {
namespace {

using tracker::Issue;
using tracker::IssueRef;

constexpr std::size_t told_each = 100;  // a page of a server's list

/// Ours whatever is linked: what makes others ours by a link.
bool is_ours_by_itself(const LabelRules& rules, const LabelledIssue& issue) {
  return issue.marked || std::ranges::any_of(issue.labels, [&](const std::string& label) {
           return read_label(rules.scheme, label).meaning == LabelMeaning::division;
         });
}

class IssueReading {
 public:
  /// Without a belief every block counts: that of an exported list, whose authors nobody can be asked about.
  IssueReading(const Ports& ports, const LabelRange& range, const LabelRules& rules, ListedIssues listed,
               std::optional<Belief> belief)
      : m_ports(ports), m_range(range), m_rules(rules), m_listed(std::move(listed)), m_belief(std::move(belief)) {}

  Expected<LabelledIssues> read() {
    if (m_range.exported) {
      SECOKR_CHECK(m_range.exported(sink()));
    } else if (m_range.issues.empty()) {
      SECOKR_CHECK(m_ports.tracker->issues({.group = m_range.group}, sink()));
      SECOKR_CHECK(judge_claims());
      SECOKR_TRY(const auto linked, linked_to_ours());
      SECOKR_CHECK(take_linked(linked));
    } else {
      SECOKR_CHECK(read_named());
      SECOKR_CHECK(judge_claims());
      SECOKR_TRY(const auto linked, linked_among_named());
      SECOKR_CHECK(take_linked(linked));
    }
    SECOKR_CHECK(add_gone());
    for (TrackedIssue& tracked : m_result.ours) mark_running(tracked);
    std::ranges::sort(m_result.ours, {}, &TrackedIssue::ref);
    std::ranges::sort(m_result.unclear, {}, &TrackedIssue::ref);
    return std::move(m_result);
  }

 private:
  bool is_named() const { return !m_range.issues.empty(); }

  LabelledIssue labelled(const Issue& issue) const {
    return labelled_issue(issue, subject_of(m_ports, m_range, issue, m_in_other_project), m_listed);
  }

  bool belongs(const LabelledIssue& issue) const { return is_named() || concerns(m_rules, issue); }

  tracker::Sink<Issue> sink() {
    return [this](const Issue& issue) {
      take(issue);
      return true;
    };
  }

  void take(const Issue& issue) {
    ++m_result.read;
    if (m_range.progress && m_result.read % told_each == 0) m_range.progress(m_result.read);
    LabelledIssue seen = labelled(issue);
    m_listed.see(issue.url);
    if (seen.marked_objective && !seen.opened)
      if (const auto claim = claim_of(issue)) m_lists[issue.ref] = claim->lists;
    if (auto claim = m_belief ? claim_of(issue) : std::nullopt) {
      // Listed ones count by their address too: in a group the project may be unknown.
      if (!seen.published) return m_claims[issue.ref.project].push_back({*std::move(claim), std::move(seen)});
    }
    settle(issue, std::move(seen));
  }

  void settle(const Issue& issue, LabelledIssue seen) {
    const Ownership owner = owner_of(m_rules, seen);
    if (owner != Ownership::ours && m_ports.tracker && would_belong_linked(seen))
      m_candidates[issue.ref.project].push_back(issue.ref.iid);
    count(issue.ref, std::move(seen), owner);
  }

  struct Claimed {
    Claim claim{};
    LabelledIssue issue{};
  };

  /// Whose word counts is asked once for all claims of a project.
  Status judge_claims() {
    for (auto& [project, claimed] : m_claims) {
      std::vector<Claim> claims;
      for (const Claimed& each : claimed) claims.push_back(each.claim);
      SECOKR_TRY(const auto doubted, m_belief->doubted(claims, tracker::other_project(*m_ports.tracker, project)));
      for (Claimed& each : claimed) {
        const auto found = std::ranges::find(doubted, each.claim.ref, [](const auto& one) { return one.claim.ref; });
        if (found != doubted.end()) disbelieve(each.issue, found->reason);
        settle({.ref = each.claim.ref}, std::move(each.issue));
      }
    }
    m_claims.clear();
    return {};
  }

  static void disbelieve(LabelledIssue& issue, const std::string& reason) {
    issue.marked = issue.marked_objective = issue.critical_project = false;
    issue.id.clear();
    issue.priority.reset();
    issue.doubted = reason;
  }

  bool is_believed(const Issue& issue) {
    const auto claim = m_belief ? claim_of(issue) : std::nullopt;
    if (!claim) return true;
    const auto doubted = m_belief->doubted({*claim}, tracker::other_project(*m_ports.tracker, issue.ref.project));
    return doubted && doubted->empty();
  }

  /// An objective runs while one of its key results does; one that is open needs no look.
  void mark_running(TrackedIssue& tracked) const {
    const auto lists = m_lists.find(tracked.ref);
    if (lists == m_lists.end()) return;
    tracked.issue.running = std::ranges::any_of(m_result.ours, [&](const TrackedIssue& each) {
      const bool is_listed = std::ranges::find(lists->second, each.ref.iid) != lists->second.end();
      return is_listed && each.ref.project == tracked.ref.project && each.issue.running;
    });
  }

  /// Of the whole project alone it can be said what is not there.
  Status add_gone() {
    if (m_range.exported || is_named() || !m_range.group.empty()) return {};
    auto unseen = m_listed.unseen(m_rules.quarter);
    if (unseen.empty()) return {};
    SECOKR_TRY(const tracker::Project project, m_ports.tracker->project());
    for (ListedIssue& listed : unseen)
      if (listed.origin == project.origin && listed.project_id == project.id)
        m_result.gone.push_back({.subject = subject_of_missing(m_ports, "", listed.iid),
                                 .url = std::move(listed.url),
                                 .quarter = listed.quarter});
    return {};
  }

  bool would_belong_linked(LabelledIssue issue) const {
    issue.linked = true;
    return owner_of(m_rules, issue) == Ownership::ours && belongs(issue);
  }

  void count(const IssueRef& ref, LabelledIssue issue, Ownership owner) {
    if (!belongs(issue)) return;
    switch (owner) {
      case Ownership::ours:
        m_result.ours.push_back({std::move(issue), ref});
        break;
      case Ownership::unclear:
        m_result.unclear.push_back({std::move(issue), ref});
        break;
      case Ownership::others:
        ++m_result.others;
        break;
    }
  }

  Status read_named() {
    IidsByProject wanted;
    for (const IssueRef& ref : m_range.issues) wanted[ref.project].push_back(ref.iid);
    std::vector<std::string> missing;
    for (const auto& [project, iids] : wanted) {
      std::set<long> found;
      m_in_other_project = !project.empty();
      SECOKR_CHECK(m_ports.tracker->issues({.project = project, .iids = iids}, [&](const Issue& issue) {
        // One project may be named in two ways.
        if (found.insert(issue.ref.iid).second && m_named.emplace(issue.ref, project).second) take(issue);
        return true;
      }));
      for (const long iid : iids)
        if (!found.contains(iid)) missing.push_back(subject_of_missing(m_ports, project, iid));
    }
    if (missing.empty()) return {};
    return fail({.kind = ErrorKind::refused,
                 .what = missing.size() == 1 ? fmt::format("There is no issue {}", missing.front())
                                             : fmt::format("There are no issues {}", base::join(missing, ", ")),
                 .reason = fmt::format("{} not exist there{}", missing.size() == 1 ? "It does" : "They do",
                                       m_ports.config.tracker.is_local() ? ""
                                       : missing.size() == 1             ? ", or you may not see it"
                                                                         : ", or you may not see them"),
                 .help = m_ports.config.tracker.is_local() ? "Correct the number"
                                                           : "Correct the number; -R names another project"});
  }

  Expected<std::set<IssueRef>> linked_to_ours() const {
    std::vector<IssueRef> ours;
    for (const TrackedIssue& tracked : m_result.ours)
      if (is_ours_by_itself(m_rules, tracked.issue)) ours.push_back(tracked.ref);
    return linked_to(*m_ports.tracker, ours, m_candidates);
  }

  Expected<std::set<IssueRef>> linked_among_named() {
    return linked_to(*m_ports.tracker, m_candidates, [this](const Issue& issue) {
      return is_ours_by_itself(m_rules, labelled(issue)) && is_believed(issue);
    });
  }

  /// Reads the linked ones once more, because nothing was kept of them.
  Status take_linked(const std::set<IssueRef>& linked) {
    IidsByProject wanted;
    for (const IssueRef& ref : linked) wanted[ref.project].push_back(ref.iid);
    for (const auto& [project, iids] : wanted) {
      SECOKR_CHECK(m_ports.tracker->issues({.project = project, .iids = iids}, [&](const Issue& issue) {
        const auto named = m_named.find(issue.ref);
        m_in_other_project = named != m_named.end() && !named->second.empty();
        LabelledIssue seen = labelled(issue);
        uncount(issue.ref, seen);
        seen.linked = true;
        count(issue.ref, seen, owner_of(m_rules, seen));
        return true;
      }));
    }
    return {};
  }

  void uncount(const IssueRef& ref, const LabelledIssue& issue) {
    if (std::erase_if(m_result.unclear, [&](const TrackedIssue& each) { return each.ref == ref; }) > 0) return;
    if (belongs(issue) && m_result.others > 0) --m_result.others;
  }

  const Ports& m_ports;
  const LabelRange& m_range;
  const LabelRules& m_rules;
  ListedIssues m_listed;
  std::optional<Belief> m_belief;
  std::map<std::string, std::vector<Claimed>> m_claims{};  // by project: not settled yet
  LabelledIssues m_result{};
  std::map<IssueRef, std::vector<long>> m_lists{};  // of closed objectives: their key results
  IidsByProject m_candidates{};                     // no sign but a link could make them ours
  std::map<IssueRef, std::string> m_named{};        // with the project that they were named with
  bool m_in_other_project = false;
};

}  // namespace

Expected<LabelledIssues> read_labelled_issues(const Ports& ports, const LabelRange& range, const LabelRules& rules) {
  SECOKR_TRY(auto listed, ListedIssues::of(ports.workspace));
  std::optional<Belief> belief;
  if (!range.exported) {
    SECOKR_TRY(belief, Belief::of(ports, std::nullopt));
  }
  return IssueReading(ports, range, rules, std::move(listed), std::move(belief)).read();
}

std::vector<tracker::LabelHome> label_homes(const LabelledIssues& issues, const LabelRange& range) {
  if (range.exported) return {};
  std::set<std::string> projects;
  if (!range.group.empty()) {
    for (const TrackedIssue& tracked : issues.ours) projects.insert(tracked.ref.project);
  } else if (range.issues.empty()) {
    projects.insert("");
  } else if (!issues.ours.empty()) {
    for (const IssueRef& ref : range.issues) projects.insert(ref.project);
  }
  std::vector<tracker::LabelHome> homes;
  for (const std::string& project : projects) homes.push_back({.project = project});
  return homes;
}

}  // namespace secokr::app
