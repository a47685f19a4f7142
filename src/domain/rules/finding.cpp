#include <secokr/finding.hpp>

#include <algorithm>
#include <array>
#include <tuple>

namespace secokr {

std::string_view to_string(Severity severity) {
  constexpr std::array<std::string_view, 3> words{"note", "warning", "error"};
  return words.at(static_cast<std::size_t>(severity));
}

FindingCount count(const std::vector<Finding>& findings) {
  const auto number = [&](Severity severity) {
    return static_cast<std::size_t>(std::ranges::count(findings, severity, &Finding::severity));
  };
  return {number(Severity::error), number(Severity::warning), number(Severity::note)};
}

void sort_findings(std::vector<Finding>& findings) {
  const auto key = [](const Finding& finding) {
    return std::tie(finding.path, finding.line, finding.rule, finding.subject);
  };
  std::ranges::stable_sort(findings, [&](const Finding& a, const Finding& b) { return key(a) < key(b); });
}

}  // namespace secokr
