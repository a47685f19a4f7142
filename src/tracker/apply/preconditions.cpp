#include "tracker/apply/preconditions.hpp"

#include <fmt/format.h>

#include <set>
#include <utility>
#include <vector>

#include "tracker/change/checking.hpp"

namespace secokr::tracker {

namespace {

std::vector<std::string> needed_subjects(const Change& change, const Subjects& subjects) {
  Needed needed(change, subjects);
  std::visit(
      [&]<class Kind>(const Kind& each) {
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

Status check_files(Checking& checking) {
  for (const Change& change : checking.set.changes)
    SECOKR_CHECK(std::visit(
        [&]<class Kind>(const Kind& each) -> Status {
          if constexpr (requires { each.ready(checking, change); })
            return each.ready(checking, change);
          else
            return {};
        },
        change.payload));
  return {};
}

template <class Kind>
Status check_kind(Checking& checking) {
  if constexpr (requires { Kind::fits(checking); })
    return Kind::fits(checking);
  else
    return {};
}

template <class... Kinds>
Status check_kinds(Checking& checking, std::variant<Kinds...>*) {
  Status all{};
  static_cast<void>((... && (all = check_kind<Kinds>(checking)).has_value()));
  return all;
}

template <class Kind>
Status add_moved(Checking& checking, std::vector<ErrorNote>& moved) {
  if constexpr (requires { Kind::moved(checking); }) {
    SECOKR_TRY(const std::vector<ErrorNote> more, Kind::moved(checking));
    moved.insert(moved.end(), more.begin(), more.end());
  }
  return {};
}

template <class... Kinds>
Status add_all_moved(Checking& checking, std::vector<ErrorNote>& moved, std::variant<Kinds...>*) {
  Status all{};
  static_cast<void>((... && (all = add_moved<Kinds>(checking, moved)).has_value()));
  return all;
}

// All that moved is told at once.
Status check_exact(Checking& checking) {
  std::vector<ErrorNote> moved;
  SECOKR_CHECK(add_all_moved(checking, moved, static_cast<Payload*>(nullptr)));
  if (moved.empty()) return {};
  return fail({.kind = ErrorKind::refused,
               .what = "the world moved since the plan was made",
               .reason = "These are neither as they were then, nor as the plan makes them",
               .help = "Make a new plan from what is there now; nothing was written",
               .notes = std::move(moved)});
}

}  // namespace

Status check_preconditions(const ChangeSet& set, Tracker* tracker, const ApplyOptions& options, Subjects& subjects) {
  SECOKR_CHECK(check_subjects(set, tracker, subjects));
  Checking checking{.set = set, .tracker = tracker, .options = options, .subjects = subjects};
  if (options.exact) {
    SECOKR_CHECK(check_exact(checking));
    return check_files(checking);
  }
  // Files first: they cost no request.
  SECOKR_CHECK(check_files(checking));
  return tracker == nullptr ? Status{} : check_kinds(checking, static_cast<Payload*>(nullptr));
}

}  // namespace secokr::tracker
