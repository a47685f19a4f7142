#include "app/published/block_issue.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace secokr::app {

void add_unreadable(const std::string& name, const BlockIssue& issue, std::vector<std::string>& notices) {
  if (!issue.block) return;
  for (const documents::Problem& problem : issue.block->problems)
    if (problem.severity == Severity::error)
      notices.push_back(fmt::format("{} ({}): the line \"{}\" is not understood and is left out: {}", name, issue.url,
                                    base::trim(problem.text), problem.message));
}

}  // namespace secokr::app
