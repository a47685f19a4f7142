#pragma once
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <secokr/error.hpp>
#include <secokr/quarter.hpp>

#include "app/core/ports.hpp"
#include "domain/rules/labels.hpp"
#include "tracker/port/tracker.hpp"

namespace secokr::app {

/// What a label command looks at.
struct LabelRange {
  std::optional<Quarter> quarter{};         ///< nothing: every quarter
  std::string group{};                      ///< all projects of a group in place of the tracker's project
  std::vector<tracker::IssueRef> issues{};  ///< when not empty only these, whatever their quarter; the tracker's own
                                            ///< project is an empty one
  /// Issues from a file in place of the tracker's: nothing is asked of a server, so links and definitions are not
  /// known.
  std::function<Status(const tracker::Sink<tracker::Issue>&)> exported{};
  std::function<void(std::size_t read)> progress{};  ///< called after every hundred issues
};

/// The rules for a range, from the configuration; `repair` is left empty.
LabelRules label_rules(const Ports& ports, const LabelRange& range);

}  // namespace secokr::app
