#pragma once
#include <ostream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "domain/rules/labels.hpp"

namespace secokr {

inline std::ostream& operator<<(std::ostream& out, const LabelFix& fix) {
  for (const auto& label : fix.add) out << " +" << label;
  for (const auto& label : fix.remove) out << " -" << label;
  return out;
}

}  // namespace secokr

namespace secokr::test {

using Labels = std::vector<std::string>;

inline const Quarter k_first(2028, 1);
inline const Quarter k_second(2028, 2);
inline const Quarter k_third(2028, 3);

/// The org of the label tests: one person of the division, and a manager of somebody else's team.
inline const Org& label_org() {
  static const Org org = [] {
    Org made;
    made.teams.push_back({.name = "Data", .external = true, .manager = "data-manager"});
    made.people.push_back({.username = "training-manager", .name = "T", .level = Level::manager});
    return made;
  }();
  return org;
}

inline LabelRules label_rules(const LabelScheme& scheme) { return {.scheme = scheme, .org = label_org()}; }

inline const LabelScheme& default_scheme() {
  static const LabelScheme scheme;
  return scheme;
}

/// Whole schemes that a division may choose, each in another way unlike the default.
inline std::vector<LabelScheme> sound_schemes() {
  std::vector<LabelScheme> schemes(1);
  schemes.push_back({.division = "Security",
                     .division_aliases = {"InfoSec", "Security Division"},
                     .okr = "Objective",
                     .priority = {"P-high", "P-mid", "P-low"}});
  schemes.push_back({.division = "Division: Security",
                     .division_aliases = {"division::Security", "Division: Security"},
                     .okr = "okr",
                     .priority = {"prio::now", "prio::soon", "prio::later"}});
  schemes.push_back({.division = "Bereich::Prüfung & Sicherheit",
                     .division_aliases = {"Отдел: Безопасность"},
                     .okr = "Größtes Ziel 🎯",
                     .priority = {"Rang::Erster", "Rang::Zweiter", "Rang::Übernächster"}});
  schemes.push_back({.division = "org::division::Security",
                     .division_aliases = {},
                     .okr = "type::okr",
                     .priority = {"okr::prio::0", "okr::prio::1", "okr::prio::2"}});
  return schemes;
}

inline LabelledIssue issue_with(Labels labels, std::string title = {}) {
  return {.subject = "#12",
          .url = "https://gitlab.example/okrs/-/issues/12",
          .title = std::move(title),
          .labels = std::move(labels)};
}

/// Linked with an objective of ours.
inline LabelledIssue linked_issue(Labels labels, std::string title) {
  LabelledIssue issue = issue_with(std::move(labels), std::move(title));
  issue.linked = true;
  return issue;
}

/// What an issue of ours has to carry.
inline const Labels k_objective{"division::Security", "FY28-Q1", "OKR", "sec-okr::p1"};
inline const Labels k_key_result{"division::Security", "FY28-Q1"};

inline Labels with(Labels labels, const Labels& more) {
  labels.insert(labels.end(), more.begin(), more.end());
  return labels;
}

inline constexpr const char* k_objective_title = "FY28-Q1 Objective (Security Training) Build it";
inline constexpr const char* k_key_result_title = "FY28-Q1 KR1 (Security Training) Reach 90 %";

/// Published by secokr, with the title that it gave.
inline LabelledIssue published_objective(Labels labels, std::optional<Priority> priority = Priority::p1) {
  LabelledIssue issue = issue_with(std::move(labels), k_objective_title);
  issue.marked = true;
  issue.marked_objective = true;
  issue.priority = priority;
  issue.published = k_first;
  return issue;
}

inline LabelledIssue published_key_result(Labels labels) {
  LabelledIssue issue = issue_with(std::move(labels), k_key_result_title);
  issue.marked = true;
  issue.published = k_first;
  return issue;
}

/// The labels that an issue carries once a fix is applied.
inline Labels applied(const Labels& labels, const LabelFix& fix) {
  Labels result;
  for (const std::string& label : labels)
    if (std::find(fix.remove.begin(), fix.remove.end(), label) == fix.remove.end()) result.push_back(label);
  result.insert(result.end(), fix.add.begin(), fix.add.end());
  return result;
}

}  // namespace secokr::test
