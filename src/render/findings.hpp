#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <secokr/finding.hpp>

#include "render/json.hpp"
#include "render/style.hpp"

namespace secokr::render {

/// What a check has to tell: its findings and what it looked at.
struct CheckReport {
  std::string quarter{};
  std::size_t checked = 0;
  std::string checked_what = "objective";  ///< singular, with a regular plural
  std::optional<std::size_t> ours{};       ///< label check: whose issues they were
  std::optional<std::size_t> others{};
  std::optional<std::size_t> unclear{};
  std::vector<Finding> findings{};
};

/// Grouped by file, `path:line: error O1 Security Training: message` and a hint line each; the last line counts:
/// "5 objectives checked: 2 errors, 1 warning, 3 notes".
std::string findings_text(const CheckReport& report, const Page& page);
/// The `findings` shape of CLI.md 5.
Json findings_json(const CheckReport& report);
/// A GitLab Code Quality report (an array); fingerprints are unique in it and the same from run to run.
Json findings_code_quality(const CheckReport& report);

/// "1 error", "2 errors".
std::string counted(std::size_t number, std::string_view noun);

}  // namespace secokr::render
