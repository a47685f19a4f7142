#include "app/publish/changes.hpp"

#include <algorithm>

#include "app/label/definitions.hpp"
#include "app/plan/wanted_issues.hpp"
#include "base/text.hpp"

namespace secokr::app {
namespace {

using tracker::Change;

std::vector<std::string> sorted_texts(std::vector<std::string> texts) {
  std::ranges::sort(texts);
  return texts;
}

/// The list of an objective that is made in the same set, before its key results. One label comes with it: that its
/// maker changed labels after the text shows for all time that they could edit issues, which a guest cannot (T1).
Change list_change(const WantedIssue& whole, const WantedIssue& created) {
  tracker::IssueEdit edit{.description = whole.description};
  std::ranges::set_difference(sorted_texts(whole.labels), sorted_texts(created.labels),
                              std::back_inserter(edit.add_labels));
  return {.subject = whole.subject,
          .name = whole.name,
          .before = {{"key results", "none listed"}, {"labels", base::join(created.labels, ", ")}},
          .after = {{"key results", "listed with their issues"}, {"labels", base::join(whole.labels, ", ")}},
          .payload = tracker::EditIssue{
              .subject = whole.subject, .edit = std::move(edit), .description_before = created.description}};
}

/// Builds the changes of one finalisation against what is present.
class PublicationBuilder {
 public:
  PublicationBuilder(const Ports& ports, Quarter quarter, const workspace::Published* base,
                     const PresentIssues& present)
      : m_ports(ports), m_quarter(quarter), m_base(base), m_present(present) {}

  Status add_labels() {
    SECOKR_TRY(const auto defined, m_ports.tracker->labels());
    for (const LabelDefinition& wanted : definitions(m_ports.config.labels, m_quarter)) {
      if (std::ranges::find(defined, wanted.name, &tracker::Label::name) != defined.end()) continue;
      m_labels.push_back(define_label(wanted));
    }
    return {};
  }

  void add_objective(const Objective& objective) {
    const WantedIssue whole = wanted(objective, key_result_lines(objective, m_present));
    const auto present = m_present.find(objective.id);
    if (present == m_present.end()) {
      const bool all_there = std::ranges::all_of(
          objective.key_results, [&](const KeyResult& key_result) { return m_present.contains(key_result.id); });
      // Its KRs have no issues yet, so their list is written once they have.
      WantedIssue created = all_there ? whole : wanted(objective, {});
      if (!all_there) std::erase(created.labels, m_ports.config.labels.okr);
      m_objectives.push_back(create_change(created));
      if (!all_there) m_edits.push_back(list_change(whole, created));
    } else if (!finalised(objective.id)) {
      add_edit(whole, present->second);
    }
  }

  void add_key_results(const Objective& objective) {
    for (const KeyResult& key_result : objective.key_results) {
      const WantedIssue wanted =
          wanted_key_result(objective, key_result, m_quarter, m_ports.config.labels, m_ports.config.calendar);
      const auto present = m_present.find(key_result.id);
      if (present == m_present.end())
        m_key_results.push_back(create_change(wanted));
      else if (!finalised(key_result.id))
        add_edit(wanted, present->second);
    }
  }

  Status add_links(const Objective& objective) {
    std::vector<tracker::Link> links;
    if (const auto present = m_present.find(objective.id); present != m_present.end()) {
      SECOKR_TRY(links, tracker::collect_links(*m_ports.tracker, present->second.ref));
    }
    for (const KeyResult& key_result : objective.key_results) {
      const auto there = m_present.find(key_result.id);
      const bool linked = there != m_present.end() && std::ranges::any_of(links, [&](const tracker::Link& link) {
                            return link.to == there->second.ref || link.from == there->second.ref;
                          });
      if (linked) continue;
      m_links.push_back({.subject = key_result_subject(key_result),
                         .name = name_of(objective, key_result),
                         .after = {{"relates to", objective.reference}},
                         .payload = tracker::LinkIssues{objective_subject(objective), key_result_subject(key_result)}});
    }
    return {};
  }

  std::vector<Change> changes(std::vector<Change> amendments) && {
    std::vector<Change> all;
    for (auto* part : {&m_labels, &m_objectives, &m_key_results, &m_edits, &amendments, &m_links})
      std::ranges::move(*part, std::back_inserter(all));
    return all;
  }

 private:
  WantedIssue wanted(const Objective& objective, const std::vector<documents::KeyResultLine>& lines) const {
    return wanted_objective(objective, lines, m_quarter, m_ports.config.labels, m_ports.config.calendar);
  }
  bool finalised(const std::string& id) const { return m_base != nullptr && m_base->issues.contains(id); }
  void add_edit(const WantedIssue& wanted, const tracker::Issue& present) {
    if (auto change = edit_change(wanted, present, m_ports.config.labels)) m_edits.push_back(*std::move(change));
  }

  const Ports& m_ports;
  Quarter m_quarter;
  const workspace::Published* m_base;
  const PresentIssues& m_present;
  std::vector<Change> m_labels{};
  std::vector<Change> m_objectives{};
  std::vector<Change> m_key_results{};
  std::vector<Change> m_edits{};
  std::vector<Change> m_links{};
};

}  // namespace

Expected<std::vector<Change>> publication_changes(const Ports& ports, Quarter quarter,
                                                  const std::vector<Publication>& publications,
                                                  const workspace::Published* base, const PresentIssues& present,
                                                  std::vector<Change> amendments) {
  PublicationBuilder builder(ports, quarter, base, present);
  SECOKR_CHECK(builder.add_labels());
  for (const Publication& publication : publications) {
    builder.add_objective(publication.objective);
    builder.add_key_results(publication.objective);
    SECOKR_CHECK(builder.add_links(publication.objective));
  }
  return std::move(builder).changes(std::move(amendments));
}

}  // namespace secokr::app
