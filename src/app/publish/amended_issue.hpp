#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <secokr/error.hpp>
#include <secokr/label_scheme.hpp>
#include <secokr/objective.hpp>

#include "app/plan/file_edits.hpp"
#include "app/published/block_issue.hpp"
#include "documents/issue/text.hpp"
#include "tracker/change/change_set.hpp"
#include "workspace/published.hpp"

namespace secokr::app {

/// The edit that brings what a file says anew to its published issue, and nothing else: `take`, then `describe`, then
/// `list` as far as it is wanted, then `change`.
class AmendedIssue {
 public:
  AmendedIssue(std::string subject, std::string name, const BlockIssue& issue, const LabelScheme& scheme);

  /// Each changed field of the file: one that the issue shows as it was finalised is edited, one that it shows as the
  /// file wants it is done, a third value is a conflict. A State is the file's where the file changed it. `wanted` is
  /// the entry as the file says it.
  void take(const FileEdit& edit, const workspace::PublishedIssue& wanted, std::vector<ErrorNote>& conflicts);
  /// The block with the changed fields; all else in it is the issue's.
  Status describe(const Objective& wanted);
  Status describe(const KeyResult& wanted);
  Status list(const std::vector<documents::KeyResultLine>& lines);

  /// Nothing when the issue shows all of it.
  std::optional<tracker::Change> change() &&;

 private:
  void take_field(const documents::FactChange& field, const workspace::PublishedIssue& wanted);
  void show(std::string field, std::string before, std::string after);
  const std::string& description() const;

  tracker::Change m_change;
  const BlockIssue& m_issue;
  const LabelScheme& m_scheme;
  tracker::IssueEdit m_edit{};
  std::vector<documents::FactChange> m_in_block{};  ///< the changed fields that stand in the block
};

}  // namespace secokr::app
