#pragma once
#include <map>
#include <string>
#include <vector>

#include <secokr/error.hpp>
#include <secokr/label_scheme.hpp>
#include "domain/views/dashboard.hpp"

#include "app/core/ports.hpp"
#include "app/published/believed_issues.hpp"
#include "tracker/port/tracker.hpp"
#include "workspace/published.hpp"

namespace secokr::app {

/// A quarter as its issues tell it (FORMATS.md 2): the issues are the truth once they are published.
struct PublishedPlan {
  Quarter quarter{};
  /// Objectives whose own issue is gone, as far as their key results and `published.json` tell, with those key results
  /// that are there.
  std::vector<PublishedObjective> headless{};
  std::vector<PublishedObjective> objectives{};  ///< by iid; each with its KRs by number; `updates` are not read yet
  PresentIssues issues{};                        ///< those that count (BelievedIssues), by secokr's id
  std::vector<BlockIssue> doubles{};             ///< as BelievedIssues has them, as `doubted`
  std::vector<DoubtedIssue> doubted{};

  bool empty() const { return objectives.empty(); }
};

/// Reads every issue of the quarter that carries secokr's block and counts, those that an objective lists or
/// `published.json` names also where they lost the quarter's label. What belongs to what is published.json's to say
/// where it lists a key result, else the objective's that lists it. An issue at its listed number counts, whatever
/// became of its block: `BlockIssue::finalised`. What is not there is named:
/// `PublishedObjective::lost`, `headless`.
Expected<PublishedPlan> read_published_plan(const Ports& ports, Quarter quarter);

/// A sentence for each issue of the quarter that carries an id which another one has: a clone, or two who published in
/// the same moment. The one with the lowest iid counts (FORMATS.md 2).
Expected<std::vector<std::string>> double_notices(const Ports& ports, Quarter quarter);
std::vector<std::string> double_notices(const PublishedPlan& plan);

}  // namespace secokr::app
