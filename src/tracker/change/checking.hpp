#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "tracker/change/change_set.hpp"
#include "tracker/change/subjects.hpp"

namespace secokr::tracker {

/// Changes whose issues are not there.
using Missing = std::map<IssueRef, const Change*>;

/// A set before its first write. Without a tracker it has changes of files alone.
struct Checking {
  const ChangeSet& set;
  Tracker* tracker;
  const ApplyOptions& options;
  Subjects& subjects;
  std::map<std::filesystem::path, std::string> hashes{};  ///< of each file once the changes so far are made
};

/// The subjects that must have an issue before a change can be made.
class Needed {
 public:
  Needed(const Change& needing, const Subjects& known) : change(needing), m_subjects(known) {}
  void add(std::string subject) { names.push_back(std::move(subject)); }
  /// Those that a text names.
  void add_named_in(std::string_view text) {
    for (std::string& subject : subjects_in(text))
      if (m_subjects.expects(subject)) add(std::move(subject));
  }

  const Change& change;
  std::vector<std::string> names{};

 private:
  const Subjects& m_subjects;
};

/// Reads all issues that are known by number, so that each edit can be compared with what is there now; gives those
/// that are not there. One question a project.
Expected<Missing> read_present(Checking& checking);

/// The tracker moved since the set was planned: error refused.
std::unexpected<Error> world_moved(std::string what, const std::string& how);

}  // namespace secokr::tracker
