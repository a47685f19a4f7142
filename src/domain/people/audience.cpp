#include "domain/people/audience.hpp"

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace secokr {

bool is_confidential(const Objective& objective) { return objective.confidential; }

bool is_confidential(const Objective& objective, const KeyResult& key_result) {
  return is_confidential(objective) || key_result.confidential;
}

bool shows(Audience audience, bool confidential) { return audience == Audience::division || !confidential; }

std::optional<Objective> shown_to(Audience audience, Objective objective, Withheld& withheld) {
  if (!shows(audience, is_confidential(objective))) {
    ++withheld.objectives;
    return std::nullopt;
  }
  withheld.key_results += std::erase_if(objective.key_results, [&](const KeyResult& key_result) {
    return !shows(audience, is_confidential(objective, key_result));
  });
  return objective;
}

void withhold(Audience audience, Dashboard& dashboard) {
  if (audience == Audience::division) return;
  dashboard.notices.clear();
  dashboard.withheld += std::erase_if(
      dashboard.objectives, [&](const DashboardObjective& each) { return !shows(audience, each.confidential); });
  for (DashboardObjective& objective : dashboard.objectives)
    dashboard.withheld_key_results += std::erase_if(
        objective.key_results, [&](const DashboardKeyResult& each) { return !shows(audience, each.confidential); });
}

void withhold(Audience audience, DriftReport& report) {
  for (DriftedIssue& issue : report.issues) {
    if (shows(audience, issue.confidential)) continue;
    issue.subject = issue.url;
    for (DriftedField& field : issue.fields) {
      constexpr const char* hidden = "(confidential)";
      // What became of the issue as a whole tells nothing of what it says.
      if (field.field != "state" && field.field != "copy") {
        field.agreed = hidden;
        field.now = field.field == "issue" ? "" : hidden;
      }
      if (field.file) field.file = hidden;
    }
  }
}

void withhold(Audience audience, UpdateReminders& reminders) {
  std::set<std::string> ids;
  const auto is_hidden = [&](const auto& each) {
    if (shows(audience, each.confidential)) return false;
    ids.insert(each.id);
    return true;
  };
  std::erase_if(reminders.owed, is_hidden);
  std::erase_if(reminders.raised, is_hidden);
  reminders.withheld += ids.size();
}

}  // namespace secokr
