#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <secokr/finding.hpp>
#include <secokr/label_scheme.hpp>
#include <secokr/objective.hpp>
#include <secokr/org.hpp>
#include <secokr/quarter.hpp>

namespace secokr {

/// Whose an issue of the shared project is (PROCESS.md 5).
enum class Ownership { ours, others, unclear };

/// What the label rules look at in an issue.
struct LabelledIssue {
  std::string subject{};  ///< as people name it: `#12`, in a group `group/project#12`, `local:12`
  std::string url{};
  std::string title{};
  std::string milestone{};  ///< its title; empty for none
  bool opened = true;
  bool moved = false;  ///< into another project; closed here, then
  std::vector<std::string> labels{};
  std::vector<std::string> assignees{};
  // From secokr's block, where the issue holds one.
  bool marked = false;
  std::string id{};                    ///< of the block
  bool marked_objective = false;       ///< the block's kind, else a KR
  std::optional<Priority> priority{};  ///< that was finalised
  bool critical_project = false;       ///< one is named
  bool running = false;                ///< a KR's state is neither done nor dropped; an objective has such a KR
  /// Why the block that the issue holds does not count (T1), a sentence; what the block says is left out above then.
  std::string doubted{};
  // From around the issue.
  bool linked = false;                 ///< to an issue that is ours by its marker or by the division's label
  std::optional<Quarter> published{};  ///< whose published.json lists it
  bool block_lost = false;             ///< that lists it as one that runs, and the issue has no block of secokr's
};

/// What the rules are applied with.
struct LabelRules {
  const LabelScheme& scheme;
  const Org& org;  ///< may be empty
  /// The quarter that is looked at; nothing = every quarter.
  std::optional<Quarter> quarter{};
  /// The priority of an objective whose labels and block state none or several; nothing = a person must decide.
  std::optional<Priority> fallback{};
  /// Whether a quarter has ended: its issues are closed then. Empty: none has.
  std::function<bool(Quarter)> is_over{};
  /// The command that repairs the issue's labels, `secokr label apply 12`; for hints.
  std::function<std::string(const LabelledIssue&)> repair{};
};

/// Ours: the marker, published.json, or the division's label in any spelling; and, unless another division's label
/// stands there, a link to one of ours, an assignee of the division's, or a label of the priorities' scope. Unclear: a
/// title of our shape and nothing else, or a block of somebody whose word does not count, whatever else the issue
/// shows. Others: all else.
Ownership owner_of(const LabelRules& rules, const LabelledIssue& issue);

/// Whether the check of `rules.quarter` has to look at the issue: one of its labels, title, milestone or published.json
/// names the quarter, or it names none at all while it is ours, or says so by its block, and opened. A missing label
/// hides nothing.
bool concerns(const LabelRules& rules, const LabelledIssue& issue);

/// What is known of an issue, whatever its labels say.
struct LabelTruth {
  std::optional<bool> objective{};  ///< else a KR: by the block, the title, the OKR label; nothing = none of them tells
  std::optional<Quarter> quarter{};  ///< by published.json, the title, its only quarter label, the milestone
  std::optional<Priority> priority{};
};
LabelTruth truth_of(const LabelRules& rules, const LabelledIssue& issue);

/// What makes the labels right. Only labels of the scheme are in it: near misses become the canonical label, siblings
/// of an added scoped label are removed explicitly.
struct LabelFix {
  std::vector<std::string> add{};     ///< sorted
  std::vector<std::string> remove{};  ///< sorted
  bool empty() const { return add.empty() && remove.empty(); }
  friend bool operator==(const LabelFix&, const LabelFix&) = default;
};
/// Nothing to change for an issue that is not ours, and for one that is ours by a link or an assignee alone while its
/// title has not our shape: what it is, a person must say first.
LabelFix fix_of(const LabelRules& rules, const LabelledIssue& issue);
/// The same for an issue of which all is known: it is being published.
LabelFix fix_of(const LabelScheme& scheme, const std::vector<std::string>& labels, const LabelTruth& truth);

/// L1–L6 of an issue that is ours, F5 of one that was closed by hand while it runs, L8 or T1 of an unclear one;
/// nothing of others. Severities as after publication (PROCESS.md 3a). Each hint names what to type: the repair command
/// and the quick action (`/label ~"OKR"`), or what a person must decide. After `fix_of` is applied only such decisions
/// remain: no priority known, L5 without another finalised priority, a milestone or title of another quarter, a quarter
/// or kind that nothing tells. What has no finding has an empty fix.
std::vector<Finding> check_labels(const LabelRules& rules, const LabelledIssue& issue);

/// L7: labels of the scheme that `defined` lacks, for a quarter; a near miss among `defined` is named. `setup` is the
/// command to type.
std::vector<Finding> check_definitions(const LabelScheme& scheme, Quarter quarter,
                                       const std::vector<std::string>& defined, const std::string& place,
                                       const std::string& setup);

}  // namespace secokr
