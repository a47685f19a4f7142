#include "app/plan/withheld.hpp"

#include <algorithm>
#include <set>
#include <variant>

#include <fmt/format.h>

#include <secokr/titles.hpp>

#include "app/published/finalised.hpp"
#include "base/text.hpp"

namespace secokr::app {
namespace {

using Ids = std::set<std::string>;

void add_ids(const Objective& objective, Ids& ids) {
  if (is_confidential(objective)) ids.insert(objective.id);
  for (const KeyResult& key_result : objective.key_results)
    if (is_confidential(objective, key_result)) ids.insert(key_result.id);
}

/// With its key results, as the issues tell.
Objective with_key_results(const PublishedObjective& published) {
  Objective whole = published.plan;
  whole.key_results.clear();
  for (const auto* all : {&published.key_results, &published.lost})
    for (const PublishedKeyResult& each : *all) whole.key_results.push_back(each.plan);
  return whole;
}

/// What one source says of the items that any source calls confidential.
void add_source(Objective objective, const std::string& path, const Ids& ids, ConfidentialNames& names) {
  objective.confidential = objective.confidential || (!objective.id.empty() && ids.contains(objective.id));
  for (KeyResult& key_result : objective.key_results)
    key_result.confidential = key_result.confidential || (!key_result.id.empty() && ids.contains(key_result.id));
  names.add(objective, path);
}

bool was_confidential(const workspace::Published& base, const workspace::PublishedIssue& entry) {
  const auto parent = base.issues.find(entry.objective);
  return entry.confidential || (parent != base.issues.end() && parent->second.confidential);
}

/// Of all sources: which items are confidential, then what each says of them.
class NamesOfPlan {
 public:
  explicit NamesOfPlan(Ids ids = {}) : m_ids(std::move(ids)) {}

  void add(Objective objective, std::string path = {}) { m_sources.push_back({std::move(objective), std::move(path)}); }
  void add(const PublishedPlan& plan) {
    for (const auto* objectives : {&plan.objectives, &plan.headless})
      for (const PublishedObjective& objective : *objectives) add(with_key_results(objective));
  }
  void add(const workspace::Published& base) {
    for (const auto& [id, entry] : base.issues)
      if (was_confidential(base, entry)) m_ids.insert(id);
    for (auto& [id, objective] : published_objectives(base)) add(objective);
  }

  ConfidentialNames names() && {
    for (const auto& [objective, path] : m_sources) add_ids(objective, m_ids);
    m_ids.erase("");
    ConfidentialNames names;
    for (auto& [objective, path] : m_sources) add_source(std::move(objective), path, m_ids, names);
    return names;
  }

 private:
  std::vector<std::pair<Objective, std::string>> m_sources{};
  Ids m_ids;
};

bool is_withheld(const ConfidentialNames& names, const tracker::Change& change) {
  const auto* create = std::get_if<tracker::CreateIssue>(&change.payload);
  if (create != nullptr && create->issue.confidential) return true;
  return names.named_in(change.subject) || names.named_in(change.name);
}

}  // namespace

Audience log_audience(const base::Environment& environment) {
  const auto ci = environment.get("CI");
  const bool is_job = ci && !ci->empty() && !base::equals_folded(*ci, "false");
  return is_job ? Audience::organisation : Audience::division;
}

ConfidentialNames confidential_names(const ReadPlan& read) {
  NamesOfPlan all;
  for (const PlannedObjective& planned : read.plan.objectives) all.add(planned.objective, planned.path);
  // The files say what is to become of it, and the names that are on their way.
  for (const auto& file : read.files) all.add(file.document.objective(), file.path);
  for (const auto& [id, objective] : read.plan.proposal) all.add(objective);
  all.add(read.published);
  if (read.base) all.add(*read.base);
  return std::move(all).names();
}

std::set<std::string> confidential_ids(workspace::Published base, const PresentIssues& present) {
  std::set<std::string> ids;
  for (auto& [id, entry] : base.issues)
    if (const auto issue = present.find(id); issue != present.end() && issue->second.confidential)
      entry.confidential = true;
  for (const auto& [id, entry] : base.issues)
    if (was_confidential(base, entry)) ids.insert(id);
  return ids;
}

ConfidentialNames confidential_names(const std::vector<workspace::ObjectiveFile>& files,
                                     const workspace::Published& base, const std::set<std::string>& ids) {
  NamesOfPlan all(ids);
  for (const auto& file : files) all.add(file.document.objective(), file.path);
  all.add(base);
  return std::move(all).names();
}

ConfidentialNames confidential_names(const PublishedPlan& plan, const workspace::Published* base) {
  NamesOfPlan all;
  all.add(plan);
  if (base != nullptr) all.add(*base);
  return std::move(all).names();
}

void withhold(Audience audience, const ConfidentialNames& names, tracker::ChangeSet& set) {
  if (audience == Audience::division) return;
  const auto hide = [&](std::string& text) { text = names.shown(audience, text); };
  for (tracker::Change& change : set.changes) {
    const bool whole = is_withheld(names, change);
    for (tracker::Fields* fields : {&change.before, &change.after, &change.payload_tells}) {
      if (whole) fields->clear();
      for (auto& [field, value] : *fields) hide(value);
    }
    for (std::string& warning : change.warnings) hide(warning);
    if (!whole) continue;
    change.name = ConfidentialNames::withheld;
    // A file's subject is its path; ids tell nothing.
    if (const auto slash = change.subject.rfind('/'); slash != std::string::npos)
      change.subject = change.subject.substr(0, slash + 1) + ConfidentialNames::withheld;
  }
}

void withhold(Audience audience, const ConfidentialNames& names, Error& error) {
  if (audience == Audience::division) return;
  for (ErrorNote& note : error.notes) {
    const bool is_told = names.named_in(note.path) || names.named_in(note.text) || names.named_in(note.expected);
    if (is_told) note = {.path = ConfidentialNames::withheld};
  }
  const bool is_told = names.named_in(error.what) || names.named_in(error.reason) || names.named_in(error.help);
  if (!is_told) return;
  error.what = "A confidential item stands in the way, which is not named in a job's log";
  error.reason.clear();
  error.help = "Run the same line where it is not read by many";
}

}  // namespace secokr::app
