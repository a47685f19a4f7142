#include "app/publish/files.hpp"

#include <algorithm>
#include <cstring>

#include "app/plan/entries.hpp"
#include "app/plan/wanted_issues.hpp"
#include "base/hash.hpp"
#include "domain/objective/fields.hpp"
#include "workspace/file_change.hpp"

namespace secokr::app {
namespace {

// The document takes no token for an address, so this one stands in until the text is done.
constexpr const char* address_to_come = "https://published.invalid/address-to-come";

Expected<workspace::Published> wanted_base(const Ports& ports, Quarter quarter,
                                           const std::vector<Publication>& publications,
                                           const workspace::Published* base, const PresentIssues& present,
                                           const Rebased& rebased) {
  workspace::Published wanted;
  if (base != nullptr) {
    wanted = *base;
    for (const auto& [id, entry] : rebased) wanted.issues.insert_or_assign(id, entry);
    // Of several with one id the lowest counts, also where that shows up only later.
    for (auto& [id, entry] : wanted.issues)
      if (const auto found = present.find(id); found != present.end()) {
        entry.iid = found->second.ref.iid;
        entry.url = found->second.url;
      }
  } else {
    SECOKR_TRY(const tracker::Project project, ports.tracker->project());
    wanted.quarter = quarter;
    wanted.tracker = std::string(config::to_string(ports.config.tracker.kind));
    wanted.origin = project.origin;
    wanted.project_id = project.id;
  }
  for (const Publication& publication : publications) {
    const Objective& objective = publication.objective;
    if (!wanted.issues.contains(objective.id))
      wanted.issues.emplace(objective.id,
                            objective_entry(ports, quarter, objective, key_result_lines(objective, present), present));
    for (const KeyResult& key_result : objective.key_results)
      if (!wanted.issues.contains(key_result.id))
        wanted.issues.emplace(key_result.id, key_result_entry(ports, quarter, objective, key_result, present));
  }
  return wanted;
}

/// The objective's file with every id.
Expected<documents::ObjectiveDocument> with_ids(const Publication& publication) {
  documents::ObjectiveDocument document = publication.file->document;
  if (!publication.minted) return document;
  const Objective& wanted = publication.objective;
  if (document.objective().id.empty()) SECOKR_CHECK(document.set_id(std::nullopt, wanted.id));
  for (const KeyResult& key_result : wanted.key_results) {
    const auto& now = document.objective().key_results;
    const bool has_id = std::ranges::any_of(now, [&](const KeyResult& other) { return other.id == key_result.id; });
    if (!has_id) SECOKR_CHECK(document.set_id(key_result.number, key_result.id));
  }
  return document;
}

/// The file as `id_changes` leaves it.
base::FileText after_ids(const Publication& publication, std::string text) {
  base::FileText file = publication.file->file;
  file.hash = base::sha256_hex(text);
  file.text = std::move(text);
  return file;
}

/// The objective's file with its stamp; nothing when it has one.
Expected<std::optional<tracker::Change>> stamp(const Publication& publication, const PresentIssues& present) {
  SECOKR_TRY(documents::ObjectiveDocument document, with_ids(publication));
  const Objective& wanted = publication.objective;
  const base::FileText before = after_ids(publication, document.text());
  std::string text = document.text();
  if (document.objective().published.empty()) {
    const auto found = present.find(wanted.id);
    SECOKR_CHECK(document.set_field(std::nullopt, name_of(Field::published),
                                    found != present.end() ? found->second.url : address_to_come));
    text = document.text();
    if (const auto at = text.find(address_to_come); at != std::string::npos)
      text.replace(at, std::strlen(address_to_come), tracker::url_token(objective_subject(wanted)));
  }
  if (text == before.text) return std::nullopt;
  return workspace::write_file(publication.file->path, &before, std::move(text));
}

}  // namespace

Expected<std::vector<tracker::Change>> id_changes(const std::vector<Publication>& publications) {
  std::vector<tracker::Change> changes;
  for (const Publication& publication : publications) {
    if (!publication.minted) continue;
    SECOKR_TRY(const documents::ObjectiveDocument document, with_ids(publication));
    changes.push_back(workspace::write_file(publication.file->path, &publication.file->file, document.text()));
  }
  return changes;
}

Expected<std::vector<tracker::Change>> finalize_files(const Ports& ports, Quarter quarter,
                                                      const std::vector<Publication>& publications,
                                                      const workspace::Published* base, const PresentIssues& present,
                                                      const Rebased& rebased) {
  std::vector<tracker::Change> changes;
  SECOKR_TRY(const workspace::Published wanted, wanted_base(ports, quarter, publications, base, present, rebased));
  if (base == nullptr || wanted != *base) {
    SECOKR_TRY(auto change, workspace::write_published(*ports.workspace, wanted));
    changes.push_back(std::move(change));
  }
  for (const Publication& publication : publications) {
    SECOKR_TRY(auto change, stamp(publication, present));
    if (change) changes.push_back(*std::move(change));
  }
  return changes;
}

}  // namespace secokr::app
