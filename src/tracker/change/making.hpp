#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "tracker/change/change_set.hpp"
#include "tracker/change/subjects.hpp"

namespace secokr::tracker {

/// A set while it is made, one change after the other: where, and what the earlier ones made.
class Making {
 public:
  Making(const ChangeSet& whole, Tracker* where, const ApplyOptions& how, Subjects known)
      : set(whole), tracker(where), options(how), subjects(std::move(known)) {}

  /// As `description_to_send`.
  Expected<std::string> sealed(const std::string& description) const;
  /// The change made this of its subject's issue.
  void remember(Change& change, const Issue& issue);

  const ChangeSet& set;
  Tracker* tracker;
  const ApplyOptions& options;
  Subjects subjects;
  std::set<std::string, std::less<>> made{};      ///< subjects whose issues this run made
  std::map<IssueRef, std::vector<Link>> links{};  ///< as they were read
};

/// Tells of what the tracker dropped.
void warn_of(Change& change, const std::vector<std::string>& dropped);
/// Error bug.
std::unexpected<Error> no_issue_of(const std::string& subject);

/// A description of the set as it is sent: tokens filled in, sealed. Error bug, as Subjects::fill.
Expected<std::string> description_to_send(const std::string& description, const ApplyOptions& options,
                                          const Subjects& subjects);

/// The issue that a change acts on: by number where that is given, else the subject's; nothing when it is to be made by
/// the set.
std::optional<IssueRef> target_of(const IssueRef& ref, const std::string& subject, const Subjects& subjects);

}  // namespace secokr::tracker
