#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include <secokr/error.hpp>
#include <secokr/quarter.hpp>

#include "app/core/ports.hpp"
#include "app/label/range.hpp"
#include "domain/rules/labels.hpp"
#include "tracker/port/tracker.hpp"

namespace secokr::app {

struct TrackedIssue {
  LabelledIssue issue{};
  tracker::IssueRef ref{};
};

/// An issue that published.json lists as running, and that is not there.
struct GoneIssue {
  std::string subject{};  ///< as LabelledIssue::subject
  std::string url{};
  Quarter quarter{};
};

/// The issues of a range, told apart. Holds what the rules look at, never descriptions, and of others only their
/// number: 100,000 issues of the whole company take the memory of ours.
struct LabelledIssues {
  std::vector<TrackedIssue> ours{};
  std::vector<TrackedIssue> unclear{};
  std::vector<GoneIssue> gone{};  ///< of a project that was read whole
  std::size_t others = 0;
  std::size_t read = 0;  ///< all that were read, those of other quarters included
  std::size_t checked() const { return ours.size() + unclear.size() + others; }
};

/// Reads the range once; links of ours are read only where they could tell whose another issue is. Error refused, when
/// a named issue is not there.
Expected<LabelledIssues> read_labelled_issues(const Ports& ports, const LabelRange& range, const LabelRules& rules);

/// The projects whose label definitions matter to the issues: the tracker's own as an empty path, in a group each one
/// that has issues of ours.
std::vector<tracker::LabelHome> label_homes(const LabelledIssues& issues, const LabelRange& range);

}  // namespace secokr::app
