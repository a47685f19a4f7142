#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/error.hpp>
#include <secokr/finding.hpp>

#include "app/core/ports.hpp"
#include "app/plan/read_plan.hpp"
#include "tracker/change/change_set.hpp"

namespace secokr::app {

/// What a `draft` command would write, and what the rules say of it.
struct Drafting {
  tracker::ChangeSet set{};         ///< empty: nothing to do
  std::string name{};               ///< `Security Training`, `Security Training/KR2`
  std::string path{};               ///< of the file, relative to the workspace
  std::vector<Finding> findings{};  ///< at today's stage, as it will be
};

/// An objective that a user named, with the KR where they named one.
struct FoundObjective {
  const workspace::ObjectiveFile* file = nullptr;
  std::optional<int> key_result{};
};

/// By reference or a unique prefix of it: `Security Training`, `Security Training/KR2`. The quarter in a name is not
/// looked at. Error: usage, with the nearest one or the candidates.
Expected<FoundObjective> find_drafted(const ReadPlan& read, std::string_view name);

/// Error local_file when the grammar is broken, naming every line.
Status require_understood(const workspace::ObjectiveFile& file);
/// Error findings (F4): once an objective is published its issues are the truth.
Status require_unpublished(const workspace::ObjectiveFile& file);

/// Error findings (O2): the objective has all the key results that it may have.
Status require_room(const workspace::ObjectiveFile& file, const Limits& limits, const std::vector<Override>& overrides);

/// Mints the ids that the document lacks into it. Error usage, when one cannot be written.
Status mint_missing_ids(documents::ObjectiveDocument& document, const base::IdSource& ids);

/// The plan with `objective` standing in the file of that path, or in a new last one.
PlanUnderReview with_objective(PlanUnderReview plan, const std::string& path, const Objective& objective);
/// The findings of one file.
std::vector<Finding> findings_in(const std::vector<Finding>& findings, std::string_view path);

/// Every secokr id of the objective and its KRs.
std::vector<std::string> ids_in(const Objective& objective);
/// A problem of a person's text with its line, for an error.
ErrorNote note_of(const documents::Problem& problem);
/// Error usage with a note for each line of a person's text that is not understood (F1, F2).
Status require_readable(const documents::ObjectiveDocument& document);

/// What a change makes these rules say that they did not say before: warnings, and what is due later.
std::vector<Finding> remarks_between(const std::vector<Finding>& before, const std::vector<Finding>& after,
                                     const std::vector<Rule>& rules);
/// The errors that a change brings, of those rules that stop at once what a person says: O5, F3, P1–P3.
std::vector<Finding> errors_brought(const std::vector<Finding>& before, const std::vector<Finding>& after);
/// Error usage that names all of them; nothing for those that are overridden.
Status require_none(const std::vector<Finding>& errors, const std::vector<Override>& overrides, std::string what);

}  // namespace secokr::app
