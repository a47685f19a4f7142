#include "app/drift/accept.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "app/core/refusal.hpp"
#include "app/drift/accept_check.hpp"
#include "app/drift/accept_words.hpp"
#include "app/drift/file.hpp"
#include "app/drift/list.hpp"
#include "app/plan/accepted_entry.hpp"
#include "app/plan/read_plan.hpp"
#include "app/published/facts.hpp"
#include "base/text.hpp"
#include "domain/commands.hpp"
#include "domain/objective/fields.hpp"
#include "domain/rules/rules.hpp"
#include "workspace/decisions.hpp"

namespace secokr::app {
namespace {

using documents::FactChange;
using documents::ObjectiveDocument;
using Facts = std::map<std::string, documents::Facts>;

class Acceptance {
 public:
  Acceptance(const Ports& ports, const Comparison& comparison, const DriftCommand& command)
      : m_ports(ports), m_comparison(comparison), m_command(command), m_base(comparison.base) {}

  Status may(const std::vector<Override>& overrides) {
    const config::Config& config = m_ports.config;
    auto finding = check_may_decide(config.org, config.delegate, m_ports.user, "accept a change to what was finalised");
    if (!finding) return {};
    finding->subject = to_string(m_comparison.quarter);
    if (is_overridden(finding->rule, overrides)) {
      m_set_aside.push_back(*std::move(finding));
      return {};
    }
    Error error = refusal(*finding);
    for (const ComparedIssue& compared : m_comparison.issues)
      if (!compared.drifted.empty() && base::equals_folded(compared.entry->dri, m_ports.user)) {
        error.reason =
            fmt::format("@{} is the DRI of {}, and nobody moves their own target", m_ports.user, compared.subject);
        break;
      }
    return fail(std::move(error));
  }

  Status accept(const workspace::ObjectiveFile& file) {
    const Objective& objective = file.document.objective();
    const Facts before = file_facts(m_ports, m_comparison.quarter, objective);
    std::vector<const ComparedIssue*> accepted;
    for (const ComparedIssue& compared : m_comparison.issues)
      if (before.contains(compared.id) && !compared.drifted.empty()) accepted.push_back(&compared);
    if (accepted.empty()) return {};

    ObjectiveDocument edited = file.document;
    for (const ComparedIssue* compared : accepted) SECOKR_CHECK(follow(*compared, file, edited));
    const Facts after = file_facts(m_ports, m_comparison.quarter, edited.objective());
    for (const ComparedIssue* compared : accepted)
      judge(*compared, file, before.at(compared->id), after.at(compared->id));
    judge_others(accepted, before, after);
    for (const auto& [id, facts] : after) {
      const auto entry = m_base.issues.find(id);
      if (entry == m_base.issues.end()) continue;
      const bool is_accepted = std::ranges::find(accepted, id, &ComparedIssue::id) != accepted.end();
      const bool is_parent = id == edited.objective().id;
      const auto& agreed = facts_of(entry->second, m_ports.config.labels);
      // An objective lists its key results' titles.
      if (is_accepted || (is_parent && only_runs(documents::changes_between(agreed, facts))))
        entry->second = accepted_entry(m_ports, m_comparison.quarter, edited.objective(), entry->second, id, m_base);
    }
    if (edited.text() == file.document.text()) return {};
    m_edits.push_back(workspace::write_objective(file, edited));
    m_documents.insert_or_assign(file.path, std::move(edited));
    return {};
  }

  /// What no file has.
  void judge_rest() {
    for (const ComparedIssue& compared : m_comparison.issues) {
      if (!compared.issue)
        m_problems.push_back(without_issue(compared));
      else if (!compared.drifted.empty() && !compared.file)
        m_problems.push_back(without_file(compared, m_comparison.quarter));
      if (!compared.listed.empty())
        m_problems.push_back(
            {.kind = ErrorKind::findings,
             .what = fmt::format("The list of key results of {} cannot be accepted", compared.subject),
             .reason = fmt::format("It follows the key results: what was decided is said on theirs, or by {}",
                                   command::drop.name),
             .help = list_hint(compared.listed.front())});
    }
  }

