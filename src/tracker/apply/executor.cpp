#include "tracker/apply/executor.hpp"

#include <fmt/format.h>

#include "tracker/apply/preconditions.hpp"
#include "tracker/change/run.hpp"

namespace secokr::tracker {

namespace {

Subjects subjects_of(const ChangeSet& set) {
  Subjects subjects(set.known);
  for (const Change& change : set.changes)
    if (makes_issue(change)) subjects.expect(change.subject);
  return subjects;
}

Error partly(const Applied& applied, const Change& failed, Error cause) {
  if (applied.done == 0) return cause;
  Error error{.kind = ErrorKind::partial, .notes = std::move(cause.notes)};
  const std::string_view end = cause.kind == ErrorKind::unclear ? "got no clear answer" : "failed";
  error.what = fmt::format("{} of {} changes were made, then {} `{}` {}", applied.done + applied.unchanged,
                           applied.set.changes.size(), failed.words().doing, failed.called(), end);
  error.reason = cause.reason.empty() ? cause.what : fmt::format("{}: {}", cause.what, cause.reason);
  error.help = fmt::format("{}{}un the same command again: it finishes what remains", cause.help,
                           cause.help.empty() ? "R" : "; then r");
  return error;
}

}  // namespace

Applied apply(ChangeSet set, Tracker* tracker, const ApplyOptions& options) {
  Applied applied{.set = std::move(set)};
  auto& changes = applied.set.changes;
  Run run{.set = applied.set, .tracker = tracker, .options = options, .subjects = subjects_of(applied.set)};
  if (const auto ready = check_preconditions(run); !ready) {
    applied.failure = ready.error();
    applied.not_tried = changes.size();
    return applied;
  }
  for (std::size_t i = 0; i < changes.size(); ++i) {
    Change& change = changes[i];
    if (options.progress) options.progress(i, changes.size(), change);
    const auto outcome = std::visit([&](const auto& each) { return each.make(run, change); }, change.payload);
    if (!outcome) {
      change.outcome = outcome.error().kind == ErrorKind::unclear ? Outcome::unclear : Outcome::failed;
      applied.failed = 1;
      applied.not_tried = changes.size() - i - 1;
      applied.failure = partly(applied, change, outcome.error());
      return applied;
    }
    change.outcome = *outcome;
    ++(*outcome == Outcome::done ? applied.done : applied.unchanged);
  }
  return applied;
}

Status verify(const ChangeSet& set, Tracker* tracker, const ApplyOptions& options) {
  Run run{.set = set, .tracker = tracker, .options = options, .subjects = subjects_of(set)};
  return check_preconditions(run);
}

}  // namespace secokr::tracker
