#include <fmt/format.h>

#include "cli/core/context.hpp"
#include "cli/core/pasted_dash.hpp"
#include "config/config.hpp"
#include "workspace/workspace.hpp"

namespace secokr::cli {
namespace {

/// The oldest ended quarter that was published here and is not closed, else the current one.
Quarter closing_quarter(const std::filesystem::path& root, Quarter current) {
  // Three years back is further than any quarter stays open.
  for (int back = 12; back > 0; --back) {
    const auto folder = root / "okrs" / to_string(current - back);
    std::error_code ignored;
    if (std::filesystem::exists(folder / "published.json", ignored) &&
        !std::filesystem::exists(folder / "closed.json", ignored))
      return current - back;
  }
  return current;
}

}  // namespace

Expected<Quarter> Context::quarter_from(const std::string& text) {
  SECOKR_TRY(const auto* config, this->config());
  SECOKR_TRY(const auto day, today());
  const auto current = config->calendar.fiscal.quarter_of(day);
  const QuarterContext context{.current = current, .closing = closing_quarter(root(), current)};
  if (const auto quarter = resolve_quarter(text, context)) return *quarter;
  const std::string typed =
      typed_with_hyphens(text, [&](const std::string& plain) { return resolve_quarter(plain, context).has_value(); });
  if (!typed.empty())
    return fail({.kind = ErrorKind::usage,
                 .what = fmt::format("'{}' is no quarter", text),
                 .reason = std::string(pasted_dash_reason),
                 .help = typed});
  return fail({.kind = ErrorKind::usage,
               .what = fmt::format("'{}' is no quarter", text),
               .reason = "A quarter is written FY28-Q1, or now, next, prev, +1, -1, planning or closing",
               .help = "secokr help quarters"});
}

Expected<Quarter> Context::quarter(QuarterDefault by_default) {
  if (m_global.quarter) return quarter_from(*m_global.quarter);
  switch (by_default) {
    case QuarterDefault::planning:
      return quarter_from("planning");
    case QuarterDefault::closing:
      return quarter_from("closing");
    case QuarterDefault::current:
      break;
    case QuarterDefault::week: {
      SECOKR_TRY(const auto* config, this->config());
      SECOKR_TRY(const auto day, today());
      return config->calendar.quarter_of_week(monday_of(day));
    }
  }
  return quarter_from("now");
}

}  // namespace secokr::cli
