#pragma once
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <secokr/error.hpp>
#include "domain/views/drift_report.hpp"

#include "app/core/ports.hpp"
#include "app/published/block_issue.hpp"
#include "documents/objective/plan_facts.hpp"
#include "domain/people/confidential_names.hpp"
#include "workspace/objective_files.hpp"
#include "workspace/published.hpp"

namespace secokr::app {

/// Makes a line to type of a command without the program's name (`label apply 12`).
using DriftCommand = std::function<std::string(const std::string&)>;

/// One issue of a quarter as it was finalised, as it is, and as its file says.
struct ComparedIssue {
  std::string id{};
  std::string subject{};  ///< `Security Training/KR1`
  const workspace::PublishedIssue* entry = nullptr;
  std::optional<BlockIssue> issue{};  ///< nothing where it is gone or not to be seen
  std::vector<BlockIssue> copies{};   ///< open ones with the same id
  documents::Facts agreed{};
  documents::Facts now{};                        ///< empty where it is gone
  std::optional<documents::Facts> file{};        ///< nothing where no file has it
  std::vector<documents::FactChange> drifted{};  ///< from `agreed` to `now`, without what runs
  /// Lines of its list of key results (drift_list.hpp), which are told and never accepted.
  std::vector<documents::FactChange> listed{};
  bool closed = false;        ///< its issue was closed by hand while it runs
  bool confidential = false;  ///< when it was finalised or now, by itself or with its objective
};

/// The three sides of F5 for a quarter.
struct Comparison {
  Quarter quarter{};
  workspace::Published base{};
  std::vector<workspace::ObjectiveFile> files{};
  std::vector<ComparedIssue> issues{};  ///< each objective before its KRs
  ConfidentialNames confidential{};     ///< of the whole quarter, whichever issues are looked at
};

/// Compares the issues that `published.json` names, or those of `names` (a KR or an objective in any form of CLI.md 2).
/// Needs a workspace and a tracker. Errors: findings, where the quarter is not published; refused, where it is
/// published to another project or none of its issues is there; usage, for an unknown name; local_file.
Expected<Comparison> compare_published(const Ports& ports, Quarter quarter, const std::vector<std::string>& names);

/// What has drifted, with who did it and when as far as the tracker's history tells; only the history of what has
/// drifted is read.
Expected<DriftReport> drift_report(const Ports& ports, const Comparison& comparison, const DriftCommand& command);

/// What one side says of a field; empty where it says nothing.
std::string value_of(const documents::Facts& facts, const std::string& field);
bool same_value(const std::string& one, const std::string& other);

/// What mends a field of an issue where it is not to be accepted; empty where only the field itself can be put back.
std::string hint_of(const std::string& field, const workspace::PublishedIssue& entry, const DriftCommand& command);

}  // namespace secokr::app
