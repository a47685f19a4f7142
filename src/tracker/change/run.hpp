#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "tracker/change/apply_options.hpp"
#include "tracker/change/change_set.hpp"
#include "tracker/change/subjects.hpp"
#include "tracker/port/tracker.hpp"

namespace secokr::tracker {

/// Changes whose issues are not there.
using Missing = std::map<IssueRef, const Change*>;

/// A set that is checked, and then made, one change after the other. Without a tracker it has changes of files alone.
struct Run {
  const ChangeSet& set;
  Tracker* tracker;
  const ApplyOptions& options;
  Subjects subjects;                                      ///< the issues as they were read, or made, last
  std::map<std::filesystem::path, std::string> hashes{};  ///< of each file once the changes so far are made
  std::set<std::string, std::less<>> made{};              ///< subjects whose issues this run made
  std::map<IssueRef, std::vector<Link>> links{};          ///< as they were read

  /// A description of the set as it is sent: tokens filled in, sealed. Error bug, as Subjects::fill.
  Expected<std::string> sealed(const std::string& description) const;
  /// The issue that a change acts on: by number where that is given, else the subject's; nothing when it is to be made
  /// by the set.
  std::optional<IssueRef> target(const IssueRef& ref, const std::string& subject) const;
  /// Reads all issues that are known by number, so that each edit can be compared with what is there now; gives those
  /// that are not there. One question a project.
  Expected<Missing> read_present();
  /// The change made this of its subject's issue.
  void remember(Change& change, const Issue& issue);
};

/// The subjects that must have an issue before a change can be made.
struct Needed {
  const Change& change;
  const Subjects& subjects;
  std::vector<std::string> names{};
  /// Those that a text names.
  void add_named_in(std::string_view text);
};

/// Tells of what the tracker dropped.
void warn_of(Change& change, const std::vector<std::string>& dropped);
/// Error bug.
std::unexpected<Error> no_issue_of(const std::string& subject);
/// The tracker moved since the set was planned: error refused.
std::unexpected<Error> world_moved(std::string what, const std::string& how);

}  // namespace secokr::tracker
