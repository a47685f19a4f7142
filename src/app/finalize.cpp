#include "app/finalize.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "app/finalize_files.hpp"
#include "app/gates.hpp"
#include "app/label_definitions.hpp"
#include "app/plan_review.hpp"
#include "app/published_plan.hpp"
#include "app/wanted_issues.hpp"
#include "documents/issue_text.hpp"
#include "workspace/published.hpp"

namespace secokr::app {
namespace {

using tracker::Change;

/// Included objectives in the order of their files.
std::vector<Publication> publications_of(const Ports& ports, const ReadPlan& read) {
  std::vector<Publication> publications;
  for (const auto& file : read.files) {
    if (file.document.objective().status != ObjectiveStatus::included) continue;
    Publication publication{.file = &file, .objective = file.document.objective()};
    Objective& objective = publication.objective;
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

std::vector<std::string> ids_of(const std::vector<Publication>& publications) {
  std::vector<std::string> ids;
  for (const Publication& publication : publications) {
    ids.push_back(publication.objective.id);
    for (const KeyResult* key_result : published_key_results(publication.objective)) ids.push_back(key_result->id);
  }
  return ids;
}

/// A quarter is published to one project.
Status require_same_project(const Ports& ports, const workspace::Published& base) {
  SECOKR_TRY(const tracker::Project project, ports.tracker->project());
  if (project.origin == base.origin && project.id == base.project_id) return {};
  const auto named = [](const std::string& origin, const std::string& id) {
    return origin == id ? fmt::format("the {} tracker", origin) : fmt::format("project {} of {}", id, origin);
  };
  return fail({.kind = ErrorKind::refused,
               .what = fmt::format("{} is published to {}, and not to {}", to_string(base.quarter),
                                   named(base.origin, base.project_id), named(project.origin, project.id)),
               .reason = "published.json says so",
               .help = "Name that tracker with --tracker, --host and -R, or remove published.json and the Published "
                       "lines to publish here anew"});
}

/// What was published once must still be there.
Status require_present(const Ports& ports, const workspace::Published& base,
                       const std::map<std::string, tracker::Issue>& present, Quarter quarter) {
  const auto gone =
      std::ranges::count_if(base.issues, [&](const auto& entry) { return !present.contains(entry.first); });
  if (gone == 0) return {};
  SECOKR_TRY(const tracker::Capabilities capabilities, ports.tracker->capabilities());
  return fail(
      {.kind = ErrorKind::refused,
       .what = fmt::format("{} of the {} issues that {} was published as are not on this tracker", gone,
                           base.issues.size(), to_string(quarter)),
       .reason = capabilities.only_this_machine
                     ? "published.json names them; the local tracker's issues stay on the machine that published them"
                     : "published.json names them; they were deleted or moved, or you may not see them",
       .help = capabilities.only_this_machine
                   ? "run this where it was published, or remove published.json and the Published lines to publish "
                     "here anew"
                   : "Ask somebody with a higher role to look, or remove published.json and the Published lines to "
                     "publish anew"});
}

/// Builds the changes of one finalisation against what is present.
class Builder {
 public:
  Builder(const Ports& ports, Quarter quarter, const workspace::Published* base,
          const std::map<std::string, tracker::Issue>& present)
      : m_ports(ports), m_quarter(quarter), m_base(base), m_present(present) {}

  Status add_labels(std::vector<Change>& changes) const {
    SECOKR_TRY(const auto defined, m_ports.tracker->labels());
    for (const LabelDefinition& wanted : definitions(m_ports.config.labels, m_quarter)) {
      if (std::ranges::find(defined, wanted.name, &tracker::Label::name) != defined.end()) continue;
      changes.push_back(define_label(wanted));
    }
    return {};
  }

  void add_objective(const Objective& objective, std::vector<Change>& creations, std::vector<Change>& later) const {
    const bool all_there = std::ranges::all_of(published_key_results(objective), [&](const KeyResult* key_result) {
      return m_present.contains(key_result->id);
    });
    const WantedIssue whole = wanted(objective, key_result_references(objective, m_present));
    const auto present = m_present.find(objective.id);
    if (present == m_present.end()) {
      // Its KRs have no issues yet, so their list is written once they have.
      creations.push_back(create_change(all_there ? whole : wanted(objective, {})));
      if (!all_there) later.push_back(list_change(whole));
    } else if (!finalised(objective.id) || !all_there) {
      if (auto change = edit_change(whole, present->second, m_ports.config.labels)) later.push_back(*std::move(change));
    }
  }

  void add_key_results(const Objective& objective, std::vector<Change>& creations, std::vector<Change>& later) const {
    for (const KeyResult* key_result : published_key_results(objective)) {
      const WantedIssue wanted =
          wanted_key_result(objective, *key_result, m_quarter, m_ports.config.labels, m_ports.config.calendar);
      const auto present = m_present.find(key_result->id);
      if (present == m_present.end()) {
        creations.push_back(create_change(wanted));
      } else if (!finalised(key_result->id)) {
        if (auto change = edit_change(wanted, present->second, m_ports.config.labels))
          later.push_back(*std::move(change));
      }
    }
  }

  Status add_links(const Objective& objective, std::vector<Change>& changes) const {
    std::vector<tracker::Link> links;
    if (const auto present = m_present.find(objective.id); present != m_present.end()) {
      SECOKR_TRY(links, tracker::collect_links(*m_ports.tracker, present->second.ref));
    }
    for (const KeyResult* key_result : published_key_results(objective)) {
      const auto there = m_present.find(key_result->id);
      const bool linked = there != m_present.end() && std::ranges::any_of(links, [&](const tracker::Link& link) {
                            return link.to == there->second.ref || link.from == there->second.ref;
                          });
      if (linked) continue;
      const std::string name = name_of(objective, *key_result);
      changes.push_back(
          {.action = tracker::Action::link,
           .subject = key_result_subject(*key_result),
           .name = name,
           .after = {{"relates to", objective.reference}},
           .payload = tracker::LinkIssues{objective_subject(objective), key_result_subject(*key_result)}});
    }
    return {};
  }

 private:
  WantedIssue wanted(const Objective& objective, const std::vector<std::string>& references) const {
    return wanted_objective(objective, references, m_quarter, m_ports.config.labels, m_ports.config.calendar);
  }
  bool finalised(const std::string& id) const { return m_base != nullptr && m_base->issues.contains(id); }

  static Change list_change(const WantedIssue& whole) {
    return {.action = tracker::Action::edit,
            .subject = whole.subject,
            .name = whole.name,
            .before = {{"key results", "none listed"}},
            .after = {{"key results", "listed with their issues"}},
            .payload = tracker::EditIssue{.subject = whole.subject, .edit = {.description = whole.description}}};
  }

  const Ports& m_ports;
  Quarter m_quarter;
  const workspace::Published* m_base;
  const std::map<std::string, tracker::Issue>& m_present;
};

void append(std::vector<Change>& all, std::vector<Change> more) { std::ranges::move(more, std::back_inserter(all)); }

}  // namespace

Expected<FinalizePlan> plan_finalize(const Ports& ports, const FinalizeRequest& request) {
  SECOKR_TRY(const ReadPlan read, read_plan(ports, request.quarter));
  SECOKR_CHECK(workspace::require_understood(read.files));
  SECOKR_TRY(const auto base, workspace::read_published(*ports.workspace, request.quarter));

  FinalizePlan plan;
  plan.published_before = base.has_value();
  const GateReport report = finalize_gates(ports, read, request.overrides, plan.published_before);
  plan.gates_passed = report.passed();
  plan.findings = report.findings;
  plan.set.quarter = to_string(request.quarter);
  plan.set.gates = report.gates;
  plan.set.common = documents::block_word;

  const std::vector<Publication> publications = publications_of(ports, read);
  plan.objectives = publications.size();
  for (const Publication& publication : publications)
    plan.key_results += published_key_results(publication.objective).size();
  plan.not_included = read.files.size() - publications.size();
  if (!plan.gates_passed) return plan;

  std::vector<std::string> ids = ids_of(publications);
  if (base)
    for (const auto& [id, entry] : base->issues) ids.push_back(id);
  SECOKR_TRY(const auto present, find_issues(*ports.tracker, request.quarter, ids));
  if (base) SECOKR_CHECK(require_same_project(ports, *base));
  if (base) SECOKR_CHECK(require_present(ports, *base, present, request.quarter));

  const Builder builder(ports, request.quarter, base ? &*base : nullptr, present);
  std::vector<Change>& changes = plan.set.changes;
  std::vector<Change> key_result_creations;
  std::vector<Change> later;
  std::vector<Change> links;
  SECOKR_TRY(changes, id_changes(publications));
  SECOKR_CHECK(builder.add_labels(changes));
  for (const Publication& publication : publications) {
    builder.add_objective(publication.objective, changes, later);
    builder.add_key_results(publication.objective, key_result_creations, later);
    SECOKR_CHECK(builder.add_links(publication.objective, links));
  }
  append(changes, std::move(key_result_creations));
  append(changes, std::move(later));
  append(changes, std::move(links));
  for (const std::string& id : ids)
    if (const auto found = present.find(id); found != present.end()) {
      const bool is_objective = std::ranges::any_of(
          publications, [&](const Publication& publication) { return publication.objective.id == id; });
      plan.set.known.emplace_back((is_objective ? "objective:" : "kr:") + id, found->second);
    }

  SECOKR_TRY(auto files, finalize_files(ports, request.quarter, publications, base ? &*base : nullptr, present));
  if (!changes.empty() || !files.empty())
    append(changes, override_records(ports, request.quarter, request.overrides, report.set_aside));
  append(changes, std::move(files));
  return plan;
}

}  // namespace secokr::app
