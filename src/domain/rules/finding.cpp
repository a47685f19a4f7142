#include <secokr/finding.hpp>

#include <algorithm>
#include <tuple>

namespace secokr {

std::string_view to_string(Severity severity) {
  switch (severity) {
    case Severity::note:
      return "note";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
  }
  return "error";
}

FindingCount count(const std::vector<Finding>& findings) {
  FindingCount result;
  for (const Finding& finding : findings) {
    switch (finding.severity) {
      case Severity::note:
        ++result.notes;
        break;
      case Severity::warning:
        ++result.warnings;
        break;
      case Severity::error:
        ++result.errors;
        break;
    }
  }
  return result;
}

void sort_findings(std::vector<Finding>& findings) {
  const auto key = [](const Finding& finding) {
    return std::tie(finding.path, finding.line, finding.rule, finding.subject);
  };
  std::ranges::stable_sort(findings, [&](const Finding& a, const Finding& b) { return key(a) < key(b); });
}

}  // namespace secokr
