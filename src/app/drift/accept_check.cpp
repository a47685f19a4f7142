#include "app/drift/accept_check.hpp"

#include <set>
#include <tuple>

#include "app/plan/read_plan.hpp"
#include "app/published/finalised.hpp"

namespace secokr::app {
namespace {

using Told = std::tuple<Rule, std::string, std::string>;

Told told_of(const Finding& finding) { return {finding.rule, finding.subject, finding.message}; }

}  // namespace

Expected<std::vector<Finding>> errors_made(const Ports& ports, const workspace::Published& base,
                                           const std::map<std::string, documents::ObjectiveDocument>& edited) {
  Ports quiet = ports;
  quiet.tell = nullptr;
  SECOKR_TRY(ReadPlan read, read_plan(quiet, base.quarter));
  std::set<Told> before;
  for (const Finding& finding : check(read, Stage::final))
    if (finding.severity == Severity::error) before.insert(told_of(finding));

  read.base = base;
  read.plan.published = published_objectives(base);
  for (std::size_t i = 0; i < read.files.size(); ++i) {
    const auto found = edited.find(read.files[i].path);
    if (found == edited.end()) continue;
    read.files[i].document = found->second;
    read.plan.objectives[i].objective = plan_now(read, found->second.objective());
  }
  std::vector<Finding> made;
  for (Finding& finding : check(read, Stage::final))
    if (finding.severity == Severity::error && !before.contains(told_of(finding))) made.push_back(std::move(finding));
  return made;
}

}  // namespace secokr::app
