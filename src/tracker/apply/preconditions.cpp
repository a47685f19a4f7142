#include "tracker/apply/preconditions.hpp"

#include <fmt/format.h>

#include <set>
#include <utility>
#include <vector>

namespace secokr::tracker {

namespace {

std::vector<std::string> needed_subjects(const Change& change, const Subjects& subjects) {
  Needed needed{.change = change, .subjects = subjects};
  std::visit(
      [&](const auto& each) {
        if constexpr (requires { each.needs(needed); }) each.needs(needed);
      },
      change.payload);
  return std::move(needed.names);
}

Status check_subjects(const ChangeSet& set, const Tracker* tracker, const Subjects& subjects) {
  std::set<std::string, std::less<>> present;
  for (const auto& [subject, issue] : set.known) present.insert(subject);
  for (const Change& change : set.changes) {
    if (tracker == nullptr && file_of(change) == nullptr)
      return fail({.kind = ErrorKind::bug,
                   .what = fmt::format("`{}` needs a tracker and there is none", change.name),
                   .help = "Please report this"});
    for (const std::string& subject : needed_subjects(change, subjects))
      if (!present.contains(subject))
        return fail({.kind = ErrorKind::bug,
                     .what = fmt::format("`{}` names the issue of `{}`, which does not exist and is not made before it",
                                         change.name, subject),
                     .reason = "nothing was written",
                     .help = "Please report this"});
    if (makes_issue(change)) present.insert(change.subject);
  }
  return {};
}

Status check_files(Run& run) {
  for (const Change& change : run.set.changes)
    SECOKR_CHECK(std::visit(
        [&](const auto& each) -> Status {
          if constexpr (requires { each.ready(run, change); })
            return each.ready(run, change);
          else
            return {};
        },
        change.payload));
  return {};
}

/// Asks one kind of change after the other, until there is an error.
template <class... Kinds>
Status of_each_kind(const std::variant<Kinds...>*, const auto& ask) {
  Status all{};
  static_cast<void>((... && (all = ask.template operator()<Kinds>()).has_value()));
  return all;
}
constexpr const Payload* kinds = nullptr;

// All that moved is told at once.
Status check_exact(Run& run) {
  std::vector<ErrorNote> moved;
  SECOKR_CHECK(of_each_kind(kinds, [&]<class Kind>() -> Status {
    if constexpr (requires { Kind::moved(run); }) {
      SECOKR_TRY(const std::vector<ErrorNote> more, Kind::moved(run));
      moved.insert(moved.end(), more.begin(), more.end());
    }
    return {};
  }));
  if (moved.empty()) return {};
  return fail({.kind = ErrorKind::refused,
               .what = "the world moved since the plan was made",
               .reason = "These are neither as they were then, nor as the plan makes them",
               .help = "Make a new plan from what is there now; nothing was written",
               .notes = std::move(moved)});
}

}  // namespace

Status check_preconditions(Run& run) {
  SECOKR_CHECK(check_subjects(run.set, run.tracker, run.subjects));
  if (run.options.exact) {
    SECOKR_CHECK(check_exact(run));
    return check_files(run);
  }
  // Files first: they cost no request.
  SECOKR_CHECK(check_files(run));
  if (run.tracker == nullptr) return {};
  return of_each_kind(kinds, [&]<class Kind>() -> Status {
    if constexpr (requires { Kind::fits(run); }) return Kind::fits(run);
    return {};
  });
}

}  // namespace secokr::tracker
