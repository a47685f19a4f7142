#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <secokr/finding.hpp>
#include <secokr/objective.hpp>
#include <secokr/org.hpp>
#include <secokr/planning_calendar.hpp>
#include "domain/views/dependency_view.hpp"

#include "domain/labels/gives_way.hpp"

namespace secokr {

/// A functional leader and what has come of them so far (O3).
struct LeaderStanding {
  std::string area{};
  std::string leader{};
  std::vector<std::string> proposes{};             ///< references; the DRI is of the area
  std::vector<std::string> contributes{};          ///< key results in objectives of other areas
  std::vector<std::string> drafts{};               ///< references of what is not proposed yet
  std::vector<std::string> excluded{};             ///< references
  std::size_t withheld = 0;                        ///< objectives of the area that are not named
  std::optional<std::string> business_as_usual{};  ///< the reason that was given
  bool owes = false;                               ///< nothing of all that: O3
};

struct ReviewedKeyResult {
  std::string name{};  ///< `Red Team/KR1`
  KeyResult key_result{};
  std::vector<std::string> missing{};  ///< what K1 and K3 say is missing; empty: it can be measured and planned
};

struct ReviewedObjective {
  Objective objective{};
  std::string excluded_because{};                ///< from the record
  bool on_the_table = false;                     ///< proposed or included: what the meeting is about
  std::vector<ReviewedKeyResult> key_results{};  ///< those that are not dropped
  std::vector<std::string> weights{};            ///< what K4 says
  std::vector<std::string> areas{};              ///< of all that take part in it
};

/// One of the Top-5 risks, and who meets it.
struct RiskCover {
  std::string risk{};
  bool configured = true;             ///< false: an objective names what is none of them (O4)
  std::vector<std::string> met_by{};  ///< `Red Team (mitigates)`
};

/// What one team is asked for.
struct ProvidingTeam {
  std::string team{};
  std::string manager{};
  bool external = false;
  std::size_t open = 0;
  std::vector<DependencyRow> dependencies{};
};

/// A rule's word and who has to act on it.
struct ReviewFinding {
  Finding finding{};
  std::string who{};  ///< username; empty where nobody can be named
};

struct ReviewedField {
  std::string field{};
  std::string before{};
  std::string after{};
  std::string team{};  ///< of a dependency and its answers: who is asked
};

/// What became of an objective, or of a key result of one that stays.
struct ReviewChange {
  enum class Kind { added, gone, changed };
  Kind kind = Kind::changed;
  std::string subject{};  ///< `Red Team`, `Red Team/KR1`
  std::string title{};
  std::vector<ReviewedField> fields{};  ///< of one that is new or gone its status alone
};

struct ReviewHistory {
  std::string absent{};  ///< why nothing was compared, a sentence without a full stop; empty where it was
  std::string base{};    ///< what it is compared with: `the review of 2027-01-04`
  std::string commit{};  ///< the whole hash
  Day on{};              ///< the commit's day
  std::vector<ReviewChange> changes{};
  std::vector<std::string> decisions{};  ///< lines of the record that are new, without their bullet
  bool withheld = false;                 ///< something was left out that the audience is not shown
};

/// The agenda of a draft review.
struct ReviewView {
  Quarter quarter{};
  Day today{};
  std::optional<PlannedStep> next_step{};  ///< today's counts
  std::vector<Person> participants{};      ///< P4
  std::size_t limit = 5;                   ///< O1
  std::size_t included = 0;                ///< what is withheld counts too
  std::size_t proposed = 0;                ///< the same
  std::vector<LeaderStanding> leaders{};
  std::vector<ReviewedObjective> objectives{};  ///< on the table first: included, proposed; then drafts, excluded
  std::vector<RiskCover> risks{};
  std::vector<std::string> without_risk{};      ///< references on the table
  std::vector<std::string> without_strategy{};  ///< the same
  std::vector<ProvidingTeam> teams{};           ///< those with open requests first
  std::vector<CriticalProject> critical_projects{};
  ReviewHistory history{};
  Stage stage = Stage::proposal;          ///< of the findings
  std::vector<ReviewFinding> findings{};  ///< errors, then warnings
  std::size_t notes = 0;                  ///< of rules that are not due yet
  std::size_t withheld = 0;               ///< confidential objectives that are counted and not named
  std::size_t withheld_key_results = 0;   ///< the same of key results of the objectives that are shown
  bool published = false;                 ///< something of the quarter is: its issues say more than its files
  bool seen = false;                      ///< and they were looked at

  bool shows_all() const { return withheld + withheld_key_results == 0; }

  std::size_t dependencies() const;
  std::size_t open_dependencies() const;
};

}  // namespace secokr
