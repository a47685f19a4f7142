#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "base/state_folder.hpp"

namespace secokr::workspace {

/// A run that began to write decisions and files and has not said that it ended. The same line typed again finishes it:
/// its decisions are the same, also on another day, and what stands there as it made it is not made a second time.
struct UnfinishedRun {
  std::string line{};                          ///< the command line that began it
  std::vector<std::string> records{};          ///< the lines of the record
  std::map<std::string, std::string> files{};  ///< relative to the workspace -> the SHA-256 of what it makes of them
  bool ended = false;  ///< it came to its end, and is kept because the same line would be another change
  friend bool operator==(const UnfinishedRun&, const UnfinishedRun&) = default;
};

/// `unfinished.json` of the state folder; it is there only while a run is at work, or was cut off. Its lock is to be
/// held.
class UnfinishedRuns {
 public:
  explicit UnfinishedRuns(base::StateFolder state) : m_state(std::move(state)) {}
  /// The run that this line began. Nothing where there is none, and where the file cannot be understood. Error:
  /// local_file, for a file that is not this machine's.
  Expected<std::optional<UnfinishedRun>> find(const std::string& line) const;
  /// In place of one with the same line. Error: local_file.
  Status begin(const UnfinishedRun& run) const;
  /// Nothing to do where there is none. Error: local_file.
  Status finish(const std::string& line) const;

 private:
  Expected<std::vector<UnfinishedRun>> all() const;
  Status write(const std::vector<UnfinishedRun>& runs) const;
  base::StateFolder m_state;
};

}  // namespace secokr::workspace
