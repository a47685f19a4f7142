#pragma once
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "cli/core/context.hpp"
#include "tracker/apply/executor.hpp"
#include "tracker/change/change_set.hpp"

namespace secokr::cli {

/// The line without what changes nothing of what is done: the day, and how results are shown.
std::string line_to_repeat(const std::vector<std::string>& args);

/// What makes a command that was cut off end well when its line is typed again, also on another day. It is used by
/// `apply` with the lock held; a set without decisions and without files that are edited needs none of it.
class ResumedRun {
 public:
  /// Gives the set's decisions the day of the run that was cut off, unless the set is to be written exactly; where all
  /// that the run was to write stands there as it made it, the set becomes empty. Error: local_file.
  static Expected<ResumedRun> of(Context& context, tracker::ChangeSet& set, bool exact);

  /// True where there was nothing left to do.
  bool was_done() const { return m_was_done; }
  /// The sentence that says so.
  std::string why_nothing() const;
  /// Before the first write. Error: local_file.
  Status begin(const tracker::ChangeSet& set);
  /// Where nothing was written, and no run was cut off before, there is nothing to resume. Error: local_file.
  Status end_of_failure(const tracker::Applied& applied);

 private:
  explicit ResumedRun(Context& context) : m_context(context) {}
  Context& m_context;
  bool m_was_done = false;
  bool m_had_ended = false;
  bool m_is_noted = false;
  bool m_was_begun = false;
};

/// The command has ended, and a run of this line that was cut off has nothing left to do. Error: local_file.
Status forget_unfinished(Context& context);

}  // namespace secokr::cli
