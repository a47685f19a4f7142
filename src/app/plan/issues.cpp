#include "app/plan/issues.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include <secokr/titles.hpp>

#include "app/plan/withheld.hpp"
#include "base/text.hpp"
#include "documents/issue/text.hpp"
#include "domain/objective/agreed.hpp"
#include "domain/objective/plan_now.hpp"

namespace secokr::app {
namespace {

bool is_out(const ReadPlan& read, const Objective& objective, const KeyResult& key_result) {
  if (key_result.id.empty()) return false;
  return read.base ? read.base->issues.contains(key_result.id) : !objective.published.empty();
}

template <class Visit>
void for_each_published(const ReadPlan& read, const Visit& visit) {
  for (const auto& file : read.files)
    for (const KeyResult& key_result : file.document.objective().key_results)
      if (is_out(read, file.document.objective(), key_result)) visit(file.document.objective(), key_result);
}

Status look(const Ports& ports, ReadPlan& read) {
  Ports seeing = ports;
  if (seeing.tracker == nullptr) {
    SECOKR_TRY(seeing.tracker, ports.issues());
  }
  SECOKR_TRY(read.published, read_published_plan(seeing, read.quarter));
  std::vector<std::string> ids;
  for_each_published(read, [&](const Objective&, const KeyResult& key_result) {
    if (!read.published.issues.contains(key_result.id)) ids.push_back(key_result.id);
  });
  if (ids.empty()) return {};
  SECOKR_TRY(BelievedIssues found, read_believed_issues(seeing, read.quarter, ids));
  for (const std::string& id : ids)
    if (auto issue = found.by_id.extract(id)) read.elsewhere.insert(std::move(issue));
  return {};
}

void add_lost(ReadPlan& read) {
  for_each_published(read, [&](const Objective& objective, const KeyResult& key_result) {
    if (issue_of(read, key_result.id) == nullptr) read.lost.push_back(name_of(objective, key_result));
  });
  if (!read.lost.empty())
    read.notices.push_back(
        fmt::format("What is published was not found on this tracker, and its file is shown in its place: {}",
                    base::join(read.lost, ", ")));
}

void add_problems_of(ReadPlan& read, const std::string& name, const BlockIssue* issue) {
  if (issue != nullptr) add_unreadable(name, *issue, read.notices);
}

void add_problems(ReadPlan& read) {
  for (const auto& file : read.files) {
    const Objective& objective = file.document.objective();
    const bool is_published = read.base && read.base->issues.contains(objective.id);
    if (is_published) add_problems_of(read, objective.reference, issue_of(read, objective.id));
  }
  for_each_published(read, [&](const Objective& objective, const KeyResult& key_result) {
    add_problems_of(read, name_of(objective, key_result), issue_of(read, key_result.id));
  });
}

/// As the issue says; where it cannot be seen, as it was finalised.
bool is_secret(const ReadPlan& read, const std::string& id) {
  if (id.empty()) return false;
  if (const BlockIssue* issue = issue_of(read, id)) return issue->confidential;
  if (!read.base) return false;
  const auto entry = read.base->issues.find(id);
  return entry != read.base->issues.end() && entry->second.confidential;
}

KeyResult key_result_now(const ReadPlan& read, const Objective& objective, KeyResult key_result) {
  key_result.confidential = is_secret(read, key_result.id);
  const BlockIssue* issue = is_out(read, objective, key_result) ? issue_of(read, key_result.id) : nullptr;
  const auto block = issue == nullptr ? std::nullopt : issue->block;
  if (!block || !block->key_result) return key_result;
  const auto finalised = read.plan.published.find(objective.id);
  const Objective& then = finalised == read.plan.published.end() ? objective : finalised->second;
  const KeyResult* same = find_same(then, key_result);
  return secokr::plan_now({objective, key_result}, *block->key_result, {then, same == nullptr ? key_result : *same});
}

/// As whoever reads them may know them.
std::vector<std::string> notices_for_log(const Ports& ports, const ReadPlan& read) {
  if (ports.environment == nullptr || log_audience(*ports.environment) == Audience::division) return read.notices;
  const ConfidentialNames names = confidential_names(read);
  std::vector<std::string> told;
  std::ranges::copy_if(read.notices, std::back_inserter(told),
                       [&](const std::string& notice) { return !names.named_in(notice); });
  if (told.size() < read.notices.size())
    told.push_back(fmt::format("{} more about confidential items, not shown here", read.notices.size() - told.size()));
  return told;
}

}  // namespace

Status look_at_issues(const Ports& ports, ReadPlan& read) {
  if (!read.is_published() || (ports.tracker == nullptr && !ports.issues)) return {};
  const Status looked = look(ports, read);
  if (!looked && ports.tracker != nullptr) return looked;
  if (looked) {
    add_lost(read);
    add_problems(read);
  } else {
    read.published = {};
    read.notices.push_back(fmt::format("The issues of {} could not be seen, so this is what its files say: {}",
                                       to_string(read.quarter), looked.error().what));
  }
  if (ports.tell)
    for (const std::string& notice : notices_for_log(ports, read)) ports.tell(notice);
  return {};
}

bool ReadPlan::is_published() const {
  return base.has_value() ||
         std::ranges::any_of(files, [](const auto& file) { return !file.document.objective().published.empty(); });
}

const BlockIssue* issue_of(const ReadPlan& read, const std::string& id) {
  for (const auto* all : {&read.published.issues, &read.elsewhere})
    if (const auto found = all->find(id); found != all->end()) return &found->second;
  return nullptr;
}

Objective plan_now(const ReadPlan& read, Objective objective) {
  objective.confidential = objective.confidential || is_secret(read, objective.id);
  const Objective file = objective;
  for (KeyResult& key_result : objective.key_results) key_result = key_result_now(read, file, key_result);
  return objective;
}

}  // namespace secokr::app