  /// What is agreed must still pass the gates, or nothing could be published anew.
  Status judge_result(const std::vector<Override>& overrides) {
    if (!m_problems.empty()) return {};
    SECOKR_TRY(const auto errors, errors_made(m_ports, m_base, m_documents));
    for (const Finding& error : errors) {
      if (is_overridden(error.rule, overrides)) {
        m_set_aside.push_back(error);
        continue;
      }
      m_problems.push_back({.kind = ErrorKind::findings,
                            .what = fmt::format("{} cannot be accepted like this: {}", error.subject, error.message),
                            .reason = fmt::format("Rule {} would fail from then on", to_string(error.rule)),
                            .help = "Correct it in the issue, or put it back as it was agreed",
                            .notes = {{.path = error.path}}});
    }
    return {};
  }

  Expected<AcceptPlan> finish(const std::string& reason, const std::vector<Override>& overrides) {
    if (!m_problems.empty()) return fail(join_problems(m_problems, "What has drifted cannot be accepted like this"));
    AcceptPlan result;
    result.set.quarter = to_string(m_comparison.quarter);
    auto& changes = result.set.changes;
    changes = override_records(m_ports, m_comparison.quarter, overrides, m_set_aside);
    for (const ComparedIssue& compared : m_comparison.issues) {
      if (compared.drifted.empty()) continue;
      ++result.issues;
      result.fields += compared.drifted.size();
      const bool is_titled =
          std::ranges::any_of(compared.drifted, [](const FactChange& change) { return change.field == Field::title; });
      result.lists_anew = result.lists_anew || (is_titled && compared.entry->kind == OkrKind::key_result);
      std::vector<std::string> details;
      for (const FactChange& change : compared.drifted) details.push_back(recorded_change(change));
      changes.push_back(decision_record(m_ports, m_comparison.quarter, workspace::Decided::accepted, compared.subject,
                                        reason, std::move(details)));
    }
    std::ranges::move(m_edits, std::back_inserter(changes));
    SECOKR_TRY(auto written, workspace::write_published(*m_ports.workspace, m_base));
    changes.push_back(std::move(written));
    return result;
  }

 private:
  static bool only_runs(const std::vector<FactChange>& changes) {
    return std::ranges::all_of(changes, &FactChange::running);
  }

  /// Of a block that is gone or understood in part nothing can be taken over.
  bool is_readable(const ComparedIssue& compared, const workspace::ObjectiveFile& file) {
    for (const FactChange& change : compared.drifted) {
      const bool has_zero = change.after.find('\0') != std::string::npos;
      if (change.field != "Block" && change.field != "Not understood" && !has_zero) continue;
      const std::string hint = hint_of(change.field, *compared.entry, m_command);
      problem(compared, file, change.field,
              change.field == "Block"
                  ? fmt::format("{} cannot be accepted: secokr's block was removed from its issue's text, or changed "
                                "so that it cannot be read",
                                compared.subject)
                  : fmt::format("{} of {} cannot be accepted", shown_field(change.field), compared.subject),
              why_unreadable(compared, change), hint.empty() ? "Correct it in the issue's text" : hint);
      m_unreadable.insert(compared.id);
    }
    return !m_unreadable.contains(compared.id);
  }

  Status follow(const ComparedIssue& compared, const workspace::ObjectiveFile& file, ObjectiveDocument& edited) {
    if (!compared.issue || !is_readable(compared, file)) return {};
    for (const FactChange& change : compared.drifted) {
      const std::string in_file = value_of(*compared.file, change.field);
      if (same_value(in_file, change.after)) continue;
      if (same_value(in_file, change.before)) {
        if (const Status followed = follow_issue(edited, compared.id, *compared.issue, change); !followed)
          problem(compared, file, change.field,
                  fmt::format("{} of {} cannot be accepted: {}", shown_field(change.field), compared.subject,
                              followed.error().what),
                  followed.error().reason, "Correct it in the issue's text");
        continue;
      }
      problem(compared, file, change.field,
              fmt::format("{} of {} was changed in its file too", shown_field(change.field), compared.subject),
              fmt::format("Agreed: {}; the issue: {}; the file: {}", quoted_or_nothing(change.before),
                          quoted_or_nothing(change.after), quoted_or_nothing(in_file)),
              "Make the file say what the issue says, or put it back as it was agreed");
    }
    return {};
  }

