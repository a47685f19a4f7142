#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/day.hpp>
#include <secokr/rule.hpp>

namespace secokr {

enum class Severity { note, warning, error };
std::string_view to_string(Severity severity);

/// One thing that a rule has to say. `subject` is what it is about as the user names it (`Security Training/KR1`);
/// `message` what is wrong; `hint` what to do. A rule that is not due yet gives a note with `due` (PROCESS.md 3a).
struct Finding {
  Rule rule{};
  Severity severity = Severity::error;
  std::string subject{};
  std::string message{};
  std::string hint{};
  std::optional<Day> due{};
  std::string path{};
  std::optional<std::size_t> line{};
  std::string url{};
  friend bool operator==(const Finding&, const Finding&) = default;
};

struct FindingCount {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t notes = 0;
};
FindingCount count(const std::vector<Finding>& findings);

/// By path, line, rule, subject: the order in which they are shown.
void sort_findings(std::vector<Finding>& findings);

}  // namespace secokr
