#pragma once
#include <filesystem>
#include <optional>
#include <string>

#include <secokr/error.hpp>

#include "tracker/change/change_set.hpp"
#include "tracker/change/subjects.hpp"

namespace secokr::tracker {

/// Everything that must hold before the first write of a set: files as expected and inside the root, no issue with a
/// marker that is to be created, every named subject known or made earlier in the set, every edited issue present.
/// `subjects` then holds the tracker's present state of the issues that will be edited. Errors: refused when the world
/// moved, local_file for a file, bug for a set that cannot be.
Status check_preconditions(const ChangeSet& set, Tracker* tracker, const ApplyOptions& options, Subjects& subjects);

/// True when a later change of the set to the same file was made already: an earlier run came that far.
bool is_overtaken(const ChangeSet& set, const Change& change, const std::filesystem::path& path,
                  const Subjects& subjects);

/// The issue that a change acts on: by number where that is given, else the subject's; nothing when it is to be made by
/// the set.
std::optional<IssueRef> target_of(const IssueRef& ref, const std::string& subject, const Subjects& subjects);

/// True when the issue's description is neither what the edit was made from (EditIssue::description_before) nor
/// `wanted`, the new one as it is to be sent: writing it would lose what somebody else wrote meanwhile.
bool description_moved(const EditIssue& edit, const Issue& now, const std::optional<std::string>& wanted);
Error description_moved_error(const Change& change, const Issue& now);

/// A description of the set as it is sent: tokens filled in, sealed. Error bug, as Subjects::fill.
Expected<std::string> description_to_send(const std::string& description, const ApplyOptions& options,
                                          const Subjects& subjects);

/// Builds one callable out of several, for `std::visit`.
template <class... Callables>
struct Overloaded : Callables... {
  using Callables::operator()...;
};

}  // namespace secokr::tracker
