#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/error.hpp>
#include <secokr/finding.hpp>

#include "app/core/ports.hpp"
#include "app/draft/answers.hpp"
#include "app/plan/read_plan.hpp"

namespace secokr::app {

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

/// The findings of one file.
std::vector<Finding> findings_in(const std::vector<Finding>& findings, std::string_view path);

/// Every secokr id of the objective and its KRs.
std::vector<std::string> ids_in(const Objective& objective);
/// A problem of a person's text with its line, for an error.
ErrorNote note_of(const documents::Problem& problem);
/// Error usage with a note for each line of a person's text that is not understood (F1, F2).
Status require_readable(const documents::ObjectiveDocument& document);
/// Error usage with what the reader says: an answer holds a heading or a field's line, and would be read as another
/// part of the file.
Status require_same_when_read(bool is_same, const documents::ObjectiveDocument& document);
/// Error usage for an answer that one of the errors stops, unless that is overridden.
Status require_not_stopped(const Answer& answer, const std::vector<Finding>& errors,
                           const std::vector<Override>& overrides);

/// What a change makes rules say that they did not say before.
std::vector<Finding> findings_brought(const std::vector<Finding>& before, const std::vector<Finding>& after);
/// Of those the remarks behind an answer: warnings, and what is due later.
std::vector<Finding> remarks_between(const std::vector<Finding>& before, const std::vector<Finding>& after);
/// Of those the errors of rules that stop at once what a person says.
std::vector<Finding> errors_brought(const std::vector<Finding>& before, const std::vector<Finding>& after);
/// Error usage that names all of them; nothing for those that are overridden.
Status require_none(const std::vector<Finding>& errors, const std::vector<Override>& overrides, std::string what);

}  // namespace secokr::app
