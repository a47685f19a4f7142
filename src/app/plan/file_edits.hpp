#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include <secokr/finding.hpp>

#include "app/core/ports.hpp"
#include "app/plan/publications.hpp"
#include "app/plan/read_plan.hpp"
#include "documents/objective/plan_facts.hpp"
#include "workspace/published.hpp"

namespace secokr::app {

/// A published objective or key result whose file says something else than what was finalised.
struct FileEdit {
  std::string id{};
  std::string subject{};  ///< `Security Training/KR1`
  std::string path{};
  std::size_t line = 0;
  std::vector<documents::FactChange> changes{};  ///< finalised -> file; never empty
};

/// The edits of one objective (as `published_part` gives it) and of its key results. Ticks and answers are the issue's
/// business and make no difference; a State does.
std::vector<FileEdit> file_edits(const Ports& ports, Quarter quarter, const std::string& path,
                                 const Objective& objective, const workspace::Published& published);

/// What changed, as people say it: "metric, milestone 2".
std::string fields_of(const FileEdit& edit);

/// The same for the record, each with what it was and what it becomes where that is short.
std::vector<std::string> recorded_edits(const FileEdit& edit);

/// F4: a finding for each edit of the quarter's files, and for each published key result that its file has no more.
std::vector<Finding> check_published_files(const Ports& ports, const ReadPlan& read,
                                           const workspace::Published& published);

}  // namespace secokr::app
