#pragma once
#include <algorithm>
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

  /// Nothing of it is there.
  bool empty() const {
    return objectives.empty() &&
           std::ranges::all_of(headless, [](const auto& each) { return each.key_results.empty(); });
  }
  /// The objectives, and behind them the headless: what is done with key results is done with theirs, too.
  std::vector<const PublishedObjective*> all() const { return all_of<const PublishedObjective>(*this); }
  std::vector<PublishedObjective*> all() { return all_of<PublishedObjective>(*this); }

 private:
  template <class Each, class Plan>
  static std::vector<Each*> all_of(Plan& plan) {
    std::vector<Each*> all;
    for (auto* objectives : {&plan.objectives, &plan.headless})
      for (auto& objective : *objectives) all.push_back(&objective);
    return all;
  }
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
