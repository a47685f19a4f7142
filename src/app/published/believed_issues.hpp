#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <secokr/error.hpp>
#include <secokr/quarter.hpp>

#include "app/core/ports.hpp"
#include "app/published/block_issue.hpp"
#include "workspace/published.hpp"

namespace secokr::app {

// Whose word counts (rule T1). The project is shared, and on GitLab a guest may open an issue with labels and edit its
// text, so that a block of secokr's alone proves nothing. Every reader of blocks asks here.

/// An issue that says by a block to be one of secokr's.
struct Claim {
  tracker::IssueRef ref{};
  std::string url{};
  std::string title{};
  std::string author{};
  std::string id{};
  bool objective = false;
  std::vector<long> lists{};  ///< of an objective: the numbers of its key results
};
/// Nothing where the description holds no block with an id.
std::optional<Claim> claim_of(const BlockIssue& issue);

/// A claim that does not count.
struct DoubtedIssue {
  Claim claim{};
  std::string reason{};  ///< a sentence without a full stop
};

/// Tells the claims that count from those that do not. One counts where `published.json` lists the issue by that id,
/// or where its author may edit issues of the project. So does an objective whose author may not (any more), where its
/// history shows that they could: they changed its labels after they had edited its text, which a guest cannot; and a
/// key result that an objective lists which counts. On the local tracker every claim counts.
class Belief {
 public:
  /// `quarter` is the one whose published.json is asked; nothing = every quarter's. It is asked about the tracker's own
  /// project alone. Error: local_file, for a published.json that cannot be read; the tracker's.
  static Expected<Belief> of(const Ports& ports, const std::optional<Quarter>& quarter);

  /// By the number of each issue; `claims` are those of one project, the tracker's own as an empty path.
  Expected<std::vector<DoubtedIssue>> doubted(const std::vector<Claim>& claims, const std::string& project = {});

  /// What was finalised; nothing without a workspace, before a publication, or where it is of another project.
  const workspace::PublishedIssue* finalised(const std::string& id) const;
  /// Whether they may edit issues of the tracker's own project.
  Expected<bool> may_edit(const std::string& author);

 private:
  explicit Belief(const Ports& ports) : m_ports(&ports) {}
  Status read_published(const std::optional<Quarter>& quarter);
  Status ask_editors(const std::vector<Claim>& claims, const std::string& project);
  Expected<bool> could_edit(const Claim& objective);
  /// Nothing where published.json does not speak of the issue.
  std::optional<bool> is_listed(const Claim& claim) const;

  const Ports* m_ports;
  bool m_everybody = false;
  std::map<std::string, workspace::PublishedIssue> m_finalised{};  ///< by id
  std::map<long, std::string> m_listed{};                          ///< ids by number
  std::map<std::string, std::set<std::string>> m_editors{};        ///< by project, folded
  std::map<tracker::IssueRef, bool> m_could_edit{};                ///< what the histories told that were read
  std::map<std::string, int> m_asked_about{};                      ///< so many of an author's
};

/// The issues that count of a quarter.
struct BelievedIssues {
  PresentIssues by_id{};                ///< of several with one id the lowest iid counts
  std::vector<BlockIssue> doubles{};    ///< the others with an id that is taken, and whose word counts too
  std::vector<DoubtedIssue> doubted{};  ///< by number
  /// Of each id that was looked for and that no issue has which counts: the issues that hold it all the same.
  std::map<std::string, std::vector<tracker::IssueRef>> held_by_others{};
};

/// Those with the quarter's label, and each of `ids` that is not among them by one search for all of them.
Expected<BelievedIssues> read_believed_issues(const Ports& ports, Quarter quarter,
                                              const std::vector<std::string>& ids = {});
/// The same with a belief that is asked more.
Expected<BelievedIssues> read_believed_issues(const Ports& ports, Belief& belief, Quarter quarter,
                                              const std::vector<std::string>& ids = {});

/// "#14 (https://…, by @mallory)"
std::string name_of(const DoubtedIssue& doubted);

}  // namespace secokr::app
