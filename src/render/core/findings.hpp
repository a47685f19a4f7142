#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <secokr/finding.hpp>

#include "render/core/json.hpp"
#include "render/core/renderers.hpp"
#include "render/core/style.hpp"

namespace secokr::render {

/// What a check was told that it need not tell again.
struct KnownFindings {
  std::string name{};     ///< of the baseline, as the user named it
  std::size_t known = 0;  ///< findings that stand there
  std::size_t gone = 0;   ///< those of them that are found no more
};

/// What a check has to tell: its findings and what it looked at.
struct CheckReport {
  std::string quarter{};  ///< empty where no single one was looked at
  std::size_t checked = 0;
  std::string checked_what = "objective";  ///< singular, with a regular plural
  std::optional<std::size_t> ours{};       ///< label check: whose issues they were
  std::optional<std::size_t> others{};
  std::optional<std::size_t> unclear{};
  std::optional<std::size_t> read{};  ///< what was read to find what is checked
  std::optional<KnownFindings> baseline{};
  std::vector<Finding> findings{};
};

/// Grouped by file, `path:line: error O1 Security Training: message` and a hint line each; the last line counts:
/// "5 objectives checked: 2 errors, 1 warning, 3 notes". A hint with a command is not wrapped.
std::string findings_text(const CheckReport& report, const Page& page);
/// One finding, the same in every shape.
Json finding_json(const Finding& finding);
/// The `findings` shape of CLI.md 5.
Json findings_json(const CheckReport& report);
/// A GitLab Code Quality report (an array); fingerprints are unique in it and the same from run to run. What stands in
/// no file is placed by the path of its URL: `group/project/-/issues/12`.
Json findings_code_quality(const CheckReport& report);

template <>
inline constexpr auto renderers<CheckReport> = std::to_array<Renderer<CheckReport>>(
    {{"text", findings_text}, {"json", findings_json}, {"codequality", findings_code_quality}});

/// "1 error", "2 errors".
std::string counted(std::size_t number, std::string_view noun);

}  // namespace secokr::render
