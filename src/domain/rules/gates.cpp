#include <string>
#include <string_view>

#include <fmt/format.h>

#include "base/text.hpp"
#include "domain/rules/rules.hpp"

namespace secokr {

std::optional<Finding> check_may_decide(const Org& org, std::string_view delegate, std::string_view user,
                                        std::string_view act) {
  const auto is_user = [&](std::string_view name) { return !name.empty() && base::equals_folded(name, user); };
  const std::string ciso = org.ciso();
  if (is_user(ciso) || is_user(delegate)) return std::nullopt;
  Finding finding;
  finding.rule = Rule::P5;
  finding.subject = std::string(act);
  finding.message = fmt::format("@{} may not {}: that is for the CISO or a named delegate", user, act);
  if (!ciso.empty() && !delegate.empty()) {
    finding.hint = fmt::format("ask @{} or @{}, or --override P5 --reason TEXT", ciso, delegate);
  } else if (!ciso.empty()) {
    finding.hint = fmt::format(
        "ask @{}, or name a delegate under [finalize] in secokr.toml, or --override P5 --reason TEXT", ciso);
  } else {
    finding.hint = "name the CISO in secokr.toml: a [[person]] with level = \"ciso\"";
  }
  return finding;
}

std::optional<Finding> check_finalize_day(const PlanningCalendar& calendar, Quarter quarter, Day today) {
  const Day opens = calendar.date_of(Step::final, quarter);
  const Day first_day = calendar.fiscal.first_day(quarter);
  if (today >= opens && today < first_day) return std::nullopt;
  Finding finding;
  finding.rule = Rule::P6;
  finding.subject = to_string(quarter);
  if (today < opens) {
    finding.message = fmt::format("{} is finalised from {} on, its final step; today is {}", to_string(quarter),
                                  to_string(opens), to_string(today));
    finding.hint = fmt::format("wait until {}, or --override P6 --reason TEXT", to_string(opens));
  } else {
    finding.message = fmt::format("{} began on {}; it was to be finalised by the day before", to_string(quarter),
                                  to_string(first_day));
    finding.hint = "--override P6 --reason TEXT";
  }
  return finding;
}

}  // namespace secokr
