#include "app/publish/amend.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include <secokr/titles.hpp>

#include "app/plan/entries.hpp"
#include "app/plan/wanted_issues.hpp"
#include "app/publish/amended_issue.hpp"
#include "app/published/facts.hpp"
#include "documents/issue/key_result_list.hpp"
#include "domain/commands.hpp"

namespace secokr::app {
namespace {

using documents::KeyResultLine;

/// Plans what is published anew of one quarter.
class AmendmentPlanner {
 public:
  AmendmentPlanner(const Ports& ports, Quarter quarter, const workspace::Published& base, const PresentIssues& present,
                   bool amend)
      : m_ports(ports), m_quarter(quarter), m_base(base), m_present(present), m_amend(amend) {}

  Status add(const Publication& publication) {
    const Objective& objective = publication.objective;
    const auto edits = file_edits(m_ports, m_quarter, publication.file->path, objective, m_base);
    m_result.edits.insert(m_result.edits.end(), edits.begin(), edits.end());
    if (m_base.issues.contains(objective.id)) SECOKR_CHECK(add_objective(objective, edit_of(edits, objective.id)));
    if (!m_amend) return {};
    for (const KeyResult& key_result : objective.key_results)
      if (const FileEdit* edit = edit_of(edits, key_result.id))
        SECOKR_CHECK(add_key_result(objective, key_result, *edit));
    return {};
  }

  Expected<Amendments> result() && {
    if (m_conflicts.empty()) return std::move(m_result);
    return fail({.kind = ErrorKind::refused,
                 .what = "The file and the issue were both changed since they were finalised",
                 .reason = "Which of them counts is for you to decide; nothing was written",
                 .help = fmt::format("`{}` shows it; `{}` keeps what the issues say, or put back the file or the issue",
                                     command::drift(m_quarter), command::accept_drift(m_quarter)),
                 .notes = std::move(m_conflicts)});
  }

 private:
  static const FileEdit* edit_of(const std::vector<FileEdit>& edits, const std::string& id) {
    const auto found = std::ranges::find(edits, id, &FileEdit::id);
    return found == edits.end() ? nullptr : &*found;
  }

  Status add_objective(const Objective& objective, const FileEdit* edit) {
    if (!m_amend) edit = nullptr;
    const workspace::PublishedIssue& finalised = m_base.issues.at(objective.id);
    const std::vector<KeyResultLine> lines = lines_of(objective);
    const bool lists_anew = !same_list(documents::read_block("objective", finalised.block).key_results, lines);
    if (edit == nullptr && !lists_anew) return {};

    const BlockIssue& issue = m_present.at(objective.id);
    AmendedIssue amended(objective_subject(objective), objective.reference, issue, m_ports.config.labels);
    if (edit != nullptr) {
      workspace::PublishedIssue entry = objective_entry(m_ports, m_quarter, objective, lines, m_present);
      amended.take(*edit, entry, m_conflicts);
      SECOKR_CHECK(amended.describe(objective));
      m_result.rebased.insert_or_assign(objective.id, std::move(entry));
    } else {
      workspace::PublishedIssue entry = finalised;
      entry.block = documents::with_key_result_list(entry.block, lines);
      m_result.rebased.insert_or_assign(objective.id, std::move(entry));
    }
    if (lists_anew) SECOKR_CHECK(amended.list(lines));
    add_change(std::move(amended));
    return {};
  }

  Status add_key_result(const Objective& objective, const KeyResult& key_result, const FileEdit& edit) {
    workspace::PublishedIssue entry = key_result_entry(m_ports, m_quarter, objective, key_result, m_present);
    KeyResult shown = key_result;
    // The issue stands alone: the default that the objective's priority gives is written out.
    shown.state = effective_state(objective, key_result);
    AmendedIssue amended(key_result_subject(key_result), name_of(objective, key_result), m_present.at(key_result.id),
                         m_ports.config.labels);
    amended.take(edit, entry, m_conflicts);
    SECOKR_CHECK(amended.describe(shown));
    m_result.rebased.insert_or_assign(key_result.id, std::move(entry));
    add_change(std::move(amended));
    return {};
  }

  void add_change(AmendedIssue amended) {
    if (auto change = std::move(amended).change()) m_result.changes.push_back(*std::move(change));
  }

  /// The list as it is to be. Without `--amend` what was finalised stands in it as it was; what the file has no more
  /// stays in any case.
  std::vector<KeyResultLine> lines_of(const Objective& objective) const {
    std::vector<KeyResultLine> lines = key_result_lines(objective, m_present);
    std::set<std::string> listed;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::string& id = objective.key_results[i].id;
      listed.insert(id);
      const auto finalised = m_base.issues.find(id);
      if (!m_amend && finalised != m_base.issues.end() && !objective.key_results[i].confidential)
        lines[i] = finalised_line(finalised->second, lines[i].reference);
    }
    for (const auto& [id, entry] : m_base.issues)
      if (entry.objective == objective.id && !listed.contains(id)) lines.push_back(rest_line(entry, m_present.at(id)));
    std::ranges::stable_sort(lines, {}, &KeyResultLine::number);
    return lines;
  }

  static KeyResultLine finalised_line(const workspace::PublishedIssue& entry, std::string reference) {
    const auto title = parse_title(entry.title);
    return {entry.number, std::move(reference), title ? title->title : entry.title};
  }

  /// Of what the file has no more.
  static KeyResultLine rest_line(const workspace::PublishedIssue& entry, const tracker::Issue& issue) {
    KeyResultLine line = finalised_line(entry, fmt::format("#{}", issue.ref.iid));
    if (issue.confidential && !entry.confidential) line.title = withheld_title;
    return line;
  }

  static bool same_list(const std::vector<KeyResultLine>& finalised, const std::vector<KeyResultLine>& wanted) {
    return std::ranges::equal(finalised, wanted, [](const KeyResultLine& a, const KeyResultLine& b) {
      return a.number == b.number && a.title == b.title;
    });
  }

  const Ports& m_ports;
  Quarter m_quarter;
  const workspace::Published& m_base;
  const PresentIssues& m_present;
  bool m_amend;
  Amendments m_result{};
  std::vector<ErrorNote> m_conflicts{};
};

}  // namespace

Expected<Amendments> plan_amendments(const Ports& ports, Quarter quarter, const std::vector<Publication>& publications,
                                     const workspace::Published& base, const PresentIssues& present, bool amend) {
  AmendmentPlanner planner(ports, quarter, base, present, amend);
  for (const Publication& publication : publications) SECOKR_CHECK(planner.add(publication));
  return std::move(planner).result();
}

std::vector<tracker::Change> amendment_records(const Ports& ports, Quarter quarter, const Amendments& amendments,
                                               const std::string& reason) {
  std::vector<tracker::Change> changes;
  for (const FileEdit& edit : amendments.edits)
    changes.push_back(decision_record(ports, quarter, workspace::Decided::amended, edit.subject,
                                      reason.empty() ? "amended" : reason, recorded_edits(edit)));
  return changes;
}

}  // namespace secokr::app
