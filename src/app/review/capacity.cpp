#include "app/review/capacity.hpp"

#include <algorithm>
#include <iterator>

#include "app/dependency/dependencies.hpp"
#include "app/plan/withheld.hpp"
#include "documents/issue/text.hpp"
#include "workspace/decisions.hpp"

namespace secokr::app {
namespace {

using Declines = std::vector<RecordedDecline>;

void append(Declines& all, Declines more) { std::ranges::move(more, std::back_inserter(all)); }

Declines on_record(const std::vector<workspace::Decision>& decisions, Quarter quarter) {
  Declines declines;
  for (const workspace::Decision& decision : decisions)
    if (const auto decline = workspace::parse_decline(decision))
      declines.push_back({.quarter = quarter,
                          .on = decision.on,
                          .team = decline->team,
                          .manager = decline->manager,
                          .key_result = decision.subject,
                          .decline_class = decline->decline_class,
                          .reason = decision.reason,
                          .by = decision.by});
  return declines;
}

Declines in_files(const ReadPlan& read) {
  Declines declines;
  for (const auto& file : read.files) append(declines, declines_in(file.document.objective(), read.quarter));
  return declines;
}

Declines in_proposal(const ReadPlan& read) {
  Declines declines;
  for (const auto& [id, objective] : read.plan.proposal) append(declines, declines_in(objective, read.quarter));
  return declines;
}

/// What was said when the quarter was finalised.
Declines in_published(const workspace::Published& published) {
  Declines declines;
  for (const auto& [id, entry] : published.issues) {
    const auto objective = published.issues.find(entry.objective);
    if (entry.kind != OkrKind::key_result || objective == published.issues.end()) continue;
    Objective whole{.reference = objective->second.reference};
    whole.key_results.push_back(documents::read_block(entry.kind, entry.block).key_result.value_or(KeyResult{}));
    whole.key_results.back().number = entry.number;
    append(declines, declines_in(whole, published.quarter));
  }
  return declines;
}

/// What the issues of published key results say now.
Declines on_issues(const PublishedPlan& plan, const workspace::Published& published) {
  Declines declines;
  for (const PublishedObjective& objective : plan.objectives) {
    Objective whole = objective.plan;
    whole.key_results.clear();
    for (const PublishedKeyResult& key_result : objective.key_results)
      if (published.issues.contains(key_result.plan.id)) whole.key_results.push_back(key_result.plan);
    append(declines, declines_in(whole, plan.quarter));
  }
  return declines;
}

/// Counted with team and class, and neither named nor said why.
void withhold_declines(Audience audience, const ConfidentialNames& names, Declines& declines) {
  for (RecordedDecline& decline : declines) {
    if (shows(audience, names.named_in(decline.key_result) || names.named_in(decline.reason))) continue;
    decline.key_result = decline.reason = ConfidentialNames::withheld;
  }
}

Expected<Declines> declines_of(const Ports& ports, Quarter quarter, Audience audience) {
  SECOKR_TRY(const ReadPlan read, read_plan(ports, quarter));
  SECOKR_CHECK(workspace::require_understood(read.files));
  std::vector<Declines> answers{in_files(read), in_proposal(read)};
  if (read.base) {
    answers.push_back(in_published(*read.base));
    answers.push_back(on_issues(read.published, *read.base));
  }
  Declines all = with_answers(on_record(read.decisions, quarter), answers);
  withhold_declines(audience, confidential_names(read), all);
  return all;
}

}  // namespace

Expected<CapacityReport> read_capacity(const Ports& ports, const std::vector<Quarter>& quarters, Audience audience) {
  CapacityReport report{.quarters = quarters};
  for (const Quarter quarter : quarters) {
    SECOKR_TRY(auto declines, declines_of(ports, quarter, audience));
    append(report.declines, std::move(declines));
  }
  for (RecordedDecline& decline : report.declines) {
    const Team* team = ports.config.org.find_team(decline.team);
    if (team == nullptr) continue;
    decline.team = team->name;
    decline.area = team->external ? "external" : team->area;
  }
  return report;
}

}  // namespace secokr::app
