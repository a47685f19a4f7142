#include "app/plan/publications.hpp"

#include "app/plan/wanted_issues.hpp"

namespace secokr::app {

namespace {

/// Made confidential on its own, in the tracker: it was not finalised as part of a confidential objective.
bool is_secret_by_hand(const ReadPlan& read, const workspace::Published* base, const std::string& id) {
  const tracker::Issue* issue = id.empty() ? nullptr : issue_of(read, id);
  if (issue == nullptr || !issue->confidential || base == nullptr) return false;
  const auto entry = base->issues.find(id);
  return entry != base->issues.end() && !entry->second.confidential;
}

}  // namespace

Objective published_part(Objective objective, const workspace::Published* base) {
  const Objective whole = objective;
  std::erase_if(objective.key_results, [&](const KeyResult& key_result) {
    const bool was_published = base != nullptr && !key_result.id.empty() && base->issues.contains(key_result.id);
    return !was_published && effective_state(whole, key_result) == KeyResultState::dropped;
  });
  return objective;
}

std::vector<Publication> publications_of(const Ports& ports, const ReadPlan& read, const workspace::Published* base,
                                         const LeftOutPart& left_out) {
  std::vector<Publication> publications;
  for (const auto& file : read.files) {
    const Objective& planned = file.document.objective();
    if (planned.status != ObjectiveStatus::included || left_out.objectives.contains(file.path)) continue;
    Publication publication{.file = &file, .objective = published_part(planned, base)};
    Objective& objective = publication.objective;
    std::erase_if(objective.key_results, [&](const KeyResult& key_result) {
      return left_out.holds(file.path, name_of(objective, key_result));
    });
    for (KeyResult& key_result : objective.key_results)
      key_result.confidential = is_secret_by_hand(read, base, key_result.id);
    publication.minted = objective.id.empty();
    if (objective.id.empty()) objective.id = ports.ids();
    for (KeyResult& key_result : objective.key_results) {
      if (!key_result.id.empty()) continue;
      key_result.id = ports.ids();
      publication.minted = true;
    }
    publications.push_back(std::move(publication));
  }
  return publications;
}

std::vector<documents::KeyResultLine> key_result_lines(const Objective& objective, const PresentIssues& present) {
  std::vector<documents::KeyResultLine> lines;
  for (const KeyResult& key_result : objective.key_results) {
    const auto found = present.find(key_result.id);
    const std::string number = found != present.end() ? std::to_string(found->second.ref.iid)
                                                      : tracker::iid_token(key_result_subject(key_result));
    lines.push_back({key_result.number, "#" + number, key_result.confidential ? withheld_title : key_result.title});
  }
  return lines;
}

}  // namespace secokr::app
