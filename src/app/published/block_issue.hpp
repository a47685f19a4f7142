#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "documents/issue/text.hpp"
#include "tracker/port/issue.hpp"

namespace secokr::app {

/// An issue with secokr's block in its text, which is read once: who gives it another text makes another one.
struct BlockIssue : tracker::Issue {
  // NOLINTNEXTLINE(google-explicit-constructor): an issue is one wherever its block is asked for
  BlockIssue(tracker::Issue issue) : Issue(std::move(issue)), block(documents::find_block(description)) {}

  std::optional<documents::IssueBlock> block;        ///< as the text has it
  std::optional<documents::IssueBlock> finalised{};  ///< where the text has none of its own: the published one

  const std::optional<documents::IssueBlock>& counted() const { return finalised ? finalised : block; }
};

/// secokr's issues that stand there, by id.
using PresentIssues = std::map<std::string, BlockIssue>;

/// A sentence for each line of the block that is not understood and left out.
void add_unreadable(const std::string& name, const BlockIssue& issue, std::vector<std::string>& notices);

}  // namespace secokr::app