  /// The file must say what the issue says, and nothing else that was not agreed.
  void judge(const ComparedIssue& compared, const workspace::ObjectiveFile& file, const documents::Facts& before,
             const documents::Facts& after) {
    if (m_unreadable.contains(compared.id)) return;
    for (const FactChange& change : compared.drifted) {
      if (same_value(value_of(after, change.field), change.after) || told(compared, change.field)) continue;
      std::string help = hint_of(change.field, *compared.entry, m_command);
      if (help.empty()) help = why_not(change, file.path);
      problem(
          compared, file, change.field,
          fmt::format("{} of {} cannot be accepted", shown_field(change.field), compared.subject),
          fmt::format("Agreed: {}; the issue: {}", quoted_or_nothing(change.before), quoted_or_nothing(change.after)),
          std::move(help));
    }
    for (const FactChange& edit : documents::changes_between(compared.agreed, before)) {
      if (edit.running || std::ranges::find(compared.drifted, edit.field, &FactChange::field) != compared.drifted.end())
        continue;
      problem(compared, file, edit.field,
              fmt::format("{} of {} was changed in its file, and not in its issue", shown_field(edit.field),
                          compared.subject),
              {},
              fmt::format("`{}` publishes it; or put it back first", m_command(command::amend(m_comparison.quarter))));
    }
  }

  /// What is not accepted must stay as it was agreed.
  void judge_others(const std::vector<const ComparedIssue*>& accepted, const Facts& before, const Facts& after) {
    for (const auto& [id, facts] : after) {
      if (std::ranges::find(accepted, id, &ComparedIssue::id) != accepted.end() || !m_base.issues.contains(id))
        continue;
      const auto changes = documents::changes_between(before.at(id), facts);
      if (changes.empty()) continue;
      m_problems.push_back(
          {.kind = ErrorKind::findings,
           .what = fmt::format("{} would change {} of another issue too: \"{}\"", accepted.front()->subject,
                               shown_field(changes.front().field), m_base.issues.at(id).title),
           .help = "Change that issue as well, and accept both at once"});
    }
  }

  bool told(const ComparedIssue& compared, const std::string& field) const {
    return std::ranges::find(m_told, compared.id + field) != m_told.end();
  }
  void problem(const ComparedIssue& compared, const workspace::ObjectiveFile& file, const std::string& field,
               std::string what, std::string reason, std::string help) {
    m_told.push_back(compared.id + field);
    m_problems.push_back({.kind = ErrorKind::findings,
                          .what = std::move(what),
                          .reason = std::move(reason),
                          .help = std::move(help),
                          .notes = {{.path = file.path}}});
  }

  const Ports& m_ports;
  const Comparison& m_comparison;
  const DriftCommand& m_command;
  workspace::Published m_base;
  std::vector<Finding> m_set_aside{};
  std::vector<Error> m_problems{};
  std::vector<std::string> m_told{};  ///< id and field of each problem
  std::vector<tracker::Change> m_edits{};
  std::map<std::string, ObjectiveDocument> m_documents{};  ///< as they are to be written, by path
  std::set<std::string> m_unreadable{};                    ///< ids
};

}  // namespace

Expected<AcceptPlan> plan_accept(const Ports& ports, const Comparison& comparison, const std::string& reason,
                                 const std::vector<Override>& overrides, const DriftCommand& command) {
  const bool drifted = std::ranges::any_of(comparison.issues, [](const ComparedIssue& compared) {
    return !compared.drifted.empty() || !compared.listed.empty() || !compared.issue;
  });
  const auto closed = std::ranges::find(comparison.issues, true, &ComparedIssue::closed);
  if (!drifted && closed != comparison.issues.end())
    return fail(
        {.kind = ErrorKind::findings,
         .what = fmt::format("{} cannot be accepted: its issue was closed, and it is still running", closed->subject),
         .help = fmt::format("Open it again, or say what became of it: {} with --state done, or {}",
                             command::update.name, command::drop.name)});
  if (!drifted) return AcceptPlan{.set = {.quarter = to_string(comparison.quarter)}};
  Acceptance acceptance(ports, comparison, command);
  SECOKR_CHECK(acceptance.may(overrides));
  for (const auto& file : comparison.files) SECOKR_CHECK(acceptance.accept(file));
  acceptance.judge_rest();
  SECOKR_CHECK(acceptance.judge_result(overrides));
  return acceptance.finish(reason, overrides);
}

}  // namespace secokr::app
