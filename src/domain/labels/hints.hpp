#pragma once
#include <functional>
#include <string>

#include "domain/labels/facts.hpp"

namespace secokr {

/// Names in backticks, with commas between them.
std::string quoted(const std::vector<std::string>& names);

/// `/label ~"OKR" ~"FY28-Q1"`, `/unlabel ~"okr"`: quick actions as a comment takes them; both stand on lines of their
/// own.
std::string comment_with(const LabelFix& fix);

/// The part of a fix that mends one finding: what `concerned` accepts, and the labels that give way to it.
LabelFix part_of(const LabelFix& fix, const LabelRules& rules, const LabelReader& reader,
                 const std::function<bool(const std::string& label, const ReadLabel& read)>& concerned);

/// The repair command and the quick action that do the same; the command alone is left out where there is none.
std::string repair_hint(const LabelRules& rules, const LabelledIssue& issue, const LabelFix& part);

}  // namespace secokr
